"""`python -m tingqiao` is the command line."""

from tingqiao.cli import main

main()
