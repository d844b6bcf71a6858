"""Work done after the page has answered: one small door to the job runner.

An app decorates a function with `task` and calls it; it then runs in the job
runner's process. Nothing that a page shows may depend on a job having run.
"""

from __future__ import annotations

from django.conf import settings
from huey import SqliteHuey, crontab

EVERY_MORNING = crontab(hour="22", minute="30")  # UTC: 06:30 in Shanghai

runner = SqliteHuey(
    "room",
    filename=str(settings.CONFIGURATION.data_dir / "jobs.sqlite3"),
    immediate=settings.CONFIGURATION.jobs_at_once,
    results=False,
    fsync=True,
)
task = runner.task
periodic = runner.periodic_task
