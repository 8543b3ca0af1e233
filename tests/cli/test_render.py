"""`tuiwizard render`: a report on stdout or in a file, and nothing half done."""

import gc
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests import program
from tests.cli.conftest import Run
from tests.published import committed
from tests.readback import figures, place_of
from tests.signing import signed
from tests.untouched import contents
from tuiwizard.drafts import store
from tuiwizard.forms.editions import section_title
from tuiwizard.rendering.blank_form import render_blank
from tuiwizard.rendering.formats import FORMATS, POSTERS, write
from tuiwizard.rendering.markdown import render
from tuiwizard.rendering.style import PLAIN, Style
from tuiwizard.rendering.tables import printed_cells
from tuiwizard.report.draft import Draft
from tuiwizard.report.stamp import STAMP


def test_stdout_and_file_are_the_same_bytes(
    run: Run, complete: Path, draft: Draft, tmp_path: Path
) -> None:
    target = tmp_path / "out.md"
    expected = render(draft).encode()
    to_file = run("render", complete, "-o", target)
    assert to_file.code == 0
    assert to_file.out == b""
    assert to_file.sentence == f"已输出 {target}"
    assert target.read_bytes() == expected
    for command in (("render", complete), ("render", complete, "-o", "-")):
        done = run(*command)
        assert (done.code, done.err) == (0, "")
        assert done.out == expected


def test_the_defaults_are_markdown_and_pipe_tables(run: Run, complete: Path) -> None:
    plain = run("render", complete).out
    assert run("render", complete, "--to", "markdown", "--tables", "pipe").out == plain


def test_the_figures_arrive(run: Run, complete: Path, draft: Draft) -> None:
    found = figures(run("render", complete).text, "gfm")
    path = "requests.received.natural_person"
    assert found[place_of(draft.edition, path)] == [draft.entries("requests").get(path)]


@pytest.mark.parametrize("environment", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}])
def test_stdout_is_utf8_whatever_the_locale(
    complete: Path, draft: Draft, environment: dict[str, str]
) -> None:
    done = program.run("render", complete, folder=None, **environment)
    assert done.returncode == 0
    assert done.stdout == render(draft).encode()


def test_an_unfinished_report_is_refused_and_what_is_missing_is_named(
    run: Run, unbalanced: Path, tmp_path: Path
) -> None:
    before = contents(tmp_path)
    for output in ((), ("-o", tmp_path / "out.md")):
        done = run("render", unbalanced, *output)
        assert done.code == 1
        assert done.out == b""
        assert done.sentence.startswith("不能生成公布稿，年报还没有完成：")
        for key in ("requests", "appeals"):
            assert f"“{section_title('2021', key)}”1 处有误" in done.sentence
    assert contents(tmp_path) == before


def test_it_renders_as_a_draft_and_says_so(run: Run, unbalanced: Path) -> None:
    done = run("render", unbalanced, "--as-draft")
    assert done.code == 0
    assert done.out == render(store.load(unbalanced), as_draft=True).encode()
    assert done.text.splitlines()[2].startswith("> **草稿（未经审核）**")


def test_an_output_is_not_overwritten_unless_asked(
    run: Run, complete: Path, draft: Draft, tmp_path: Path
) -> None:
    target = tmp_path / "out.md"
    target.write_text("mine", encoding="utf-8")
    done = run("render", complete, "-o", target)
    assert done.code == 2
    assert done.sentence == f"{target}：已经有这个文件，请换一个文件名，或加 --force 覆盖"
    assert target.read_text(encoding="utf-8") == "mine"
    assert run("render", complete, "-o", target, "--force").code == 0
    assert target.read_bytes() == render(draft).encode()


def test_a_link_to_nothing_counts_as_a_file(run: Run, complete: Path, tmp_path: Path) -> None:
    target, elsewhere = tmp_path / "out.md", tmp_path / "elsewhere.md"
    target.symlink_to(elsewhere)
    assert run("render", complete, "-o", target).code == 2
    assert not elsewhere.exists()


def test_a_file_named_dash_can_be_written(run: Run, complete: Path, tmp_path: Path) -> None:
    target = tmp_path / "-"
    assert run("render", complete, "-o", target).code == 0
    assert target.is_file()


def test_the_draft_is_not_touched(run: Run, complete: Path, tmp_path: Path) -> None:
    before = contents(tmp_path)
    run("render", complete)
    run("check", complete)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("to", ["html", "docx"])
