"""The API and the command line are one program: what they say of the same files is the same."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import tuiwizard
from tests import program
from tests.county import generated
from tests.ledger.made_up import BOOKS
from tests.published import committed
from tests.signing import signed
from tests.untouched import contents

POSTED = "公布.html"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county's folder: good reports, one that is unfinished, one posted, and what is no report."""
    made = tmp_path_factory.mktemp("api")
    generated.write(made / "收到", 3, 2025)
    tuiwizard.save(tuiwizard.Draft.new(2025, name="丁镇人民政府"), made / "收到/丁镇.toml")
    posted = replace(committed("pingtan-2021").draft(), explanations=())
    (made / "收到" / POSTED).write_bytes(tuiwizard.render(posted, "html", as_draft=True))
    (made / "收到/坏.toml").write_text("= 1", "utf-8")
    (made / "收到/通知.html").write_text("<p>请各单位报送年报。</p>", "utf-8")
    return made


def said(folder: Path, *arguments: str | Path) -> Any:
    return json.loads(program.run(*arguments, "--format", "json", folder=folder).stdout)


def test_check(folder: Path) -> None:
    for told in said(folder, "check", "收到")["files"]:
        checked = tuiwizard.check(folder / told["path"])
        assert checked.publishable is told["publishable"]
        found = [(f.rule, f.severity.value, [*f.cells], str(f.message)) for f in checked.findings]
        assert found == [(f["rule"], f["severity"], f["cells"], f["message"]) for f in told["findings"]]
