"""What a buyer says is wrong with a parcel, with pictures that survive a refused form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext_lazy as _

from catalogue.errors import InvalidPhoto
from catalogue.photo_names import original_name, photo_url
from catalogue.photos import store_photo
from marketplace.access.answers import message_for
from orders.claims.models import LONGEST_WORDS, Claim
from orders.claims.services import MOST_PHOTOS
from orders.models import Line

_signer = Signer(salt="claim-photos")


class SeveralFiles(forms.ClearableFileInput):
    """A file box that takes more than one."""

    allow_multiple_selected = True


class ClaimForm(forms.Form):
    """Why, which units, in one's own words."""

    reason = forms.ChoiceField(
        label=_("Vấn đề gì?"),
        choices=Claim.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một vấn đề."), "invalid_choice": _("Chọn một vấn đề trong danh sách.")},
    )
    words = forms.CharField(
        label=_("Kể thêm"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Dài quá: nhiều nhất %(limit_value)d chữ, bạn ghi %(show_value)d chữ.")},
    )
    # Read by `Photos`; this carries its error.
    photos = forms.Field(
        label=_("Ảnh chụp"),
        required=False,
        widget=SeveralFiles(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("Nhiều nhất 4 ảnh. Chụp rõ chỗ hư, nhãn, gói hàng."),
    )

    def __init__(self, *args: Any, lines: Iterable[Line], units: dict[int, int], **kwargs: Any) -> None:
        """`units` are those of each line that can still be complained about."""
        super().__init__(*args, **kwargs)
        self.lines = {f"line_{line.pk}": line for line in lines if units.get(line.pk)}
        for name, line in self.lines.items():
            most = units[line.pk]
            self.fields[name] = forms.IntegerField(
                label=f"{line.title} ({line.unit})",
                min_value=0,
                max_value=most,
                required=False,
                initial=most if len(self.lines) == 1 else 0,
                error_messages={
                    "invalid": _("Ghi số nguyên, ví dụ 1."),
                    "min_value": _("Ghi từ 0 trở lên."),
                    "max_value": _("Bạn chỉ nhận %(limit_value)d."),
                },
            )

    @property
    def quantities(self) -> list[forms.BoundField]:
        """The boxes of the lines."""
        return [self[name] for name in self.lines]

    def clean(self) -> dict[str, Any]:
        """Something must be wrong with something."""
        data: dict[str, Any] = super().clean() or {}
        if not any(name in self.errors for name in self.lines) and not any(data.get(name) for name in self.lines):
            self.add_error(None, _("Ghi số lượng của món có vấn đề."))
        return data

    def wanted(self) -> tuple[tuple[int, int], ...]:
        """(line id, units), once the boxes are in order."""
        return tuple((line.pk, self.cleaned_data[name]) for name, line in self.lines.items() if self.cleaned_data[name])


class Photos:
    """Pictures sent now or with an earlier try; a form carries those of the earlier tries, signed."""

    def __init__(self, kept: str) -> None:
        try:
            self.stems: list[str] = list(_signer.unsign_object(kept)) if kept else []
        except BadSignature:
            self.stems = []

    def take(self, files: list[UploadedFile], form: ClaimForm) -> None:
        """Store what was sent; what is no picture, or one too many, is an error of the form."""
        room = MOST_PHOTOS - len(self.stems)
        if len(files) > room:
            form.add_error("photos", _("Nhiều nhất 4 ảnh. Bỏ bớt rồi gửi lại."))
        try:
            self.stems += [store_photo(file) for file in files[: max(0, room)]]
        except InvalidPhoto as refused:
            form.add_error("photos", message_for(refused))

    @property
    def kept(self) -> str:
        """For the form's hidden field."""
        return _signer.sign_object(self.stems) if self.stems else ""

    @property
    def urls(self) -> list[str]:
        return [photo_url(original_name(stem), 320) for stem in self.stems]
