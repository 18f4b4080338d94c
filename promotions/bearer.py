"""Who bears a discount: from whose money it goes off."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Bearer(models.TextChoices):
    """The market pays it out of its own pocket, or the producer is content with less."""

    MARKET = "market", _("Chợ chịu")
    SELLER = "seller", _("Sạp chịu")
