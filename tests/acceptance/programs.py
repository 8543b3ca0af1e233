"""Programs that others wrote, and what they are asked."""

import shutil
import subprocess
from collections import Counter
from pathlib import Path

from tests.published import TABLES
from tuiwizard.rendering.tables import printed_cells
from tuiwizard.report.draft import Draft


def tool(name: str) -> str:
    """The path of a command; a missing one is a failure."""
    found = shutil.which(name)
    assert found, f"{name} is missing: run tests/acceptance/install.sh, or make acceptance"
    return found


def run(*command: str | Path, typed: str | None = None, seconds: int = 240) -> str:
    """The stdout of a tool that has to succeed."""
    done = subprocess.run(
        [tool(str(command[0])), *map(str, command[1:])],
        input=None if typed is None else typed.encode(),
        capture_output=True,
        check=False,
        timeout=seconds,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:] + done.stdout.decode()[-4000:]
    return done.stdout.decode()


def assert_printed(pdf: Path, draft: Draft) -> None:
    """A PDF on A4 holds every figure of a report, none of them broken over two lines."""
    assert "(A4)" in run("pdfinfo", pdf), pdf.name
    printed = Counter(run("pdftotext", "-layout", pdf, "-").split())
    figures = Counter(t for key in TABLES for t in printed_cells(draft, key).values())
    plain = Counter({text: times for text, times in figures.items() if text.isdecimal()})
    assert not plain - printed, pdf.name


def unfinished(draft: Draft) -> bool:
    """Whether a report can only be rendered as a draft."""
    return not draft.report.complete
