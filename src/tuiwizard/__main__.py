"""`python -m tuiwizard`."""

import sys

from tuiwizard.cli import main

if __name__ == "__main__":
    sys.exit(main())