def test_other_formats_go_to_stdout_and_into_files(
    run: Run, complete: Path, draft: Draft, tmp_path: Path, to: str
) -> None:
    expected = write(draft, to)
    done = run("render", complete, "--to", to)
    assert (done.code, done.err, done.out) == (0, "", expected)
    target = tmp_path / "report"
    assert run("render", complete, "--to", to, "-o", target).sentence == f"已输出 {target}"
    assert target.read_bytes() == expected


@pytest.mark.parametrize("to", FORMATS)
def test_the_name_of_the_file_says_the_format(
    run: Run, complete: Path, draft: Draft, tmp_path: Path, to: str
) -> None:
    target = tmp_path / f"report{FORMATS[to].suffix.upper()}"
    assert run("render", complete, "-o", target).code == 0
    assert target.read_bytes() == write(draft, to)


def test_a_page_may_end_in_htm(run: Run, complete: Path, draft: Draft, tmp_path: Path) -> None:
    assert run("render", complete, "-o", tmp_path / "report.HTM").code == 0
    assert (tmp_path / "report.HTM").read_bytes() == write(draft, "html")


@pytest.mark.parametrize("name", ["report.xyz", "2024年报.最终", "年报.doc"])
def test_a_suffix_that_no_format_has_is_refused(
    run: Run, complete: Path, tmp_path: Path, name: str
) -> None:
    target = tmp_path / name
    done = run("render", complete, "-o", target)
    assert (done.code, done.out) == (2, b"")
    assert target.suffix in done.sentence
    assert all(to.suffix in done.sentence for to in FORMATS.values())
    assert not target.exists()
    assert run("render", complete, "--to", "markdown", "-o", target).code == 0


def test_what_was_asked_for_goes_before_the_name(
    run: Run, complete: Path, draft: Draft, tmp_path: Path
) -> None:
    target = tmp_path / "report.html"
    assert run("render", complete, "--to", "markdown", "-o", target).code == 0
    assert target.read_bytes() == render(draft).encode()


@pytest.mark.parametrize("to", ["html", "docx"])
def test_an_unfinished_report_is_refused_in_every_format(
    run: Run, unbalanced: Path, to: str
) -> None:
    done = run("render", unbalanced, "--to", to)
    assert (done.code, done.out) == (1, b"")
    assert done.sentence.startswith("不能生成公布稿")
    assert run("render", unbalanced, "--to", to, "--as-draft").code == 0


def test_the_options_of_markdown_arrive(run: Run, complete: Path, draft: Draft) -> None:
    options = ("--tables", "html", "--heading-level", "2", "--front-matter", "--date", "2026-01-20")
    style = Style("html", heading_level=2, front_matter=True, day=date(2026, 1, 20))
    done = run("render", complete, *options)
    assert done.out == render(draft, style=style).encode()
    assert "markup.goldmark.renderer.unsafe = true" in done.sentence  # or Hugo drops them


def test_pipe_tables_need_no_word(run: Run, complete: Path) -> None:
    assert run("render", complete, "--tables", "pipe").err == ""


