"""People, and the three separate duties of administration."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models

from workspace.wording import Words, both


class PersonManager(BaseUserManager["Person"]):
    """Makes people; there is no superuser to make."""

    def create_user(
        self, username: str, *, name: str, password: str | None = None, **more
    ):
        """A person; without a password the account waits for an invitation."""
        person = self.model(
            username=self.model.normalize_username(username), name=name, **more
        )
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """One human being with one account: never an office, never shared.

    A person can do nothing by being a person: every power comes from a mandate
    (`units.Mandate`) or from one of the three duties (`Duty`).
    """

    username = models.CharField(
        both("登录名", "user name"),
        max_length=64,
        unique=True,
        validators=[
            RegexValidator(
                r"^[\w.@+-]+\Z",
                both(
                    "只用字母、数字和 . @ + - _", "letters, digits and . @ + - _ only"
                ),
            )
        ],
    )
    name = models.CharField(both("姓名", "name"), max_length=80)
    email = models.EmailField(both("邮箱", "e-mail"), blank=True)
    language = models.CharField(
        both("语言", "language"),
        max_length=8,
        choices=[("zh-hans", "简体中文"), ("en", "English")],
        default="zh-hans",
    )
    is_active = models.BooleanField(both("可以登录", "may sign in"), default=True)
    is_demo = models.BooleanField(default=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = PersonManager()

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name shown beside an act."""
        return self.name

    def holds(self, kind: str) -> bool:
        """Whether the person holds that duty of administration now."""
        return self.is_active and self.duties.filter(kind=kind, ended_at=None).exists()


class Duty(models.Model):
    """One of the three duties of administration, held by one person.

    System keeps units and mandates, security keeps accounts and sessions, audit
    reads the ledger. Nobody holds two of them, and none of them opens a sealed
    value or acts for a party.
    """

    class Kind(models.TextChoices):
        """The three duties; 系统、安全、审计三员分立."""

        SYSTEM = "system", both("系统管理员", "system administrator")
        SECURITY = "security", both("安全管理员", "security administrator")
        AUDIT = "audit", both("审计员", "auditor")

    person = models.ForeignKey(Person, models.PROTECT, related_name="duties")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(ended_at=None),
                name="one_duty_a_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_kind_display()}"


DUTY_WORDS = {
    "system": Words("系统管理员", "system administrator"),
    "security": Words("安全管理员", "security administrator"),
    "audit": Words("审计员", "auditor"),
}
