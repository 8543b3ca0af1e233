"""Counting a ledger where the person waits no longer, and what each kind of question is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ledger.office import RECEIVED, write_ledger
from tests.strategies import complete_draft
from tuiwizard.flows import counting, kept_count, ledger
from tuiwizard.flows.ask import Choice, Form, Job, Result, drive
from tuiwizard.flows.work import Work
from tuiwizard.ledger.request import Place, Question
from tuiwizard.plain.unattended import Nobody, _NoSurface
from tuiwizard.session import Session
from tuiwizard.session.ledger_count import LedgerCount


class Impatient(Nobody):
    """Answers as is proposed, and waits for so many jobs."""

    def __init__(self, jobs: int) -> None:
        super().__init__()
        self.jobs = jobs

    async def choose(self, question: Choice) -> str | None:
        return question.options[0].answer

    async def write(self, question: Form) -> tuple[str, ...] | None:
        return ("2024-06-20",) if question.name.startswith("ledger.rows") else ("张三",)

    async def in_background(self, title: str, job: Job[Result]) -> Result | None:
        self.jobs -= 1
        return await super().in_background(title, job) if self.jobs >= 0 else None


@pytest.fixture
def work_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Work]:
    """A draft beside a ledger, and a person who waits for so many jobs."""
    monkeypatch.setenv("TUIWIZARD_STATE", str(tmp_path / "state"))
    write_ledger(tmp_path / "台账.xlsx")
    session = Session.create(tmp_path / "年报.toml", complete_draft(2024))

    def made(jobs: int) -> Work:
        return Work(session, Impatient(jobs), _NoSurface(), told=lambda _: None, at_once=True)

    return made


def test_who_waits_no_longer_takes_nothing(work_with: Callable[[int], Work]) -> None:
    """Reading, counting anew with the answers, the offers, and writing the rows."""
    for jobs in range(4):
        work = work_with(jobs)
        path = work.session.path.with_name("台账.xlsx")
        work.session.path.with_name("台账.toml").unlink(missing_ok=True)
        drive(counting.count_ledger(work, [path]))
        assert work.session.draft == complete_draft(2024)
    drive(counting.count_ledger(work_with(9), [path], by="李四"))
    assert work.session.text(RECEIVED) == "3"
    for jobs, flow in ((0, kept_count.look_again), (0, kept_count.look_at_opening)):
        before = work.session.count
        drive(flow(work_with(jobs)))
        assert work.session.count is before
    drive(counting.insert_counted(work_with(0)))
    drive(ledger.ledger(work_with(9)))  # the first line of the menu: no cell, no rows
    work.close()


def question(kind: str, word: str = "", field: str = "") -> Question:
    return Question(kind, word, (Place("台账", 2), Place("台账", 3)), field, "", "没有说清")


@pytest.mark.parametrize(
    ("asked", "title", "answers"),
    [
        (question("outcome", "已办结"), "“已办结”是哪一种办理结果？", 24),
        (question("applicant", "单位"), "“单位”是哪一类申请人？", 6),
        (question("ending", "学校"), "名称以“学校”结尾的，是哪一类申请人？", 6),
        (question("appeal", "和解"), "复议、诉讼的“和解”是哪一种结果？", 4),
        (question("row", field="outcome"), "“台账”第 3 行（2024-01）：没有说清", 23),
        (question("row", field="applicant"), "“台账”第 3 行（2024-01）：没有说清", 6),
        (question("row", field="appeal"), "“台账”第 3 行（2024-01）：没有说清", 4),
        (question("row", field="count"), "“台账”第 3 行（2024-01）：没有说清", 3),
        (question("row", field="received"), "“台账”第 3 行（2024-01）：没有说清", 0),
    ],
)
def test_every_kind_of_question(
    work_with: Callable[[int], Work], asked: Question, title: str, answers: int
) -> None:
    work = work_with(9)
    book = work.session.path.with_name("台账.xlsx")
    count = LedgerCount.read(work.session, [book], lambda _: None)
    assert counting._title(count, asked) == title
    options = counting._options(count, asked)
    assert len(options or ()) == answers
    work.close()
