"""Sending documents to the server: in bulk, each with its version, so that what comes late or twice changes nothing."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import Any

from elasticsearch import helpers

from search import versions
from search.backends.elastic.client import WRITING, name, server
from search.backends.elastic.documents import goods_source, stall_source
from search.fairs import fairs_of
from search.models import IndexedVersion, ProductDocument, SellerDocument

#: Documents in one request: about two megabytes.
TOGETHER = 1000
#: Requests under way at a time: the server writes each with one processor.
AT_ONCE = 2
#: The alias that readers use, and the one of an index that is being built.
BUILDING = "-building"
Kind = IndexedVersion.Kind
ALIASES = {Kind.PRODUCT: "products", Kind.SELLER: "sellers"}
# A newer version is there already, or what is to be deleted is not.
_SETTLED = {200, 201, 404, 409}


class NotSent(Exception):
    """The server refused documents, or has no index for them yet."""


def send_unsent() -> int:
    """Bring the server up to date; says how many documents were sent. Raises NotSent, and what the client raises."""
    sent = 0
    while rows := versions.unsent(limit=TOGETHER):
        _send(rows)
        versions.mark_sent(rows)
        sent += len(rows)
    return sent


def _send(rows: Sequence[IndexedVersion]) -> None:
    sources = {kind: sources_of(kind, [row.object_id for row in rows if row.kind == kind]) for kind in Kind}
    for kind in Kind:
        asked = [row for row in rows if row.kind == kind]
        send(
            action(index, row.object_id, row.version, sources[kind].get(row.object_id))
            for index in (targets(kind) if asked else [])
            for row in asked
        )


def indexes(kind: Kind) -> dict[str, set[str]]:
    """All indexes of a kind, with the endings of the aliases they have: empty for readers, BUILDING while they grow."""
    alias = name(ALIASES[kind])
    found = server().indices.get_alias(index=f"{alias}-2*").body
    return {index: {each.removeprefix(alias) for each in about["aliases"]} for index, about in found.items()}


def targets(kind: Kind) -> list[str]:
    """The indexes that have to hear of changes: the one in use and one that is being built. Raises NotSent for none."""
    found = [index for index, endings in indexes(kind).items() if endings]
    if not found:
        raise NotSent(f"there is no index of {kind}s yet: run manage.py reindex")
    return found


def sources_of(kind: Kind, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The documents of ids; those that are not on sale have none."""
    if kind == Kind.PRODUCT:
        at = fairs_of(ids)
        rows = ProductDocument.objects.filter(pk__in=ids)
        return {row.product_id: goods_source(row, at.get(row.product_id, ())) for row in rows}
    return {row.seller_id: stall_source(row) for row in SellerDocument.objects.filter(pk__in=ids)}


def action(index: str, object_id: int, version: int, source: Mapping[str, Any] | None) -> dict[str, Any]:
    """What to do about one document in one index."""
    about = {"_index": index, "_id": str(object_id), "version": version, "version_type": "external_gte"}
    return about | ({"_op_type": "delete"} if source is None else {"_op_type": "index", "_source": source})


def send(actions: Iterable[dict[str, Any]], patience: float = WRITING) -> int:
    """Send them, with so many seconds for each request; says how many.

    Raises NotSent when the server refuses any for another reason than being ahead.
    """
    waiting, number = iter(actions), 0
    under_way: deque[Future[int]] = deque()
    with ThreadPoolExecutor(AT_ONCE) as requests:
        # Read here: whoever reads them from a database has its connection in this thread.
        while together := list(islice(waiting, TOGETHER)):
            if len(under_way) == AT_ONCE:
                number += under_way.popleft().result()
            under_way.append(requests.submit(_send_together, together, patience))
        return number + sum(each.result() for each in under_way)


def _send_together(actions: Sequence[dict[str, Any]], patience: float) -> int:
    answers = helpers.streaming_bulk(
        server(patience), actions, chunk_size=TOGETHER, raise_on_error=False, raise_on_exception=True, max_retries=0
    )
    for _done, answer in answers:
        told = next(iter(answer.values()))
        if told["status"] not in _SETTLED:
            raise NotSent(str(told.get("error", told))[:500])
    return len(actions)
