"""The shortest story that touches everything: new, check, render, import, one screen in a pty.

`python -m release.smoke [--formats md,html] -- COMMAND…` tells it with the program as it was
installed, in any way, on any system; nothing but the standard library is needed for it.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

if sys.platform == "win32":
    from release.screen_on_windows import Screen
else:
    from release.screen import Screen

BEGINS = {"md": b"# ", "html": b"<!DOCTYPE html>", "docx": b"PK", "pdf": b"%PDF-"}
"""With which bytes each format begins."""

AGENCY = "甲县乙镇人民政府"
PATIENCE = 90.0
_STEERING = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|[\x00-\x1f]")


class Failed(Exception):
    """What was not as it should be."""


def tell(command: Sequence[str], formats: Sequence[str] = tuple(BEGINS)) -> list[str]:
    """Tell the story in a folder of its own.

    Args:
        command: What starts the program.
        formats: What to render; a PDF needs Chinese faces on the system.

    Returns:
        A line for each scene, with its seconds.

    Raises:
        Failed: A scene went otherwise.
    """
    with tempfile.TemporaryDirectory(prefix="tuiwizard-smoke-") as made:
        return _Story([*command], Path(made)).scenes(formats)


class _Story:
    def __init__(self, command: list[str], folder: Path) -> None:
        self._command, self._folder = command, folder
        self._lines: list[str] = []
        (folder / "home").mkdir()
        own = {"HOME": str(folder / "home"), "TUIWIZARD_STATE": str(folder / "state")}
        speech = {"TUIWIZARD_LANG": "zh", "PYTHONUTF8": "1", "TERM": "xterm-256color"}
        inherited = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "LANGUAGE")}
        if sys.platform == "linux":
            speech |= {"LC_ALL": "C.UTF-8"}
        self._environment = {**inherited, **own, **speech}

    def scenes(self, formats: Sequence[str]) -> list[str]:
        self._run("--version", says="tuiwizard ")
        self._run("new", "report.toml", "--agency", AGENCY, "--year", "2025")
        self._run("check", "report.toml", code=1, says="未完成")
        self._run("new", "second.toml", "--agency", AGENCY, "--year", "2024")
        self._run("check", ".", code=1, says="second.toml")  # and what is kept of it
        for name in formats:
            self._run("render", "report.toml", "--as-draft", "-o", f"report.{name}")
            self._look(name)
        if "docx" in formats:
            (file,) = self._folder.glob("*.docx")
            self._run("import", file.name, "-o", "back.toml", code=None)
            self._expect(AGENCY in (self._folder / "back.toml").read_text("utf-8"), "back.toml")
        self._screen()
        return self._lines

    def _look(self, name: str) -> None:
        files = [*self._folder.glob(f"*.{name}")]
        self._expect(len(files) == 1, f"a file *.{name}")
        self._expect(files[0].read_bytes().startswith(BEGINS[name]), f"{BEGINS[name]!r}")

    def _run(self, *arguments: str, code: int | None = 0, says: str = "") -> None:
        began = time.monotonic()
        done = subprocess.run(
            [*self._command, *arguments],
            cwd=self._folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=PATIENCE,
        )
        said = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
        if code is not None and done.returncode != code:
            raise Failed(f"{' '.join(arguments)}: exit {done.returncode}, not {code}\n{said[1]}")
        self._expect(says in said[0] and "Traceback" not in said[1], f"{says!r}; {said}")
        self._note(began, " ".join(arguments))

    def _screen(self) -> None:
        """The wizard opens, shows the name, and leaves when it is told to."""
        began = time.monotonic()
        screen = Screen([*self._command, "report.toml"], self._folder, self._environment)
        try:
            shown = ""
            while AGENCY not in _words(shown):
                self._expect(time.monotonic() - began < PATIENCE, f"the screen: {shown[-2000:]}")
                shown += screen.read()
            self._note(began, "(the first screen in a pty, 80x24)")
            screen.write("\x11")  # Ctrl+Q
            while screen.running():
                self._expect(time.monotonic() - began < 2 * PATIENCE, "the program to end")
                shown += screen.read()
        finally:
            code = screen.close()
        self._expect(code == 0, f"the screen to end with 0, not {code}: {shown[-2000:]}")

    def _expect(self, held: bool, what: str) -> None:
        if not held:
            raise Failed(f"expected {what}")

    def _note(self, began: float, what: str) -> None:
        self._lines.append(f"{time.monotonic() - began:6.2f} s  {what}")


def _words(sent: str) -> str:
    r"""What was sent to a terminal without what steers it: `\x1b[1m甲\x1b[0m` -> `甲`."""
    return re.sub(
        r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|[\x00-\x1f]", "", sent
    )


def main() -> int:
    """Tell the story of the command line; its scenes on stdout."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--formats", default=",".join(BEGINS))
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    try:
        program = shutil.which(options.command[0])
        if program is None:
            raise Failed(f"expected a program: {options.command[0]}")
        command = [str(Path(program).absolute()), *options.command[1:]]
        lines = tell(command, options.formats.split(","))
    except Failed as error:
        print(error, file=sys.stderr)
        return 1
    print(*lines, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
