"""A sample agreement on regular meetings, two towns of three having signed. Invented."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from workspace.agreements.services import issue_agreement, return_scan, sign
from workspace.demo.people import mandate_of
from workspace.matters.models.matter import Matter

# the smallest page a reader opens; it stands for a sealed scan
BLANK_PAGE = (
    b"%PDF-1.1\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n"
)


def play_signing(matter: Matter, at: datetime) -> None:
    """The agreed text on meetings goes out for the seals; the last town has not signed."""
    start = at - timedelta(days=39)
    text = matter.proposals.get(rung=matter.rung).version
    version = issue_agreement(by=mandate_of("huaqiao"), at=start, text=text)
    anting, huaqiao, _ = version.signatures.all()
    read = {"fingerprint": version.fingerprint}
    moment = start + timedelta(days=1)
    sign(by=mandate_of("anting"), at=moment, signature=anting, **read)
    moment += timedelta(days=1)
    scan = ContentFile(BLANK_PAGE)
    return_scan(
        by=mandate_of("huaqiao"), at=moment, signature=huaqiao, scan=scan, **read
    )
