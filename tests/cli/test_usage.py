"""The grammar: help in Chinese, and one sentence for each mistake."""

import io
import re
from pathlib import Path

import pytest

from tests import program
from tests.cli.conftest import Run
from tuiwizard import __version__
from tuiwizard.cli import grammar, registry

COMMANDS = (
    "new",
    "desk",
    "check",
    "render",
    "import",
    "merge",
    "diff",
    "publish",
    "verify",
    "export",
    "history",
    "schema",
    "doctor",
    "completion",
)
ENGLISH = re.compile(
    r"usage|options?:|arguments|positional|show this|default|error|required|invalid|choose",
    re.IGNORECASE,
)
OPTIONS = {
    (): ("--step", "--ascii", "--plain", "--answers", *COMMANDS),
    ("new",): ("--agency", "--year", "--level", "--force"),
    ("check",): ("--format", "FILE|FOLDER"),
    ("render",): (
        "-o OUT|-",
        "--to",
        "--tables",
        "--as-draft",
        "--force",
        "--heading-level",
        "--front-matter",
        "--date",
        "--charts",
        "--units",
    ),
    ("review",): ("--ascii", "--plain"),
    ("desk",): ("FOLDER", "--expect", "--ascii"),
    ("import",): ("-o DRAFT", "--agency", "--year", "--format", "--force"),
    ("merge",): (
        "-o DRAFT",
        "--agency",
        "--level",
        "--expect",
        "--texts",
        "--include-unfinished",
        "--update",
        "--force",
        "--format",
    ),
    ("diff",): ("--children", "--format"),
    ("publish",): ("DRAFT", "-o FOLDER", "--to", "--date", "--as-draft", "--force"),
    ("verify",): ("DRAFT", "POSTED", "--format"),
    ("export",): ("FILE|FOLDER", "-o OUT|-", "--to", "--force", "--schema", "--edition"),
    ("schema",): ("--edition", "--answers"),
    ("completion",): ("SHELL",),
    ("doctor",): ("--format", "--bundle", "--force"),
}


@pytest.mark.parametrize("flag", ["-h", "--help"])
@pytest.mark.parametrize("command", OPTIONS, ids=" ".join)
def test_help_is_chinese_and_complete(run: Run, command: tuple[str, ...], flag: str) -> None:
    done = run(*command, flag)
    assert (done.code, done.err) == (0, "")
    assert done.text.startswith("用法：tuiwizard")
    assert not ENGLISH.search(done.text)
    for option in ("-h, --help", "--version", *OPTIONS[command]):
        assert option in done.text
    for line in done.text.splitlines():
        assert not re.match(r"\s+--?[a-z]+$", line), f"no word about {line}"


