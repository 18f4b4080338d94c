"""A new index beside the old one, filled while changes go to both, and put in its place in one step."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from base import clock
from search import versions
from search.backends.elastic.client import MAKING, name, server
from search.backends.elastic.documents import REFRESH, Goods, Stall, form_of, index_body
from search.backends.elastic.filling import ALIASES, BUILDING, Kind, action, indexes, send, sources_of
from search.models import ProductDocument, SellerDocument

#: Documents read at a time.
BATCH = 2000
#: Pieces that a new index is merged into before anybody looks into it: filling leaves some thirty, and each costs every
#: question something. Seconds that this may take: five pieces of a million documents were merged into one in 14.
SEGMENTS, MERGING = 5, 600.0
_DOCUMENTS = {Kind.PRODUCT: Goods, Kind.SELLER: Stall}
_ROWS = {Kind.PRODUCT: ProductDocument, Kind.SELLER: SellerDocument}


def build(kind: Kind) -> int:
    """Fill a new index from the database's documents and let readers use it; says how many documents it holds."""
    used, index = create(kind)
    number = send(_actions(index, kind), MAKING)
    put_in_place(kind, index, used)
    return number


def outdated() -> list[Kind]:
    """Kinds whose index readers use was made by a release with another form of it; those without one are not."""
    kinds = []
    for kind in Kind:
        used = [index for index, endings in indexes(kind).items() if "" in endings]
        mappings = server().indices.get_mapping(index=used).body if used else {}
        forms = {each["mappings"].get("_meta", {}).get("form") for each in mappings.values()}
        if forms - {form_of(_DOCUMENTS[kind])}:
            kinds.append(kind)
    return kinds


def create(kind: Kind) -> tuple[list[str], str]:
    """A new index that hears of every change from now on (filling.targets); also those that readers use till then."""
    before = indexes(kind)
    for unfinished in [each for each, endings in before.items() if BUILDING in endings]:
        # A build that was cut off left it behind.
        server().indices.delete(index=unfinished)
    alias = name(ALIASES[kind])
    index = f"{alias}-{clock.now():%Y%m%d%H%M%S}-{uuid.uuid4().hex[:6]}"
    server().indices.create(index=index, **index_body(_DOCUMENTS[kind]), aliases={alias + BUILDING: {}})
    return [each for each, endings in before.items() if "" in endings], index


def put_in_place(kind: Kind, index: str, used: list[str]) -> None:
    """Let readers find all that is in the index, quickly, then use it instead of the others, in one step."""
    used_now = {"index.refresh_interval": REFRESH, "index.translog.durability": "request"}
    server().indices.put_settings(index=index, settings=used_now)
    server(MAKING).indices.refresh(index=index)
    server(MERGING).indices.forcemerge(index=index, max_num_segments=SEGMENTS)
    alias = name(ALIASES[kind])
    steps: list[dict[str, Any]] = [{"remove": {"index": each, "alias": alias}} for each in used]
    steps += [{"add": {"index": index, "alias": alias}}, {"remove": {"index": index, "alias": alias + BUILDING}}]
    server().indices.update_aliases(actions=steps)


def drop_replaced() -> int:
    """Delete indexes that no reader uses (any more); says how many. Not at once: a question may still be under way."""
    dropped = 0
    for kind in Kind:
        for index in [each for each, endings in indexes(kind).items() if not endings]:
            server().indices.delete(index=index, ignore_unavailable=True)
            dropped += 1
    return dropped


def _actions(index: str, kind: Kind) -> Iterator[dict[str, Any]]:
    last = 0
    rows = _ROWS[kind]._default_manager
    while ids := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        # The version before the document: a change in between makes it newer than it says, never older.
        numbers = versions.versions_of(kind, ids)
        sources = sources_of(kind, ids)
        yield from (action(index, each, numbers.get(each, 0), sources[each]) for each in ids if each in sources)
        last = ids[-1]
