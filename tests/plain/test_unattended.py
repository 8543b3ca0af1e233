"""Answers from a file: applied in the order of the form, and every mistake named with its key."""

import re
from datetime import date
from pathlib import Path

import pytest

from tests.plain.script import answers_file
from tests.published import committed
from tests.sections import SECTIONS
from tests.signing import reviewed, signed
from tuiwizard.drafts import files, store
from tuiwizard.errors import CommandError, DraftContent, DraftError, SaveError
from tuiwizard.forms.layout import cells
from tuiwizard.plain.answers import read_answers
from tuiwizard.plain.template import template
from tuiwizard.plain.unattended import Applied, apply
from tuiwizard.rendering.formats import write
from tuiwizard.report.draft import Draft
from tuiwizard.report.stamp import STAMP
from tuiwizard.session import Session

CELL = "requests.received.natural_person"


def applied(path: Path, text: str) -> Applied:
    """Answers applied to a draft from a file in the same folder."""
    file = path.with_name("answers.toml")
    file.write_text(text, "utf-8")
    return apply(path, read_answers(file))


@pytest.mark.parametrize(
    "written",
    [
        f'"{CELL}" = "15"',
        f"{CELL} = 15",
        "[requests.received]\nnatural_person = 15",
        '[requests]\n"received.natural_person" = "１５件"',
        "requests = { received = { natural_person = 15 } }",
    ],
)
def test_a_cell_is_named_as_in_the_draft(draft_file: Path, written: str) -> None:
    done = applied(draft_file, f"year = 2025\n{written}")
    assert done.session.text(CELL) == "15"
    assert done.refused == []
    assert store.load(draft_file) == done.session.draft


def test_amounts_keep_their_digits(draft_file: Path) -> None:
    done = applied(draft_file, "year = 2025\nproactive.fees.amount = 1.50")
    assert done.session.text("proactive.fees.amount") == "1.50"


def test_what_is_not_answered_is_not_touched(draft_file: Path, complete: Draft) -> None:
    store.save(draft_file, complete)
    done = applied(draft_file, 'agency.name = "乙局"\nagency.level = "县级部门"')
    changes = {"agency.name": "乙局", "agency.level": "county_department"}
    assert done.session.draft == complete.with_texts(changes)
    assert (
        applied(draft_file, 'agency.contact.phone = ""').session.text("agency.contact.phone") == ""
    )


def test_long_texts_lose_only_the_line_ends_around_them(draft_file: Path) -> None:
    done = applied(draft_file, 'overview.text = """\n\n  第一段\n\n第二段\n"""')
    assert done.session.text("overview.text") == "  第一段\n\n第二段"


@pytest.mark.parametrize(
    ("written", "key", "says"),
    [
        ("requests.recieved.natural_person = 1", "requests.recieved.natural_person", CELL),
        ("requests.received.total = 1", "requests.received.total", "由程序计算"),
        ("requets = 1", "requets", "requests"),
        ("yaer = 2025", "yaer", "year"),
        ('zeros = ["requests.outcome"]', "zeros", "requests.outcomes"),
        ('[review]\nchecked = ["secrets"]', "review.checked", "state_secrets"),
        ("[review]\nsing = true", "review.sing", "sign"),
        ('[review.filled]\nbye = "甲"', "review.filled.bye", "by"),
        ('[review.remarks]\nrequets = "甲"', "review.remarks", "requests"),
        ('[[outputs]]\npaht = "a.md"', "outputs[1].paht", "path"),
        ("[[outputs]]", "outputs.0.path", "缺少这一项"),
        ('[[outputs]]\npath = "a"\nto = "htm"', "outputs.to", "html"),
        ('[[outputs]]\npath = "a.xyz"', "outputs.path", ".xyz"),
        ('[[explanations]]\nrule = "R901"\nreasen = "甲"', "explanations[1].reasen", "reason"),
        ("review = 1", "review", "类型不对"),
        ("agency.name = true", "agency.name", "数字或文字"),
        ("agency.name = [1]", "agency.name", "数字或文字"),
        ("qqqqqqqqqq = 1", "qqqqqqqqqq", "请删去它"),
        ("agency = 1", "agency", "没有这一格"),
    ],
)
def test_a_wrong_key_is_named_with_the_nearest_one_and_changes_nothing(
    draft_file: Path, written: str, key: str, says: str
) -> None:
    with pytest.raises(DraftContent) as wrong:
        applied(draft_file, f"{written}\n")
    assert (wrong.value.key, wrong.value.path) == (key, draft_file.with_name("answers.toml"))
    assert says in wrong.value.message
    assert not draft_file.exists()


