"""What can be done at a fair."""

from marketplace.kiosks.services.fairs import FairInput, change_fair, choose_goods, open_fair
from marketplace.kiosks.services.pairing import make_pairing_code, pair_device, revoke_device, see_device
from marketplace.kiosks.services.selling import sell_for_cash

__all__ = [
    "FairInput",
    "change_fair",
    "choose_goods",
    "make_pairing_code",
    "open_fair",
    "pair_device",
    "revoke_device",
    "see_device",
    "sell_for_cash",
]