@pytest.mark.parametrize("command", OPTIONS, ids=" ".join)
def test_version_everywhere(run: Run, command: tuple[str, ...]) -> None:
    done = run(*command, "--version")
    assert (done.code, done.err) == (0, "")
    assert done.text == f"tuiwizard {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--nonsense"], "不认识的参数 --nonsense；用 tuiwizard -h 查看用法"),
        (["--stepp", "agency"], "不认识的参数 --stepp"),
        (["--ste", "agency"], "不认识的参数 --ste"),
        (["--step"], "--step 后面要跟一个值；用 tuiwizard -h 查看用法"),
        (["--step", "nowhere"], "--step 不能是 'nowhere'，可以是"),
        (["--ascii=yes"], "--ascii 后面不能带值 'yes'"),
        (["a.toml", "b.toml"], "不认识的参数 b.toml"),
        (["new"], "缺少参数 DRAFT"),
        (["new", "a.toml"], "缺少参数 --agency, --year；用 tuiwizard new -h 查看用法"),
        (["new", "a.toml", "--agency", "甲", "--year", "二五"], "--year 要填整数，不是 '二五'"),
        (["new", "a.toml", "--level", "z"], "--level 不能是 'z'，可以是"),
        (["check"], "缺少参数 FILE|FOLDER；用 tuiwizard check -h 查看用法"),
        (["check", "--format"], "--format 后面要跟一个值"),
        (["check", "a.toml", "--format", "xml"], "--format 不能是 'xml'，可以是"),
        (["check", "a.toml", "-x"], "不认识的参数 -x"),
        (["review"], "缺少参数 DRAFT；用 tuiwizard review -h 查看用法"),
        (["render", "a.toml", "-o"], "-o 后面要跟一个值"),
        (["render", "a.toml", "--to", "zip"], "--to 不能是 'zip'"),
        (["render", "a.toml", "--tables", "grid"], "--tables 不能是 'grid'"),
        (["render", "a.toml", "--heading-level", "5"], "--heading-level 不能是 "),
        (["render", "a.toml", "--date", "20260120"], "--date 要写成 2026-01-20 的样子，不是"),
        (["import"], "缺少参数 SOURCE"),
        (["import", "a.html", "--year", "去年"], "--year 要填整数，不是 '去年'"),
        (["schema", "2021"], "不认识的参数 2021；用 tuiwizard schema -h 查看用法"),
        (["schema", "--edition"], "--edition 后面要跟一个值"),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_sentence(run: Run, arguments: list[str], says: str) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, b"")
    assert done.sentence.startswith(says)
    assert not ENGLISH.search(done.sentence)
    assert re.search(r"；用 tuiwizard( [a-z]+)? -h 查看用法$", done.sentence)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("chekc", "check"),
        ("Check", "check"),
        ("doctr", "doctor"),
        ("help", "--help"),
        ("version", "--version"),
    ],
)
@pytest.mark.parametrize("more", [[], ["a.toml"], ["--plain"]])
def test_a_mistyped_command_is_refused(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    word: str,
    meant: str,
    more: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(word, *more)
    assert (done.code, done.out) == (2, b"")
    assert done.sentence == (
        f"没有“{word}”这个命令，是不是 tuiwizard {meant}？草稿的文件名要以 .toml 结尾"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_name_with_a_suffix_is_no_command(run: Run, tmp_path: Path) -> None:
    done = run(tmp_path / "report.md")  # nearer to export than many a slip
    assert (done.code, done.out) == (2, b"")
    assert done.sentence.endswith("report.md.toml")


@pytest.mark.parametrize("more", [[], ["--plain"], ["--answers", "a.toml"]])
def test_a_new_draft_without_toml_is_refused_where_nobody_can_be_asked(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("甲局年报", *more)
    assert (done.code, done.out) == (2, b"")
    assert done.sentence.endswith("文件名要以 .toml 结尾：甲局年报.toml")
    assert list(tmp_path.iterdir()) == []


def no_screen(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Start no wizard; the drafts it would open come into a list."""
    started: list[Path] = []

    def start(path: Path, **_: object) -> int:
        started.append(path)
        return 0

    monkeypatch.setattr("tuiwizard.tui.start", start)
    return started


@pytest.mark.parametrize("answer", ["是", "否", ""])
def test_a_new_draft_without_toml_is_asked_about(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    started = no_screen(monkeypatch)
    monkeypatch.setattr("tuiwizard.cli.commands.wizard.on_terminal", lambda _: True)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{answer}\n" if answer else ""))
    path = tmp_path / "甲局年报"
    done = run(path)
    assert f"打开或新建 {path}.toml 吗" in done.err
    assert (done.code, started) == ((0, [Path(f"{path}.toml")]) if answer == "是" else (2, []))


def test_a_draft_that_is_there_needs_no_toml(
    run: Run, complete: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = no_screen(monkeypatch)
    path = complete.rename(complete.with_name("chekc"))
    assert run(path).code == 0
    monkeypatch.chdir(path.parent)
    assert run("chekc").code == 0
    assert started == [path, Path("chekc")]


def test_every_command_of_the_contract_is_there() -> None:
    contract = {"review", "desk", "check", "render", "import", "merge", "diff", "history"}
    assert contract | {"new", "schema", "doctor"} < {*registry.parsers()}


@pytest.mark.parametrize("arguments", [[], ["draft.toml"], ["draft.toml", "--step", "publish"]])
def test_the_wizard_needs_a_terminal(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, b"")
    assert done.sentence.startswith("向导要在终端里运行；逐行问答请加 --plain")


def test_the_desk_needs_a_terminal_and_a_folder(run: Run, tmp_path: Path) -> None:
    done = run("desk", str(tmp_path))
    assert (done.code, done.out) == (2, b"")
    assert done.sentence == "汇总台要在终端里运行；脚本请用 tuiwizard check 或 merge"
    done = run("desk", str(tmp_path / "没有"))
    assert (done.code, done.out) == (2, b"")
    assert done.sentence.endswith("没有：没有这个文件夹，请给出装有年报的文件夹")
    done = run("desk", str(tmp_path), "--expect", str(tmp_path / "名单.csv"))
    assert done.code == 2
    assert "名单.csv" in done.sentence


def test_an_unknown_message_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grammar, "_ERRORS", ())
    done = run("check")
    assert done.code == 2
    assert done.sentence.endswith("；用 tuiwizard check -h 查看用法")


def test_exit_codes_reach_the_shell() -> None:
    assert program.run("--version").returncode == 0
    assert program.run("check", "/nowhere.toml").returncode == 2
    assert program.run("--nonsense").returncode == 2
