"""One signed JSON question to VNPAY's API, and an answer that is either proven or nothing."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

import requests

from payments.providers.vnpay import signing
from payments.providers.vnpay.config import VnpayConfig

logger = logging.getLogger(__name__)

#: Real answers have about 800 bytes.
LONGEST_ANSWER = 65_536
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def ask(
    config: VnpayConfig, question: Mapping[str, str], *, signs: Sequence[str], answer_signs: Sequence[str]
) -> dict[str, str] | None:
    """Sign and POST `question`; give the answer's fields as received, or None when nothing trustworthy came back.

    Trustworthy: in time, JSON of plain values, carrying its checksum, and about this merchant, command and reference.
    """
    body = dict(question)
    body[signing.SIGNATURE] = signing.checksum(body, signs, config.hash_secret)
    try:
        answer = _read(_post(config, body))
    except (requests.RequestException, ValueError, RecursionError) as trouble:
        logger.warning("VNPAY %s of %s: %s", body["vnp_Command"], body["vnp_TxnRef"], type(trouble).__name__)
        return None
    same = all(answer.get(name) == body[name] for name in ("vnp_Command", "vnp_TmnCode", "vnp_TxnRef"))
    if not same or not signing.verify_checksum(answer, answer_signs, config.hash_secret):
        logger.warning("VNPAY %s of %s: answer not proven", body["vnp_Command"], body["vnp_TxnRef"])
        return None
    return answer


def session_for(address: str) -> requests.Session:
    """A session that leaves the environment's proxy alone for this very machine, where the simulator runs."""
    session = requests.Session()
    session.trust_env = urlsplit(address).hostname not in _LOOPBACK
    return session


def _post(config: VnpayConfig, body: Mapping[str, str]) -> bytes:
    with (
        session_for(config.api_url) as session,
        session.post(config.api_url, json=body, timeout=config.timeout, stream=True, allow_redirects=False) as response,
    ):
        if response.status_code != 200:
            raise ValueError(f"HTTP {response.status_code}")
        return _limited(response)


def _limited(response: requests.Response) -> bytes:
    content = b""
    for piece in response.iter_content(8192):
        content += piece
        if len(content) > LONGEST_ANSWER:
            raise ValueError("answer too long")
    return content


def _read(content: bytes) -> dict[str, str]:
    answer = json.loads(content)
    if not isinstance(answer, dict):
        raise ValueError("not an object")
    return {name: _text(value) for name, value in answer.items()}


def _text(value: object) -> str:
    """A field as it was signed. A float or a nested value has no single spelling, so it is refused."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if type(value) is int:
        return str(value)
    raise ValueError("not a plain value")
