"""The command line: one short recipe a command.

What is imported here is imported at every start, so a command brings in the model
only when it runs.
"""

from tingqiao.cli.app import main

__all__ = ["main"]
