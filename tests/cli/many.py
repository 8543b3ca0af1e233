"""`tuiwizard` as a process that shares its work from the second file on.

Run as a script with the arguments of the command. Nothing else differs; how long a file takes
decides nothing, so that a test sees the same on every machine.
"""

import sys
import time

from tuiwizard.cli import main, progress
from tuiwizard.county import parallel
from tuiwizard.county.crew import Crew

if __name__ == "__main__":
    up = Crew.up

    def waiting(crew: Crew) -> bool:
        while not up(crew):
            time.sleep(0.01)
        return True

    Crew.up = waiting  # type: ignore[assignment, method-assign]
    parallel.PATIENCE = parallel.WORTH = 0
    parallel.processors = lambda: 2
    progress.DELAY = 0
    sys.exit(main())
