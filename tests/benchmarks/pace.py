"""What a processor is worth at the moment: neighbours on the same machine may halve its speed.

Processor time alone differs by half from one minute to the next. So a program that always does
the same shares the processor with what is measured, in turns of milliseconds, and what is
measured is counted in what that program could have done instead.
"""

import mmap
import os
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

_FORM = "qd"
_SIZE = struct.calcsize(_FORM)

_ALWAYS_THE_SAME = f"""
import mmap, os, struct, sys, time, tomllib
from pathlib import Path
text = Path(sys.argv[1]).read_text("utf-8")
os.nice(10)  # a tenth of the processor
done = 0
with open(sys.argv[2], "r+b") as file, mmap.mmap(file.fileno(), {_SIZE}) as shared:
    while True:
        tomllib.loads(text)
        done += 1
        shared[:] = struct.pack("{_FORM}", done, time.process_time())
"""


class Pace:
    """Reads one draft with tomllib over and over again, on one processor.

    Args:
        draft: What it reads.
        scratch: A file of its own, through which it says how far it is.
        processor: The processor.
    """

    def __init__(self, draft: Path, scratch: Path, processor: int) -> None:
        scratch.write_bytes(bytes(_SIZE))
        self._command = [sys.executable, "-c", _ALWAYS_THE_SAME, str(draft), str(scratch)]
        self._file = scratch.open("rb")
        self._shared = mmap.mmap(self._file.fileno(), _SIZE, access=mmap.ACCESS_READ)
        self._processor = processor

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(self._command)
        os.sched_setaffinity(self._process.pid, [self._processor])
        while not any(self._so_far()):
            time.sleep(0.01)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        self._shared.close()
        self._file.close()

    def readings(self, seconds: Callable[[], float]) -> float:
        """How often the draft could have been read in the time that something took.

        Args:
            seconds: Does it, on the same processor, and returns its processor time.
        """
        done, spent = self._so_far()
        took = seconds()
        now, until = self._so_far()
        return took * (now - done) / (until - spent)

    def _so_far(self) -> tuple[int, float]:
        done, spent = struct.unpack(_FORM, self._shared[:])
        return done, spent
