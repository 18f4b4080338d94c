"""Oscar's own migrations stay where they are; only what the market adds is written here."""

from oscar.apps.voucher import migrations as oscar_migrations

__path__ += oscar_migrations.__path__  # type: ignore[name-defined]
