"""Prints what the first check of a process takes of a draft, in references."""

import sys
from pathlib import Path

from tests.benchmarks.reference import milliseconds, reference
from tuiwizard import compiled_patterns
from tuiwizard.drafts.codec import loads
from tuiwizard.rules.case import Case
from tuiwizard.rules.registry import check

case = Case(loads(Path(sys.argv[1]).read_text("utf-8")))
first = milliseconds(lambda: check(case))
print(first / min(milliseconds(reference) for _ in range(20)))
compiled_patterns.keep()  # for the next process, as every command does
