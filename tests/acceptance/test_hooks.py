"""Drafts checked by pre-commit itself, as docs/automation.md says."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.published import ROOT, committed
from tests.signing import signed
from tuiwizard.drafts import store
from tuiwizard.report.draft import Draft

_CONFIG = re.compile(r"^```yaml pre-commit\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_only_what_can_be_published_is_pushed(tools: Path, tmp_path: Path) -> None:
    """With the tuiwizard that is installed: another one would be fetched from an index."""
    (config,) = _CONFIG.findall((ROOT / "docs" / "automation.md").read_text("utf-8"))
    config = re.sub(r"repo: .*", f"repo: {ROOT}", config)
    config = re.sub(r"rev: .*", f"rev: {_git(ROOT, 'rev-parse', 'HEAD')}", config)
    config = config.replace("tuiwizard-check", "tuiwizard-check-installed")
    (office := tmp_path / "office").mkdir()
    (office / ".pre-commit-config.yaml").write_text(config, "utf-8")
    (office / "pyproject.toml").write_text("[project]\n", "utf-8")
    (office / "年报").mkdir()
    _git(office, "init", "--quiet")
    store.save(office / "年报/a.toml", signed(committed("pingtan-2021").draft()))
    code, said = _hook(office, tools)
    assert code == 0, said
    assert "Passed" in said
    store.save(office / "年报/b.toml", Draft.new(2025, name="乙局"))
    (office / "年报/b.ledger.toml").write_text("= 1", "utf-8")
    code, said = _hook(office, tools)
    assert code == 1
    assert "乙局 2025 年，未完成" in said
    assert "ledger" not in said
    assert "pyproject" not in said


def _git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _hook(office: Path, tools: Path) -> tuple[int, str]:
    """What the hook says of all files, before a push."""
    _git(office, "add", "--all")
    env = {
        **os.environ,
        "PYTHONPATH": str(tools / "python"),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(office.parent / "home"),
        "TUIWIZARD_LANG": "zh",
    }
    command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--hook-stage", "pre-push"]
    done = subprocess.run(
        command, cwd=office, env=env, capture_output=True, text=True, check=False, timeout=240
    )
    return done.returncode, done.stdout + done.stderr
