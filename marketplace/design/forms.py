"""How a Django form's field is shown: label above, hint, control, error beneath, all tied together for a reader."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class ShownField:
    """What design/field.html needs to know of a bound field."""

    field: BoundField
    kind: str
    control: SafeString | None

    @property
    def optional(self) -> bool:
        """Whether to say that this may stay empty: only beside fields that may not."""
        mine = self.field.field
        return not (mine.required or mine.disabled) and any(one.required for one in self.field.form.fields.values())

    @property
    def hint_id(self) -> str:
        return f"{self.field.auto_id}_helptext"

    @property
    def error_id(self) -> str:
        return f"{self.field.auto_id}_error"


def shown_field(field: BoundField, **attrs: str) -> ShownField:
    """Prepare a field; `attrs` go onto the control (`autocomplete="tel"`, `data-money=""`)."""
    kind = _kind(field)
    if kind in ("pick", "checks"):
        return ShownField(field, kind, None)
    if kind == "text":
        own = str(field.field.widget.attrs.get("class", ""))
        attrs["class"] = f"in {own}".strip()
    return ShownField(field, kind, field.as_widget(attrs={k.replace("_", "-"): v for k, v in attrs.items()}))


def _kind(field: BoundField) -> str:
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    if isinstance(widget, CheckboxSelectMultiple):
        return "checks"
    if isinstance(widget, RadioSelect):
        return "pick"
    return "check" if isinstance(widget, CheckboxInput) else "text"
