"""What an office decides about its room, read once from the environment.

Every name starts with `TINGQIAO_`; `docs/how-to/run-workspace.md` lists
them. Faulty values are all named at once, with their remedy.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PREFIX = "TINGQIAO_"
TRUE, FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


class ConfigurationError(Exception):
    """The environment does not configure a room; lists every fault."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class IdentityProvider:
    """An OpenID Connect provider, such as a province's single sign-on."""

    name: str
    server_url: str
    client_id: str
    secret: str


@dataclass(frozen=True, slots=True)
class Configuration:
    """The typed configuration of one room."""

    data_dir: Path  # keys, files, the embedded database
    database_url: str
    hosts: tuple[str, ...]  # names the room answers to
    https: bool  # behind TLS: secure cookies, HSTS
    demo: bool  # demo people and the demo strip
    digest: str  # sha256 or sm3, for fingerprints and the ledger
    freeze_hours: int  # between the last edit of a text and the first stance
    confirm_days: int  # working days to confirm a stance entered on behalf
    idle_minutes: int  # a session unused for so long ends
    second_factor: bool  # everyone needs a one-time code or a passkey
    jobs_at_once: bool  # run jobs in the page's own process: for tests
    identity_provider: IdentityProvider | None


def read_configuration(environ: Mapping[str, str] = os.environ) -> Configuration:
    """The configuration the environment gives.

    Raises
    ------
    ConfigurationError
        With every faulty value, its rule and its remedy.
    """
    reader = _Reader(environ)
    data_dir = Path(reader.text("DATA_DIR", "var")).expanduser().resolve()
    configuration = Configuration(
        data_dir=data_dir,
        database_url=reader.text("DATABASE_URL", f"sqlite:///{data_dir}/room.sqlite3"),
        hosts=tuple(reader.text("HOSTS", "localhost,127.0.0.1,[::1]").split(",")),
        https=reader.flag("HTTPS"),
        demo=reader.flag("DEMO"),
        digest=reader.digest("DIGEST"),
        freeze_hours=reader.whole("FREEZE_HOURS", 24),
        confirm_days=reader.whole("CONFIRM_DAYS", 3),
        idle_minutes=reader.whole("IDLE_MINUTES", 120),
        second_factor=reader.flag("SECOND_FACTOR"),
        jobs_at_once=reader.flag("JOBS_AT_ONCE"),
        identity_provider=reader.identity_provider(),
    )
    if reader.faults:
        raise ConfigurationError(reader.faults)
    return configuration


class _Reader:
    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ, self.faults = environ, []

    def text(self, name: str, default: str = "") -> str:
        return self.environ.get(PREFIX + name, "").strip() or default

    def flag(self, name: str) -> bool:
        value = self.text(name).lower()
        if value not in TRUE | FALSE:
            self._fault(name, value, "请写 1 或 0 / write 1 or 0")
        return value in TRUE

    def whole(self, name: str, default: int) -> int:
        value = self.text(name, str(default))
        if not value.isdecimal():
            self._fault(
                name, value, "请写不小于 0 的整数 / write a whole number, 0 or more"
            )
            return default
        return int(value)

    def digest(self, name: str) -> str:
        value = self.text(name, "sha256").lower()
        if value not in {"sha256", "sm3"}:
            self._fault(name, value, "请写 sha256 或 sm3 / write sha256 or sm3")
        elif value not in hashlib.algorithms_available:
            self._fault(
                name,
                value,
                "本机 OpenSSL 没有这种算法，请换 OpenSSL 3 或改用 sha256 / "
                "this machine's OpenSSL has no such digest: use OpenSSL 3, or sha256",
            )
        return value

    def identity_provider(self) -> IdentityProvider | None:
        parts = [self.text(f"OIDC_{p}") for p in ("SERVER_URL", "CLIENT_ID", "SECRET")]
        if not any(parts):
            return None
        if not all(parts):
            self._fault(
                "OIDC_*",
                "",
                "SERVER_URL、CLIENT_ID、SECRET 要么都写，要么都不写 / give all three or none",
            )
        return IdentityProvider(self.text("OIDC_NAME", "OIDC"), *parts)

    def _fault(self, name: str, value: str, remedy: str) -> None:
        self.faults.append(f"{PREFIX}{name} = {value!r}: {remedy}")
