"""Makes anew what is generated from the program: `make docs`, or `python -m docs.generate`.

A test (tests/test_generated.py) compares what lies there with what would be made now. The
screenshots are made by `docs/screenshots.py`.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from docs import command_line, completions
from tuiwizard.cli.parser import SHELLS
from tuiwizard.rules.reference import reference

ROOT = Path(__file__).parent.parent
MADE: dict[str, Callable[[], str]] = {
    "docs/rules.md": reference,
    "docs/command-line.md": command_line.page,
    "docs/tuiwizard.1": command_line.manual,
    **{
        f"src/tuiwizard/cli/completions/{shell}": partial(completions.script, shell)
        for shell in SHELLS
    },
}
"""Every generated text by its path, and what makes it."""


if __name__ == "__main__":
    for path, make in MADE.items():
        (ROOT / path).write_bytes(make().encode())
