"""`python -m benchmarks`: every comparison in one run."""

from benchmarks.run import main

raise SystemExit(main())
