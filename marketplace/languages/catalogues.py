"""Read every message from the sources, and bring the catalogues up to date with them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from django.conf import settings

DOMAIN = "django"
#: What is not shown to anybody: tests, measurements, tools, and what was fetched.
ELSEWHERE = ("tests", "bench", "docs", "deploy", "locale", "node_modules", "var")
METHODS = [("**.py", "python"), ("**/templates/**.html", "marketplace.languages.templates:extract")]
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    "npgettext": ((1, "c"), 2, 3),
}
#: Babel's own head names its version and the day, so it would change whenever somebody looks.
HEAD = """\
{comment}
msgid ""
msgstr ""
"Project-Id-Version: Chợ Đước\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def paths() -> list[Path]:
    """The catalogue of each language there is; Vietnamese is the language of the sources and has none."""
    return sorted(settings.BASE_DIR.glob(f"locale/*/LC_MESSAGES/{DOMAIN}.po"))


def language_of(path: Path) -> str:
    """`en` for locale/en/LC_MESSAGES/django.po."""
    return path.parts[-3]


def in_the_sources() -> Catalog:
    """Every message that the sources can show, in the order of files and lines, without translations."""
    found = Catalog(charset="utf-8")
    each = extract_from_dir(
        settings.BASE_DIR,
        METHODS,
        keywords=KEYWORDS,
        directory_filter=_is_shown,
    )
    for _file, _line, message, _comments, context in each:
        found.add(message, context=context)
    return found


def read(path: Path) -> Catalog:
    """One catalogue as it is."""
    with path.open("rb") as file:
        return read_po(file, locale=language_of(path), domain=DOMAIN)


def write(path: Path, catalogue: Catalog) -> None:
    """Write it so that a changed word is one changed line: no places, no dates, no wrapping, nothing obsolete."""
    text = BytesIO()
    write_po(text, catalogue, width=0, no_location=True, ignore_obsolete=True, omit_header=True)
    head = HEAD.format(comment=catalogue.header_comment, language=language_of(path), plurals=catalogue.plural_forms)
    path.write_bytes(head.encode("utf-8") + text.getvalue())


def update() -> dict[str, int]:
    """Bring every catalogue up to date; how many messages each still lacks. New ones are empty, never guessed."""
    sources, lacking = in_the_sources(), {}
    for path in paths():
        catalogue = read(path)
        catalogue.update(sources, no_fuzzy_matching=True, update_creation_date=False)
        write(path, catalogue)
        lacking[language_of(path)] = sum(not message.string for message in catalogue if message.id)
    return lacking


def _is_shown(folder: str) -> bool:
    name = Path(folder).name
    return name not in ELSEWHERE and not name.startswith(".")
