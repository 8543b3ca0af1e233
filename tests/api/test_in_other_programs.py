"""Files from elsewhere are read in a child, whatever the program is that asks for it."""

import sys
from pathlib import Path
from subprocess import run

import pytest

import tuiwizard
from tests.program import environment
from tests.published import committed

READ = 'tuiwizard.import_report("posted.html").agency'
LIMITED = "tuiwizard.reader_process._child._process.is_alive()"

UNGUARDED = f"""
import threading, tuiwizard
print("once")
waiting = threading.Event()
threading.Thread(target=waiting.wait, daemon=True).start()
print({READ}, {LIMITED})
"""
"""With a thread beside it, and on Windows and macOS always, the child is a new interpreter."""

POOL = f"""
import multiprocessing, tuiwizard

def agency(_):
    return {READ}, {LIMITED}

if __name__ == "__main__":
    with multiprocessing.get_context("METHOD").Pool(1) as pool:
        print(*pool.map(agency, range(1))[0])
"""

METHODS = ("spawn",) if sys.platform == "win32" else ("fork", "spawn")


def said(folder: Path, script: str) -> list[str]:
    posted = tuiwizard.render(committed("pingtan-2021").draft(), "html", as_draft=True)
    (folder / "posted.html").write_bytes(posted)
    (folder / "script.py").write_text(script, "utf-8")
    done = run([sys.executable, "script.py"], cwd=folder, env=environment(), capture_output=True,
               check=False, timeout=60)  # fmt: skip
    assert (done.returncode, done.stderr.decode()) == (0, "")
    return done.stdout.decode().splitlines()


def test_a_script_that_guards_nothing_runs_once(tmp_path: Path) -> None:
    assert said(tmp_path, UNGUARDED) == ["once", "甲县乙镇人民政府 True"]


@pytest.mark.parametrize("method", METHODS)
def test_the_workers_of_a_pool_have_a_child_each(tmp_path: Path, method: str) -> None:
    assert said(tmp_path, POOL.replace("METHOD", method)) == ["甲县乙镇人民政府 True"]
