"""What a backup or a restore refuses; each is one line on stderr and exit code 1."""

from django.core.management.base import CommandError


class BackupRefused(CommandError):
    """The backup cannot be made; nothing was left behind."""


class RestoreRefused(CommandError):
    """The backup cannot be restored. Unless the line says otherwise, nothing was changed."""
