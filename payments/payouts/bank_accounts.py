"""A seller's bank account and tax number: sensitive, sealed in the database, shown by their last digits."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import transaction

from base import clock
from base.errors import InvalidInput
from payments.payouts.models import BankAccount
from payments.providers.vietqr.banks import BANKS
from payments.tax.models import TaxIdentity
from sellers.sealing import BANK_ACCOUNT, TAX_NUMBER, sealer

BANK_NAMES = {bank.bin: bank.name for bank in BANKS}
ACCOUNT_NUMBER = re.compile(r"[0-9A-Z]{6,19}")
#: As banks print it: capital letters without marks.
HOLDER = re.compile(r"[A-Z][A-Z ]{3,69}")
#: Ten digits, ten and three (a branch), or the twelve of an identity card.
TAX_NUMBERS = re.compile(r"[0-9]{10}|[0-9]{10}-[0-9]{3}|[0-9]{12}")


@dataclass(frozen=True)
class OpenAccount:
    """An account as the bank needs it: only for the file that goes there."""

    bank_bin: str
    number: str
    holder: str

    @property
    def bank_name(self) -> str:
        return BANK_NAMES.get(self.bank_bin, self.bank_bin)


@transaction.atomic
def give_bank_account(*, seller_id: int, bank_bin: str, number: str, holder: str) -> BankAccount:
    """Where payouts go from now on; the one before ends. Raises InvalidInput (bank_bin, number, holder)."""
    wrong = {
        "bank_bin": bank_bin not in BANK_NAMES,
        "number": not ACCOUNT_NUMBER.fullmatch(number),
        "holder": not HOLDER.fullmatch(holder),
    }
    if any(wrong.values()):
        raise InvalidInput({field: "invalid" for field, is_wrong in wrong.items() if is_wrong})
    BankAccount.objects.filter(seller_id=seller_id, ended_at=None).update(ended_at=clock.now())
    seal = sealer(BANK_ACCOUNT)
    return BankAccount.objects.create(
        seller_id=seller_id,
        bank_bin=bank_bin,
        sealed_number=seal.encrypt(number.encode()),
        sealed_holder=seal.encrypt(holder.encode()),
        last_digits=number[-4:],
        given_at=clock.now(),
    )


@transaction.atomic
def give_tax_number(*, seller_id: int, number: str) -> TaxIdentity:
    """The number under which tax is declared for a seller. Raises InvalidInput (tax_number)."""
    if not TAX_NUMBERS.fullmatch(number):
        raise InvalidInput({"tax_number": "invalid"})
    sealed = {
        "sealed_number": sealer(TAX_NUMBER).encrypt(number.encode()),
        "last_digits": number[-3:],
        "given_at": clock.now(),
    }
    return TaxIdentity.objects.update_or_create(seller_id=seller_id, defaults=sealed)[0]


def bank_account_of(seller_id: int) -> BankAccount | None:
    """The account in use, with what may be shown of it."""
    return BankAccount.objects.filter(seller_id=seller_id, ended_at=None).first()


def open_account(account: BankAccount) -> OpenAccount:
    """Number and holder in the clear. Whoever calls this writes it down (audit)."""
    seal = sealer(BANK_ACCOUNT)
    number, holder = (seal.decrypt(bytes(sealed)).decode() for sealed in (account.sealed_number, account.sealed_holder))
    return OpenAccount(account.bank_bin, number, holder)


def open_tax_number(identity: TaxIdentity) -> str:
    """The number in the clear, for the tax office's table. Whoever calls this writes it down (audit)."""
    return sealer(TAX_NUMBER).decrypt(bytes(identity.sealed_number)).decode()
