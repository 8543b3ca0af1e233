"""The language of the command line: `--lang`, wherever it stands, before the environment."""

import re

import pytest

from tests import program
from tests.catalogue import CHINESE, LABEL
from tests.cli.conftest import Run
from tuiwizard.cli.registry import parsers

LINES = [[name] if name else [] for name in parsers()]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[0] if line else "wizard")
def test_help_is_english(line: list[str]) -> None:
    done = program.run(*line, "--lang", "en", "-h")
    said = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert said.startswith(f"usage: {' '.join(['tuiwizard', *line])}")
    assert "--lang {zh,en}" in said
    assert not CHINESE.search(said)


@pytest.mark.parametrize(
    "line",
    [
        ["--lang", "en", "check", "none.toml"],
        ["--lang=en", "check", "none.toml"],
        ["check", "--lang", "en", "none.toml"],
        ["check", "none.toml", "--lang=en"],
        ["--lang", "zh", "check", "none.toml", "--lang", "en"],
    ],
    ids=" ".join,
)
def test_the_language_may_stand_anywhere(line: list[str]) -> None:
    done = program.run(*line)
    assert done.returncode == 2
    assert done.stderr == b"none.toml: no such file; check the name and the path\n"


@pytest.mark.parametrize(
    "line",
    [
        ["--lang", "zh", "check", "none.toml"],
        ["check", "--lang", "en", "--lang=zh", "none.toml"],
        ["--lang=zh", "check", "none.toml"],
    ],
    ids=" ".join,
)
def test_chinese_may_be_asked_for(run: Run, line: list[str]) -> None:
    assert run(*line).sentence == "none.toml：没有这个文件，请检查文件名和路径"


def test_it_comes_before_the_environment() -> None:
    done = program.run("check", "none.toml", "--lang", "zh", TUIWIZARD_LANG="en")
    assert done.stderr.decode() == "none.toml：没有这个文件，请检查文件名和路径\n"


def test_the_environment_is_enough() -> None:
    assert b"no such file" in program.run("check", "none.toml", TUIWIZARD_LANG="en").stderr


def test_a_file_may_be_named_like_the_option() -> None:
    done = program.run("check", "--", "--lang", "en")
    assert done.stderr.decode().count("没有这个文件") == 2


@pytest.mark.parametrize(
    ("line", "language", "sentence"),
    [
        (["--lang", "fr"], "zh", "--lang 不能是 'fr'，可以是 'zh', 'en'；用 tuiwizard -h 查看用法"),
        (["--lang"], "zh", "--lang 后面要跟一个值；用 tuiwizard -h 查看用法"),
        (
            ["new", "a.toml", "--lang=fr"],
            "en",
            "argument --lang: invalid choice: 'fr' (choose from 'zh', 'en'); see tuiwizard new -h",
        ),
        (
            ["check"],
            "en",
            "the following arguments are required: FILE|FOLDER; see tuiwizard check -h",
        ),
        (
            ["render", "a.toml", "--date", "today"],
            "en",
            "argument --date: must look like 2026-01-20, not 'today'; see tuiwizard render -h",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_is_one_sentence(line: list[str], language: str, sentence: str) -> None:
    done = program.run(*line, TUIWIZARD_LANG=language)
    assert (done.returncode, done.stdout) == (2, b"")
    # From Python 3.12 on argparse quotes the choices no longer.
    assert done.stderr.decode().strip().replace("'", "") == sentence.replace("'", "")


def test_findings_are_english_about_chinese_labels(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    draft = tmp_path_factory.mktemp("english") / "draft.toml"
    made = program.run("new", draft, "--agency", "Town", "--year", "2025", TUIWIZARD_LANG="en")
    assert made.stderr.decode() == f"Created draft {draft}\n"
    done = program.run("check", draft, TUIWIZARD_LANG="en")
    assert not CHINESE.search(LABEL.sub("", done.stdout.decode()))
    lines = done.stdout.decode().splitlines()
    assert lines[0] == f"{draft}: Town 2025, unfinished (0/7 sections)"
    blank = next(line for line in lines if "R002" in line and "“三" in line)
    assert "“三、收到和处理政府信息公开申请情况” has 144 blank cells" in blank
    assert any(
        re.fullmatch(r"  Unchecked R9\d\d.*: last year's report was not given.*", n) for n in lines
    )
