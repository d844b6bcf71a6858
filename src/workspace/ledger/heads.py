"""The signed head of the day: what makes a ledger cut short, or rewritten, show.

A head names the last entry and its hash, signed with Ed25519. Its file is meant
to leave the machine (printed, mailed, kept by every party): who only holds the
database cannot make an older ledger look whole.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from workspace.configuration.keys import kept
from workspace.ledger.canonical import canonical
from workspace.ledger.models import LedgerEntry

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class SignedHead:
    """The last entry of a day, signed."""

    seq: int
    hash: str
    at: str  # ISO 8601
    public_key: str  # hex
    signature: str  # hex, over the canonical JSON of seq, hash, at

    @property
    def is_genuine(self) -> bool:
        """Whether the signature fits the head and the key it names."""
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.public_key))
        try:
            key.verify(bytes.fromhex(self.signature), _signed_text(self))
        except InvalidSignature:
            return False
        return True


def sign_head(data_dir: Path, at: datetime) -> SignedHead | None:
    """The present head, signed; None where nothing has been recorded yet."""
    last = LedgerEntry.objects.order_by("-seq").first()
    if last is None:
        return None
    key = signing_key(data_dir)
    head = SignedHead(last.seq, last.hash, at.isoformat(), public_key_of(key), "")
    signature = key.sign(_signed_text(head)).hex()
    return SignedHead(head.seq, head.hash, head.at, head.public_key, signature)


def export_head(data_dir: Path, at: datetime) -> Path | None:
    """Write the signed head of the day to `heads/YYYY-MM-DD.json`."""
    head = sign_head(data_dir, at)
    if head is None:
        return None
    path = data_dir / "heads" / f"{at.astimezone(SHANGHAI):%Y-%m-%d}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(head), indent=1) + "\n", encoding="utf-8")
    return path


def read_head(path: Path) -> SignedHead:
    """A head from its file.

    Raises
    ------
    ValueError
        When the file is no head, or its signature does not fit.
    """
    try:
        head = SignedHead(**json.loads(path.read_text(encoding="utf-8")))
        genuine = head.is_genuine
    except (TypeError, ValueError) as fault:
        raise ValueError(
            f"{path}: 不是账头文件 / not a signed head ({fault})"
        ) from fault
    if not genuine:
        raise ValueError(f"{path}: 账头签名不符 / the signature does not fit the head")
    return head


def signing_key(data_dir: Path) -> Ed25519PrivateKey:
    """The room's signing key, made on first use and readable by its owner only."""
    pem = kept(data_dir / "ledger.key", _new_key)
    key = serialization.load_pem_private_key(pem, password=None)
    assert isinstance(key, Ed25519PrivateKey)  # noqa: S101 - our own file
    return key


def public_key_of(key: Ed25519PrivateKey) -> str:
    """The public half, in hex: what the other parties keep."""
    return key.public_key().public_bytes_raw().hex()


def _new_key() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _signed_text(head: SignedHead) -> bytes:
    return canonical({"seq": head.seq, "hash": head.hash, "at": head.at}).encode()