def test_a_wrong_key_leaves_a_draft_as_it_was(draft_file: Path, complete: Draft) -> None:
    store.save(draft_file, complete)
    before = draft_file.read_bytes()
    with pytest.raises(DraftContent):
        applied(draft_file, 'agency.name = "乙局"\nproactive.service = 1')
    assert draft_file.read_bytes() == before
    assert Session.open(draft_file).file.claim() is None


@pytest.mark.parametrize("written", ["year = ", "年", "\0", ""])
def test_what_is_no_toml_is_named(draft_file: Path, written: str) -> None:
    with pytest.raises(DraftError, match=r"answers\.toml"):
        applied(draft_file, written)


def test_refused_values_are_named_with_file_key_and_reason(draft_file: Path) -> None:
    done = applied(draft_file, f'"{CELL}" = "一"\nagency.level = "甲"\nagency.name = "甲局"')
    file = draft_file.with_name("answers.toml")
    assert [line.partition("：")[0] for line in done.refused] == [
        f"{file} 的“agency.level”",
        f"{file} 的“{CELL}”",
    ]
    assert "阿拉伯数字" in done.refused[1]
    assert done.session.text("agency.name") == "甲局"
    assert done.session.text(CELL) == ""


def test_a_year_whose_form_has_no_place_is_refused(draft_file: Path, complete: Draft) -> None:
    store.save(draft_file, complete)
    done = applied(draft_file, "year = 2019")
    assert "没有位置" in done.refused[0]
    assert done.session.draft == complete


def test_zeros_go_where_nothing_is_answered(draft_file: Path) -> None:
    groups = '["requests", "appeals.review", "proactive.rules.issued"]'
    text = f'year = 2025\nzeros = {groups}\n"{CELL}" = 3'
    done = applied(draft_file, text)
    zeros = [p for p in done.session.draft.entries("requests").texts if p != CELL]
    assert done.session.text(CELL) == "3"
    assert {done.session.text(p) for p in zeros} == {"0"}
    assert set(done.session.draft.entries("appeals").texts) == {
        f"appeals.review.{name}" for name in ("upheld", "corrected", "other", "pending")
    }
    assert set(done.session.draft.entries("proactive").texts) == {"proactive.rules.issued"}


def test_last_year_is_compared_with_and_its_offers_taken(draft_file: Path) -> None:
    last = committed("pingtan-2020").draft().with_texts({"requests.carried_out.business": "9"})
    store.save(draft_file.with_name("last.toml"), last)
    text = 'year = 2021\nprevious = "last.toml"\noffers = true\n"requests.carried_in.research" = 4'
    done = applied(draft_file, text)
    assert done.session.draft.previous is not None
    assert done.session.draft.previous.path == "last.toml"
    assert done.session.text("requests.carried_in.business") == "9"
    assert done.session.text("requests.carried_in.research") == "4"


def test_reasons_are_given_to_the_queries_they_are_for(draft_file: Path, complete: Draft) -> None:
    store.save(draft_file, complete.with_texts({"proactive.rules.issued": "2"}))
    reason = '[[explanations]]\nrule = "{}"\ncells = {}\nreason = "受委托"\nby = "甲"\n'
    none = applied(draft_file, reason.format("R205", '["agency.name"]'))
    assert none.blocking == 2
    assert none.done == ["没有 R205 这样的疑问，它的说明没有用上"]
    one = applied(draft_file, reason.format("R205", "[]"))
    assert one.blocking == 1
    (given,) = one.session.draft.explanations
    assert (given.rule, given.reason, given.by) == ("R205", "受委托", "甲")
    again = applied(draft_file, reason.format("R205", "[]"))
    assert again.session.draft == one.session.draft


