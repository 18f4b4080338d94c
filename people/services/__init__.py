"""What can be done about people and the door they come in by."""

from people.services.codes import AskedCode, ask_for_code, check_code, forget_codes
from people.services.roles import grant_role, revoke_role
from people.services.second_factor import check_second_factor, set_second_factor

__all__ = [
    "AskedCode",
    "ask_for_code",
    "check_code",
    "check_second_factor",
    "forget_codes",
    "grant_role",
    "revoke_role",
    "set_second_factor",
]
