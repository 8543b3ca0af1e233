"""A made-up output format, source format and command: each a module and one registry entry."""

import json
import re
from pathlib import Path

import pytest

from docs import command_line, completions
from tests.cli.conftest import Run
from tests.layouts.report import Report
from tests.layouts.texts import tabs
from tests.made_up import clipping, line
from tests.published import committed
from tests.signing import signed
from tuiwizard import reader_process
from tuiwizard.cli import registry
from tuiwizard.cli.commands.completion import SHELLS
from tuiwizard.county.desk import look
from tuiwizard.importing import formats as sources
from tuiwizard.rendering import formats
from tuiwizard.report.draft import Draft
from tuiwizard.session import Session, output


@pytest.fixture
def made_up_format(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = formats.Format("一行字", ".line", "tests.made_up.line")
    monkeypatch.setitem(formats.FORMATS, "line", entry)


@pytest.fixture
def made_up_command(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = registry.Command("measure", "数一数草稿有多长。", "tests.made_up.measure")
    monkeypatch.setattr(registry, "COMMANDS", (*registry.COMMANDS, entry))


@pytest.mark.usefixtures("made_up_format")
def test_a_format_is_rendered_by_name_and_by_suffix(
    run: Run, complete: Path, draft: Draft, tmp_path: Path
) -> None:
    expected = line.render(draft).encode()
    assert run("render", complete, "--to", "line").out == expected
    target = tmp_path / "report.line"
    assert run("render", complete, "-o", target).code == 0
    assert target.read_bytes() == expected
    assert ",".join(formats.FORMATS) in re.sub(r"\s", "", run("render", "-h").text)


@pytest.mark.usefixtures("made_up_format")
def test_a_format_is_offered_by_the_wizard(draft: Draft, tmp_path: Path) -> None:
    session = Session.create(tmp_path / "draft.toml", signed(draft))
    base = output.base_of(session)
    assert output.targets(session, base)["line"] == tmp_path / "draft.line"
    assert output.named_base(Path("report.line")) == Path("report")
    assert output.rendered(session, "line") == line.render(session.draft).encode()


@pytest.mark.usefixtures("made_up_format")
def test_a_format_may_be_asked_for_by_a_file_of_answers(
    run: Run, complete: Path, draft: Draft, tmp_path: Path
) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_text('[[outputs]]\npath = "a.line"\n[[outputs]]\npath = "b"\nto = "line"\n')
    assert run(complete, "--answers", answers).code == 0
    for name in ("a.line", "b"):
        assert (tmp_path / name).read_bytes() == line.render(draft).encode()
    assert ".line" in run("schema", "--answers").text


@pytest.mark.usefixtures("made_up_command")
def test_a_command_runs_and_has_its_help(run: Run, complete: Path) -> None:
    size = len(complete.read_bytes())
    assert run("measure", complete).text == f"{size}\n"
    assert run("measure", complete, "--twice").text == f"{2 * size}\n"
    assert run("measure").sentence == "缺少参数 DRAFT；用 tuiwizard measure -h 查看用法"
    assert "数两遍" in run("measure", "-h").text
    assert "completionmeasure；" in re.sub(r"\s", "", run("-h").text)


@pytest.mark.usefixtures("made_up_command")
def test_a_command_is_in_the_documents() -> None:
    assert "## tuiwizard measure\n\n数一数草稿有多长。\n" in command_line.page()
    assert ".SS tuiwizard measure\n数一数草稿有多长。\n" in command_line.manual()


@pytest.mark.usefixtures("made_up_format", "made_up_command")
@pytest.mark.parametrize("shell", SHELLS)
def test_both_are_completed(shell: str) -> None:
    script = completions.script(shell)
    assert "measure" in script
    assert "twice" in script
    assert re.search(rf"{[*formats.FORMATS][-2]}\W+line\b", script)
    assert "*.line" in script


@pytest.fixture
def clipped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A report published in a made-up source format, in a county's folder."""
    entry = sources.SourceFormat("剪报", (".clip",), "tests.made_up.clipping", clipping.MARK)
    monkeypatch.setattr(sources, "FORMATS", (*sources.FORMATS, entry))
    monkeypatch.setattr(reader_process, "_child", None)  # a child has not got it
    published = committed("pingtan-2021")
    report = Report(published.edition, published.year, "甲局", published.printed)
    file = tmp_path / "county" / "甲局.clip"
    file.parent.mkdir()
    text = clipping.upside_down(tabs(report).decode())
    file.write_bytes(clipping.MARK + text.encode("utf-16-le"))
    return file


def test_a_source_format_is_imported(run: Run, clipped: Path, tmp_path: Path) -> None:
    target = tmp_path / "draft.toml"
    said = json.loads(run("import", clipped, "-o", target, "--format", "json").out)
    assert (said["agency"], said["year"], said["findings"]) == ("甲局", 2021, [])
    assert None not in said["cells"].values()
    assert target.is_file()
    assert "剪报或草稿" in run("import", "-h").text


def test_a_source_format_is_checked_alone_and_in_a_folder(run: Run, clipped: Path) -> None:
    for given in (clipped, clipped.parent):
        (file,) = json.loads(run("check", given, "--format", "json").out)["files"]
        assert (file["path"], file["year"]) == (str(clipped), 2021)
    assert list(look(clipped.parent)) == [clipped]


def test_a_source_format_may_be_last_year_s_report(clipped: Path) -> None:
    session = Session.create(clipped.with_name("draft.toml"), Draft.new(2022))
    session.compare_with(clipped)
    assert session.case.last is not None
    assert sources.kinds() == "网页、Word 文档、PDF、表格文件、Markdown、ZIP、文本、剪报"


@pytest.mark.usefixtures("clipped")
def test_a_source_format_is_completed() -> None:
    assert "*.clip" in completions.script("zsh")
