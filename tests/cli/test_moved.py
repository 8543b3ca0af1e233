"""A draft that was moved to another computer gives exactly the findings it gave at home."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.rules.test_cases import CASES, case_of
from tuiwizard.drafts import store
from tuiwizard.rules.finding import Severity
from tuiwizard.session import Session

HOME = [case for case in CASES if "previous" in case and "changed" not in case]


def at_home(folder: Path, data: dict[str, Any]) -> Path:
    """A draft with last year's report beside it, chosen."""
    case = case_of(data)
    assert case.previous is not None
    before, now = folder / "last.toml", folder / "now.toml"
    store.save(before, case.previous)
    session = Session(case.draft, now)
    session.compare_with(before)
    session.save()
    return now


def moved(home: Path) -> Path:
    """The draft alone in another folder."""
    away = home.parent / "away"
    away.mkdir()
    return Path(shutil.copy(home, away / home.name))


def findings(run: Run, path: Path) -> Any:
    (file,) = json.loads(run("check", path, "--format", "json").text)["files"]
    return file["findings"]


@pytest.mark.parametrize("data", HOME, ids=lambda c: f"{c['rule']}-{c['expect']}-{c['note']}")
def test_check_and_the_wizard_say_the_same(run: Run, tmp_path: Path, data: dict[str, Any]) -> None:
    home = at_home(tmp_path, data)
    away = moved(home)
    assert findings(run, away) == findings(run, home)
    assert Session.open(away).findings() == Session.open(home).findings()


def test_the_blocking_queries_of_a_draft_go_with_it(run: Run, tmp_path: Path) -> None:
    text = "全年主动公开信息，办理申请，健全台账，逐件登记，按月通报，专人负责，定期培训，" * 3
    data = {
        "set": {"overview.text": text, "proactive.normative_documents.in_force": "5"},
        "previous": {
            "agency.name": "甲县乙镇政府",
            "overview.text": text,
            "requests.received.business": "3",
            "requests.carried_out.business": "3",
            "proactive.normative_documents.in_force": "9",
        },
    }
    away = moved(at_home(tmp_path, data))
    queries = {f["rule"] for f in findings(run, away) if f["severity"] == Severity.QUERY.value}
    assert {"R804", "R901", "R902", "R905"} <= queries
    assert run("check", away).code == 1
    assert run("render", away, "-o", away.with_suffix(".md")).code == 1