@pytest.mark.parametrize(
    "options",
    [
        ("--to", "html", "--tables", "html"),
        ("--to", "docx", "--heading-level", "2"),
        ("--to", "html", "--front-matter"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(
    run: Run, complete: Path, options: tuple[str, ...]
) -> None:
    done = run("render", complete, *options)
    assert (done.code, done.out) == (2, b"")
    assert done.sentence.endswith("只用于 Markdown")


@pytest.mark.parametrize(
    "options",
    [("--to", "html"), ("--to", "markdown"), ("--to", "docx", "--no-signature")],
)
def test_a_date_is_for_a_signature(run: Run, complete: Path, options: tuple[str, ...]) -> None:
    done = run("render", complete, *options, "--date", "2026-01-05")
    assert (done.code, done.out) == (2, b"")
    assert (
        done.sentence
        == "--date 要和 --signature（落款）一起用，Markdown 也可以和 --front-matter（文件头）一起用"
    )


@pytest.mark.parametrize("to", ["markdown", "html", "fragment"])
def test_a_signature_is_printed_if_asked_for(run: Run, complete: Path, to: str) -> None:
    asked = run("render", complete, "--to", to, "--signature", "--date", "2026-01-05").text
    assert re.search("甲县乙镇人民政府(</p>)?\\s*(<p[^>]*>)?2026年1月5日", asked)
    assert (
        run("render", complete, "--to", to, "--no-signature").out
        == run("render", complete, "--to", to).out
    )


@pytest.mark.parametrize("to", ["docx", "pdf"])
def test_paper_is_signed_unless_it_is_not_to_be(
    run: Run, complete: Path, draft: Draft, to: str
) -> None:
    for option, style in (
        (("--date", "2026-01-05"), PLAIN._replace(day=date(2026, 1, 5))),
        (("--no-signature",), PLAIN._replace(signature=False)),
        ((), PLAIN),
    ):
        assert run("render", complete, "--to", to, *option).out == write(draft, to, style=style)


@pytest.mark.parametrize("to", ["markdown", "html", "fragment"])
def test_sub_heads_become_headings_if_that_is_asked_for(run: Run, complete: Path, to: str) -> None:
    heading = {
        "markdown": "\n### （一）主动公开。\n",
        "html": "<h3>（一）主动公开。</h3>",
        "fragment": "<strong>（一）主动公开。</strong></h4>",
    }[to]
    assert heading in run("render", complete, "--to", to, "--subheads", "all").out.decode()
    assert heading not in run("render", complete, "--to", to).out.decode()


def test_a_title_may_be_left_out_where_a_site_prints_it(
    run: Run, complete: Path, draft: Draft, tmp_path: Path
) -> None:
    for to in ("markdown", "html", "fragment"):
        done = run("render", complete, "--to", to, "--no-title")
        assert done.out == write(draft, to, style=Style(no_title=True)), to
        assert done.out != write(draft, to), to
    done = run("render", complete, "--to", "docx", "--no-title", "-o", tmp_path / "a.docx")
    assert done.code == 2
    assert "--no-title 只用于" in done.sentence


def test_a_template_that_is_not_there_is_said_so(run: Run, complete: Path, tmp_path: Path) -> None:
    done = run("render", complete, "--to", "docx", "--template", tmp_path / "没有.docx")
    assert (done.code, done.out) == (2, b"")
    assert done.sentence.startswith("打不开模板")
    assert run("render", complete, "--to", "html", "--template", "a.docx").code == 2


def test_a_workbook_of_the_office_is_filled(run: Run, complete: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "汇总"
    book.save(tmp_path / "模板.xlsx")
    (tmp_path / "对照.csv").write_text("汇总!B2,requests.received.total\n汇总!A1,title", "utf-8")
    given = ("--template", tmp_path / "模板.xlsx", "--map", tmp_path / "对照.csv")
    assert run("render", complete, *given, "-o", tmp_path / "县.xlsx").code == 0
    sheet = openpyxl.load_workbook(tmp_path / "县.xlsx")["汇总"]
    draft = store.load(complete)
    total = printed_cells(draft, "requests")["requests.received.total"]
    assert (sheet["A1"].value, sheet["B2"].value) == (draft.report.title, int(total))
    for wrong in (given[2:], (*given, "--to", "docx")):
        assert run("render", complete, *wrong, "-o", tmp_path / "x.xlsx").code == 2
    assert not (tmp_path / "x.xlsx").exists()


def test_the_blank_form_is_written(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "blank.docx"
    assert run("render", "--blank", "--edition", "2019", "-o", path).code == 0
    assert path.read_bytes() == render_blank("2019", "docx")
    assert run("render", "--blank", "-o", path).code == 2
    assert run("render", "--blank", "-o", path, "--force").code == 0
    assert path.read_bytes() == render_blank("2021", "docx")
    assert run("render", "--blank", "--to", "docx").out == render_blank("2021", "docx")


def test_a_blank_form_and_a_report_are_not_asked_for_at_once(
    run: Run, complete: Path, tmp_path: Path
) -> None:
    out = tmp_path / "blank.docx"
    for options in (
        ("--blank", complete, "-o", out),
        ("--blank", "--as-draft", "-o", out),
        ("--blank", "--chart-type", "png", "-o", out),
        ("--blank", "-o", tmp_path / "blank.md"),
        *(("--blank", "--to", poster, "-o", out) for poster in POSTERS),
        ("--blank", "--edition", "1999", "-o", out),
        ("-o", out),
        (complete, "--edition", "2021", "-o", out),
    ):
        done = run("render", *options)
        assert (done.code, done.out) == (2, b""), options
        assert done.sentence
    assert not out.exists()


@pytest.mark.parametrize("day", ["2026-1-20", "20260120", "2026-W03-2", "2026-02-30", "今天"])
def test_a_date_is_written_in_full(run: Run, complete: Path, day: str) -> None:
    done = run("render", complete, "--front-matter", "--date", day)
    assert (done.code, done.out) == (2, b"")
    assert "--date 要写成 2026-01-20 的样子" in done.sentence


def test_a_docx_is_not_thrown_at_a_terminal(
    run: Run, complete: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tuiwizard.cli.output.on_terminal", lambda _: True)
    done = run("render", complete, "--to", "docx")
    assert (done.code, done.out) == (2, b"")
    assert "-o" in done.sentence


def test_without_the_extra_docx_says_how_to_get_it(
    run: Run, complete: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "tuiwizard.rendering.docx_file", raising=False)
    monkeypatch.setitem(sys.modules, "docx", None)
    done = run("render", complete, "--to", "docx")
    assert (done.code, done.out) == (2, b"")
    assert done.sentence.endswith("pip install 'tuiwizard[office]'")


def test_markdown_loads_nothing_of_the_other_formats(complete: Path) -> None:
    code = (
        "import sys\n"
        "from tuiwizard.cli import main\n"
        f"code = main(['render', {str(complete)!r}])\n"
        "heavy = {'docx', 'lxml', 'textual', 'tuiwizard.rendering.html'} & set(sys.modules)\n"
        "sys.exit(code or ' '.join(heavy) or None)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_garbage_collector_works_again_after_a_command(run: Run, complete: Path) -> None:
    for command in (("render", complete), ("render", complete.with_name("none.toml"))):
        run(*command)
        assert gc.isenabled()


# 先审查、后公开


def test_what_is_not_signed_is_refused(run: Run, tmp_path: Path, draft: Draft) -> None:
    path = tmp_path / "unsigned.toml"
    store.save(path, replace(draft, sign_off=None))
    before = contents(tmp_path)
    for output in ((), ("-o", tmp_path / "out.html"), ("--to", "docx")):
        done = run("render", path, *output)
        assert (done.code, done.out) == (1, b"")
        assert done.sentence == "不能生成公布稿：还没有审核签发"
    assert contents(tmp_path) == before


def test_one_digit_changed_by_hand_is_refused(run: Run, complete: Path) -> None:
    text = complete.read_text("utf-8")
    tampered = re.sub(r"(\[appeals\.review\]\nupheld = )(\d+)", r"\g<1>1\g<2>", text)
    assert tampered != text
    complete.write_text(tampered, "utf-8")
    done = run("render", complete)
    assert (done.code, done.out) == (1, b"")
    assert "签发已失效" in done.sentence
    assert run("render", complete, "--as-draft").text.splitlines()[2].startswith("> **草稿")


def test_a_query_nobody_explained_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "query.toml"
    draft = committed("pingtan-2021").draft()
    store.save(path, signed(draft.with_texts({"proactive.rules.issued": "1"})))
    done = run("render", path)
    assert (done.code, done.out) == (1, b"")
    assert "处疑问没有说明" in done.sentence
    assert f"tuiwizard check {path}" in done.sentence


@pytest.mark.parametrize("to", FORMATS)
def test_a_draft_says_so_in_its_name(run: Run, unbalanced: Path, tmp_path: Path, to: str) -> None:
    target = tmp_path / f"out{FORMATS[to].suffix}"
    marked = tmp_path / f"out-{STAMP}{FORMATS[to].suffix}"
    done = run("render", unbalanced, "--as-draft", "-o", target)
    assert (done.code, done.sentence) == (0, f"已输出 {marked}")
    assert marked.read_bytes() == write(store.load(unbalanced), to, as_draft=True)
    assert not target.exists()
    assert run("render", unbalanced, "--as-draft", "-o", marked).code == 2
    assert run("render", unbalanced, "--as-draft", "-o", marked, "--force").code == 0


def test_reviewing_needs_a_draft_and_a_terminal(run: Run, complete: Path, tmp_path: Path) -> None:
    before = contents(tmp_path)
    done = run("review", tmp_path / "nowhere.toml")
    assert done.code == 2
    assert "没有这个文件" in done.sentence
    assert run("review", complete).sentence.startswith("向导要在终端里运行")
    assert contents(tmp_path) == before
