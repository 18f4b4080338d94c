"""People: known by their phone number, let in by one-time codes."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.functional import cached_property

#: Names of the groups that give a role. Whoever has none is a buyer; a producer is a member of a seller.
OPERATOR, OFFICIAL, KIOSK_STAFF = "operator", "official", "kiosk_staff"
ROLES = (OPERATOR, OFFICIAL, KIOSK_STAFF)


class UserManager(BaseUserManager["User"]):
    def create_user(self, phone: str, password: str | None = None, **extra: object) -> User:
        """A person with an E.164 number. Without a password only codes let them in."""
        user = self.model(phone=phone, **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, phone: str, password: str, **extra: object) -> User:
        """For `manage.py createsuperuser`: an operator."""
        return self.create_user(phone, password, is_superuser=True, is_staff=True, **extra)


class User(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]  # Oscar's relations
    """A person. `phone` is E.164 and unique; e-mail is optional, for invoices only."""

    phone = models.CharField(max_length=16, unique=True)
    full_name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(
        max_length=2, default="vi", choices=[("vi", "Tiếng Việt"), ("km", "ខ្មែរ"), ("en", "English")]
    )
    is_active = models.BooleanField(default=True)
    # Staff answer a second question (their password) when they log in; Oscar's migrations name this field too.
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "phone"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    def __str__(self) -> str:
        return self.full_name or self.phone

    def get_full_name(self) -> str:
        """What Oscar asks for."""
        return self.full_name

    def get_short_name(self) -> str:
        """The given name stands last in Vietnamese."""
        return self.full_name.rsplit(" ", 1)[-1]

    @cached_property
    def roles(self) -> frozenset[str]:
        """Roles given by groups (operator, official, kiosk_staff)."""
        given = frozenset(self.groups.values_list("name", flat=True)) & frozenset(ROLES)
        return frozenset(ROLES) if self.is_superuser else given


class OneTimeCode(models.Model):
    """A login code: only its hash, single use, five minutes, five tries, bound to the browser that asked."""

    phone = models.CharField(max_length=16)
    code_hash = models.CharField(max_length=128)
    browser_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries_left = models.PositiveSmallIntegerField(default=5)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["phone", "-created_at"], name="code_by_phone")]
        constraints = [models.CheckConstraint(condition=models.Q(tries_left__lte=5), name="code_at_most_five_tries")]

    def __str__(self) -> str:
        return f"code for {self.phone}"


class Attempts(models.Model):
    """How often something was tried in one window of time. `key` is a hash: neither number nor address is kept."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    forget_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "attempts"

    def __str__(self) -> str:
        return f"{self.count} until {self.forget_at}"
