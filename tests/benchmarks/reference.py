"""A fixed piece of work, measured beside ours: ratios mean the same on every machine."""

import json
import time
from collections.abc import Callable


def reference() -> object:
    """Parsing and printing a document: work of the kind that rules and readers do."""
    return json.loads(json.dumps([{"path": f"a.b.c{i}", "value": i} for i in range(2000)]))


def milliseconds(work: Callable[[], object]) -> float:
    """What a piece of work takes of the processor."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def references(work: Callable[[], object], runs: int) -> float:
    """How many references a piece of work takes.

    The two are taken in turn, so that a busy moment hits both; and what else runs on the
    machine only adds, so the best of each counts.
    """
    pairs = [(milliseconds(reference), milliseconds(work)) for _ in range(runs)]
    return min(once for _, once in pairs) / min(base for base, _ in pairs)
