"""Who of the market's own people did what, to what, when and from where. Rows are added and never touched again."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models


class AppendOnly(RuntimeError):
    """Somebody tried to change or remove what was written down."""


class AppendOnlyQuerySet(models.QuerySet["AuditEntry"]):
    """Reads and adds. The migration holds the database to the same."""

    def update(self, **changes: Any) -> NoReturn:
        raise AppendOnly("audit entries are never changed")

    def delete(self) -> NoReturn:
        raise AppendOnly("audit entries are never removed")


class AuditEntry(models.Model):
    """One command of an operator or of kiosk staff, or one look at somebody's private data.

    `action` is a stable word (marketplace/audit/actions.py), `target` says what it was done to (`seller:12`),
    `detail` what else was decided (a reason, a count). No names and no phone numbers: those are behind the target.
    """

    operator = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    action = models.CharField(max_length=40)
    target = models.CharField(max_length=80)
    detail = models.JSONField(default=dict)
    at = models.DateTimeField()
    ip = models.CharField(max_length=45, blank=True)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "audit entries"
        indexes = [
            models.Index(fields=["-at"], name="audit_newest"),
            models.Index(fields=["target", "-at"], name="audit_by_target"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.operator_id} {self.action} {self.target}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new entry. Raises AppendOnly for one that is written already."""
        if self.pk is not None:
            raise AppendOnly("audit entries are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused: raises AppendOnly."""
        raise AppendOnly("audit entries are never removed")
