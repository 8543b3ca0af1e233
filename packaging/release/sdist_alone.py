"""The sdist by itself: unpacked into a fresh folder, set up by its own Makefile, and tested there.

All tests are collected, so each of them is there with what it imports; a quick part of them is run,
which holds the program (form, report, rules, drafts, outputs, sources, ledger, its documents) and
needs no screen. `make test` in the folder runs the rest as well.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from release import distributions

PART = (
    "tests/forms", "tests/report", "tests/posting",
    "tests/drafts/test_codec.py",
    "tests/rendering/test_markdown.py", "tests/rendering/test_html.py",
    "tests/api", "tests/test_architecture.py", "tests/test_generated.py",
    "tests/test_import_hygiene.py", "tests/test_offline.py", "tests/test_release.py",
    "tests/test_words.py",
)  # fmt: skip
"""What is run."""


def test(sdist: Path) -> None:
    """Unpack the sdist, set it up and run its tests.

    Args:
        sdist: The file.

    Raises:
        subprocess.CalledProcessError: What failed has said why.
    """
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "PYTHON", "MFLAGS"))}
    with tempfile.TemporaryDirectory(prefix="tuiwizard-sdist-") as made:
        project = distributions.unpack(sdist, Path(made))

        def run(*command: str) -> None:
            subprocess.run(command, cwd=project, env=kept, check=True)

        run("make", f"PYTHON={sys.executable}", "fonts", ".venv/.ready-to-test")
        pytest = (".venv/bin/python", "-m", "pytest", "-q", "-p", "no:cacheprovider")
        run(*pytest, "--collect-only", "--no-header", "-qq")
        run(*pytest, "-n", "2", *PART)


if __name__ == "__main__":
    test(distributions.sdist_in())
