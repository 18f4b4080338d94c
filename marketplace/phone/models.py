"""Commands that came from a phone, so that sending one twice does it once."""

from __future__ import annotations

from django.db import models


class Command(models.Model):
    """One command of one person. `request_id` is made by the phone; `answer` is what it was told."""

    user = models.ForeignKey("people.User", models.CASCADE)
    request_id = models.CharField(max_length=64)
    body_hash = models.CharField(max_length=64)
    answer = models.JSONField(default=dict)
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "request_id"], name="phone_command_once")]

    def __str__(self) -> str:
        return self.request_id
