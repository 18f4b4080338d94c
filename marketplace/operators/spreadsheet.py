"""A table as a file: CSV, or XLSX with the least that spreadsheets open."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

Cell = str | int
#: What makes a spreadsheet take words for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def as_csv(rows: Sequence[Sequence[Cell]]) -> bytes:
    """UTF-8 with its mark, CRLF, numbers without dots; words that look like a formula are disarmed."""
    sheet = StringIO()
    csv.writer(sheet).writerows([[_disarmed(cell) for cell in row] for row in rows])
    return b"\xef\xbb\xbf" + sheet.getvalue().encode()


def as_xlsx(rows: Sequence[Sequence[Cell]]) -> bytes:
    """One sheet; numbers are numbers, everything else is text and never a formula."""
    body = "".join(f"<row>{''.join(_cell(cell) for cell in row)}</row>" for row in rows)
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as parts:
        for name, content in (PARTS | {"xl/worksheets/sheet1.xml": sheet}).items():
            parts.writestr(name, HEAD + content)
    return file.getvalue()


def _disarmed(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _cell(cell: Cell) -> str:
    if isinstance(cell, int):
        return f"<c><v>{cell}</v></c>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
