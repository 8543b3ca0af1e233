"""docs/automation.md is right: its script is run, its commands are known, its hooks are there."""

import re
import shlex
import sys
from pathlib import Path
from subprocess import run

import pytest

import tuiwizard
from tests.program import environment
from tests.published import ROOT, committed
from tests.signing import signed
from tuiwizard.cli.registry import chosen

PAGE = (ROOT / "docs" / "automation.md").read_text("utf-8")
_SCRIPT = re.compile(r"^```python nightly\.py\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^ *(?:- |- run: |exec )(tuiwizard .*)$", re.MULTILINE)

_HOOKS = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
HOOKS = {
    block["id"]: block
    for text in re.split(r"^- ", _HOOKS, flags=re.MULTILINE)[1:]
    if (block := dict(re.findall(r"^ *(\w+): (?:&others )?(.*)$", text, re.MULTILINE)))
}
"""Plain enough to be read without a library; pre-commit itself reads them in tests/acceptance."""


@pytest.mark.parametrize("command", sorted({*_COMMAND.findall(PAGE)}))
def test_the_commands_of_hooks_and_ci_are_commands(command: str) -> None:
    words = shlex.split(command.partition(" > ")[0])[1:]
    named, rest = chosen(words)
    named.parser().parse_args(rest)
    assert len(rest) > 0


def test_the_script_writes_what_may_go_out(tmp_path: Path) -> None:
    (script,) = _SCRIPT.findall(PAGE)
    (tmp_path / "nightly.py").write_text(script, "utf-8")
    (received := tmp_path / "收到").mkdir()
    report = committed("pingtan-2021").draft()
    tuiwizard.save(signed(report), received / "a.toml")
    tuiwizard.save(report.with_texts({"agency.name": "乙局"}), received / "b.toml")
    wrong = report.with_texts({"agency.name": "丙局", "requests.received.business": "999"})
    tuiwizard.save(wrong, received / "c.toml")
    (received / "d.toml").write_text("= 1", "utf-8")
    command = [sys.executable, "nightly.py", "收到", "网页"]
    env = environment(TUIWIZARD_STATE=str(tmp_path / "state"))
    done = run(command, cwd=tmp_path, env=env, capture_output=True, check=True)
    lines = done.stdout.decode().splitlines()
    assert [path.name for path in (tmp_path / "网页").iterdir()] == ["a.html"]
    assert lines[0].startswith("乙局 不能生成公布稿")
    assert lines[1].startswith("丙局 不能生成公布稿")
    assert lines[2].split()[0] == "R301"
    assert "d.toml" in lines[-1]


def test_the_page_names_the_hooks_that_there_are() -> None:
    assert {*re.findall(r"tuiwizard-check[a-z-]*", PAGE)} == HOOKS.keys()


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_checks_drafts_and_leaves_other_toml_alone(name: str) -> None:
    hook = HOOKS[name]
    assert hook["entry"] == "tuiwizard check"
    files, others = hook["files"], HOOKS["tuiwizard-check"]["exclude"]
    for draft in ("2025.toml", "年报/甲局.toml", "收到/丙县/台账局.toml"):
        assert re.search(files, draft)
        assert not re.search(others, draft)
    for other in ("pyproject.toml", "a/pyproject.toml", "台账.toml", "年报/台账.toml",
                  "年报/甲局.ledger.toml", ".taplo.toml", "收到/往来记录/记录.toml"):  # fmt: skip
        assert re.search(others, other), other
