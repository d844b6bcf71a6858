"""Where the tests of the pages find what reads a page."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