def test_the_review_without_the_sign_off(draft_file: Path) -> None:
    report = committed("pingtan-2021")
    text = answers_file(report, "2026-01-12").replace("sign = true", "")
    done = applied(draft_file, text)
    assert done.session.draft == reviewed(report.draft())
    (refused,) = done.refused
    assert refused.startswith(f"没有输出 {draft_file.with_name('report.md')}")
    assert not draft_file.with_name("report.md").exists()


def test_what_keeps_it_from_being_signed_is_told(draft_file: Path, complete: Draft) -> None:
    store.save(draft_file, complete)
    text = '[review]\nsign = true\nfilled = { by = "甲" }\n[review.remarks]\nrequests = "核对"'
    done = applied(draft_file, text)
    assert "没有写填报人的日期" in done.refused[0]
    (remark,) = done.session.sign_off.remarks
    assert (remark.place, remark.text) == ("requests", "核对")
    answered = text.partition("[review.remarks]")[0] + (
        '[[review.remarks]]\nplace = "requests"\ntext = "核对"\nanswer = "核过了"\n'
    )
    for _ in range(2):
        (remark,) = applied(draft_file, answered).session.sign_off.remarks
        assert (remark.settled, remark.answer) == (True, "核过了")


def test_files_in_every_format_and_drafts_that_say_so(draft_file: Path, complete: Draft) -> None:
    store.save(draft_file, signed(complete))
    outputs = (
        '[[outputs]]\npath = "a.html"\n[[outputs]]\npath = "b"\nto = "docx"\n'
        '[[outputs]]\npath = "c.md"\nas_draft = true\n'
    )
    done = applied(draft_file, outputs)
    folder = draft_file.parent
    assert (folder / "a.html").read_bytes() == write(signed(complete), "html")
    assert (folder / "b").read_bytes() == write(signed(complete), "docx")
    stamped = folder / f"c-{STAMP}.md"
    assert stamped.read_bytes() == write(signed(complete), "markdown", as_draft=True)
    assert len(done.done) == 3
    with pytest.raises(SaveError):
        applied(draft_file, outputs)
    applied(draft_file, outputs.replace("[[outputs]]\n", "[[outputs]]\nforce = true\n"))


def test_a_draft_in_other_hands_is_left_alone(draft_file: Path, complete: Draft) -> None:
    store.save(draft_file, complete)
    other = Session.open(draft_file)
    other.file.claim()
    with pytest.raises(CommandError, match="正在填这份草稿"):
        applied(draft_file, 'agency.name = "乙局"')
    other.file.release()


def test_work_that_cannot_be_saved_is_told(
    draft_file: Path, complete: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(draft_file, complete)

    def full(*_: object, **__: object) -> None:
        raise SaveError("磁盘已满")

    monkeypatch.setattr(files, "write_bytes", full)
    with pytest.raises(SaveError, match="磁盘已满"):
        applied(draft_file, 'agency.name = "乙局"')


# The template


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_the_template_answers_nothing_and_then_everything(draft_file: Path, edition: str) -> None:
    text = template(edition)
    draft = Draft.new(int(edition))
    store.save(draft_file, draft)
    assert applied(draft_file, text).session.draft == draft
    answered = re.sub(r"^# (?!回答文件|数字可以)", "", text, flags=re.MULTILINE)
    answered = re.sub(r"^(previous|offers|year).*\n", "", answered, flags=re.MULTILINE)
    done = applied(draft_file, answered.replace("sign = true", ""))
    typed = {c.path for key in SECTIONS for c in cells(edition, key) if not c.computed}
    texts = {p for key in SECTIONS for p in done.session.draft.entries(key).texts}
    assert typed - texts <= {p for p in typed if p.startswith("agency.")}
    for key in SECTIONS:
        for cell in cells(edition, key):
            assert cell.computed or cell.column[-1] in text


def test_the_template_of_this_year() -> None:
    assert template() == template("2021")
    assert "# year = 2025" in template()


def test_the_day_under_the_report_may_be_answered(draft_file: Path, complete: Draft) -> None:
    store.save(draft_file, signed(complete))
    done = applied(draft_file, "dated = 2026-01-20\n[review]\nsign = true\n")
    assert done.session.draft.dated == date(2026, 1, 20)
    assert done.session.publishable
    assert store.load(draft_file).dated == date(2026, 1, 20)
