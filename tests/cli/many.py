"""`tuiwizard` as a process that shares its work from the second file on.

Run as a script with the arguments of the command. Nothing else differs; how long a file takes
decides nothing, so that a test sees the same on every machine. A named pipe is read, here and in
the processes that share the work: it stands for a file on a drive that does not answer.
"""

import sys
import time

from tuiwizard import plain_files
from tuiwizard.cli import main, progress
from tuiwizard.county import inbox, process_pool
from tuiwizard.county.process_pool import ProcessPool

if __name__ in ("__main__", "__mp_main__"):  # not in the tests, which import it
    for module in (plain_files, inbox):
        module.is_special = lambda _: False  # type: ignore[attr-defined]

if __name__ == "__main__":
    ready = ProcessPool.ready

    def waiting(pool: ProcessPool) -> bool:
        while not ready(pool):
            time.sleep(0.01)
        return True

    ProcessPool.ready = waiting  # type: ignore[assignment, method-assign]
    process_pool.PATIENCE = process_pool.WORTH = 0
    process_pool.processors = lambda: 2
    progress.DELAY = 0
    sys.exit(main())
