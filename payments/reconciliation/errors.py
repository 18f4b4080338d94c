"""What can go wrong with comparing."""

from __future__ import annotations

from base.errors import Conflict, MarketError


class DifferenceClosed(Conflict):
    """Somebody dealt with the difference before, or it is gone."""

    code = "difference_closed"


class NoSettlementFile(MarketError):
    """The gateway's file of `day` could not be had. `why` says what came instead."""

    code = "no_settlement_file"
