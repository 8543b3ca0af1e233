"""docs/scale.md past one machine: its script on a local cluster writes the bytes of one process."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.county import generated
from tests.program import environment, run
from tests.published import ROOT, committed
from tests.untouched import contents
from tuiwizard.rendering.formats import write

_SCRIPT = re.compile(r"^```python nightly\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COUNTIES, MANY = ("甲县", "乙县", "丙县"), 30


@pytest.fixture(scope="module")
def received(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three counties with two years, reports as they were posted, and one that is broken."""
    folder = tmp_path_factory.mktemp("province") / "收到"
    for number, county in enumerate(COUNTIES):
        for year in (2024, 2025):
            generated.write(folder / county / str(year), MANY, year, first=number * MANY)
    posted = committed("pingtan-2021").draft()
    for to in ("docx", "html", "xlsx"):
        name = f"公布.{to}"
        (folder / "甲县" / name).write_bytes(
            made if isinstance(made := write(posted, to, as_draft=True), bytes) else made.encode()
        )
    (folder / "乙县" / "坏.toml").write_text("= 1", "utf-8")
    return folder


def test_two_workers_write_the_bytes_of_one_process(received: Path, tools: Path) -> None:
    folder = received.parent
    one = run("export", received, "-o", "一个进程", "--partition", folder=folder)
    assert one.returncode == 2, "one cannot be read"
    (script,) = _SCRIPT.findall((ROOT / "docs" / "scale.md").read_text("utf-8"))
    (folder / "nightly.py").write_text(script, "utf-8")
    env = environment()
    env["PYTHONPATH"] = f"{tools / 'python'}:{env.get('PYTHONPATH', '')}".rstrip(":")
    done = subprocess.run(
        [sys.executable, "nightly.py", received, "两个进程"],
        cwd=folder, env=env, capture_output=True, check=False, timeout=240,
    )  # fmt: skip
    said = done.stdout.decode()
    assert done.returncode == 0, done.stderr.decode()[-4000:]
    assert {county for county in COUNTIES if county in said} == {*COUNTIES}
    assert "坏.toml" in said
    assert contents(folder / "两个进程") == contents(folder / "一个进程")
