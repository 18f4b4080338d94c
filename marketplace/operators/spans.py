"""How long something takes, as people say it."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def in_words(span: timedelta) -> str:
    """`3 ngày`, `1 giờ 10 phút`, `dưới 1 phút`; the smaller half only where it still says something."""
    minutes = max(int(span.total_seconds() // 60), 0)
    hours, days = minutes // 60, minutes // (60 * 24)
    if days:
        return ngettext("%(n)s ngày", "%(n)s ngày", days) % {"n": days}
    if hours >= 6 or (hours and not minutes % 60):
        return ngettext("%(n)s giờ", "%(n)s giờ", hours) % {"n": hours}
    if hours:
        return _("%(hours)s giờ %(minutes)s phút") % {"hours": hours, "minutes": minutes % 60}
    if not minutes:
        return _("dưới 1 phút")
    return ngettext("%(n)s phút", "%(n)s phút", minutes) % {"n": minutes}
