"""`correction`, and what `publish`, `verify` and `history` say of a corrected report."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.signing import signed
from tuiwizard.drafts import store
from tuiwizard.posting.names import POSTING_LIST
from tuiwizard.rendering import correction_notice, formats
from tuiwizard.report import correcting
from tuiwizard.report.draft import Draft
from tuiwizard.report.sign_off import posted_digest, signed_content

MORE = "有关意见已经采纳。"


@pytest.fixture
def corrected(tmp_path: Path, draft: Draft) -> Path:
    """A report that was published on 20 January, and a sentence of it corrected."""
    version = signed(draft)
    texts = {"problems.text": draft.entries("problems").get("problems.text") + MORE}
    begun = correcting.corrected(version.with_texts(texts), version)
    store.create(
        tmp_path / "2025.toml",
        signed(correcting.with_reason(begun, date(2026, 1, 20), "写错了一句")),
    )
    return tmp_path / "2025.toml"


def test_the_notice_is_data(run: Run, corrected: Path) -> None:
    done = run("correction", corrected)
    assert (done.code, done.err) == (0, "")
    assert done.out == correction_notice.write_notice(store.load(corrected), "markdown")
    assert run("correction", corrected, "--to", "html").text.startswith("<!DOCTYPE html>")


def test_it_goes_to_a_file_of_its_format(run: Run, corrected: Path, tmp_path: Path) -> None:
    for name in ("a.md", "a.html", "a.docx", "a.pdf"):
        done = run("correction", corrected, "-o", tmp_path / name, "--date", "2026-03-01")
        assert (done.code, done.err) == (0, f"已输出 {tmp_path / name}\n")
    assert "2026年3月1日" in (tmp_path / "a.md").read_text("utf-8")
    assert "已经有这个文件" in run("correction", corrected, "-o", tmp_path / "a.md").sentence
    done = run("correction", corrected, "-o", tmp_path / "b.md", "--as-draft")
    assert done.code == 0
    assert (tmp_path / "b-草稿（未经审核）.md").exists()


def test_it_is_refused_with_its_reason(run: Run, corrected: Path, complete: Path) -> None:
    assert "没有更正过已公布的年报" in run("correction", complete).sentence
    assert "更正说明能输出的有 .md、.html" in run("correction", corrected, "-o", "a.xlsx").sentence
    draft = store.load(corrected).with_texts({"problems.text": "又改了。"})
    store.save(corrected, draft)
    done = run("correction", corrected)
    assert (done.code, "不能生成" in done.sentence) == (1, True)


def test_the_kit_has_it_and_verify_passes_over_it(run: Run, corrected: Path) -> None:
    assert run("publish", corrected).code == 0
    folder = corrected.with_name("2025-公布")
    notices = {path.suffix for path in folder.glob("*-更正说明.*")}
    known = correction_notice.FORMATS_OF_NOTICE
    assert notices == {formats.FORMATS[key].suffix for key in known}
    page = (folder / POSTING_LIST).read_text("utf-8")
    (correction,) = store.load(corrected).corrections
    assert f"替换2026-01-20 公布的版本（内容摘要 sha256:{posted_digest(correction.version)}" in page
    assert "更正说明，和更正后的年报一起公布" in page
    assert run("verify", corrected, folder).code == 0


def test_verify_tells_the_old_version(
    run: Run, corrected: Path, draft: Draft, tmp_path: Path
) -> None:
    posted = tmp_path / "old.html"
    posted.write_bytes(formats.write(signed(draft), "html"))
    done = run("verify", corrected, posted)
    (correction,) = store.load(corrected).corrections
    digest = signed_content(correction.version)[: correcting.SHORT]
    assert done.code == 1
    assert (
        f"这是更正以前的版本：2026-01-20 公布的版本（摘要 {digest}），请换成更正后的" in done.text
    )
    told = json.loads(run("verify", corrected, posted, "--format", "json").text)
    assert told["draft"]["corrects"] == [
        {"published": "2026-01-20", "reason": "写错了一句", "digest": posted_digest(draft)}
    ]


def test_history_tells_what_it_replaces(run: Run, corrected: Path) -> None:
    assert "更正了2026-01-20 公布的版本（摘要 " in run("history", corrected).err


def test_an_answers_file_corrects_and_signs(
    run: Run, draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUIWIZARD_STATE", str(tmp_path / "state"))
    file, answers = tmp_path / "2025.toml", tmp_path / "answers.toml"
    version = signed(draft)
    store.create(file, version)
    answers.write_text(
        'correction = { published = 2026-01-20, reason = "写错了一句" }\n'
        'problems.text = "问题是学习不够。"\n[review]\nchecked = ["state_secrets"]\n'
    )
    done = run(file, "--answers", answers)
    assert "已记下更正" in done.err
    now = store.load(file)
    assert correcting.replaced(now) == version
    assert now.corrections[0].reason == "写错了一句"
    assert now.sign_off is not None
    assert now.sign_off.checked == ["state_secrets"]


def test_an_answers_file_has_nothing_to_correct(
    run: Run, draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUIWIZARD_STATE", str(tmp_path / "state"))
    file, answers = tmp_path / "2025.toml", tmp_path / "answers.toml"
    store.create(file, draft)
    answers.write_text('correction = { published = 2026-01-20, reason = "写错了一句" }\n')
    assert "没有签发过的版本，不用更正" in run(file, "--answers", answers).err
    assert store.load(file).corrections == ()
