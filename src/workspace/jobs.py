"""The job runner: what the room does by itself, and `python -m workspace.jobs`."""

from __future__ import annotations

import os
import threading
import time

import django

PARENT_LOOK = 2.0  # seconds


def main() -> None:
    """Run jobs until the server that started this process is gone."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workspace.settings")
    django.setup()
    from workspace import daily  # noqa: F401 - the runner knows what was imported
    from workspace.job_queue import runner
    from workspace.outlook import jobs  # noqa: F401
    from workspace.outlook.services import take_up_again

    threading.Thread(target=_leave_with, args=[os.getppid()], daemon=True).start()
    take_up_again()
    runner.create_consumer(workers=1, max_delay=2.0).run()


def _leave_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(PARENT_LOOK)
    os._exit(0)


if __name__ == "__main__":
    main()
