"""The installer of the offline folder refuses what is not as it was packed; nothing is built."""

import ast
import itertools
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

from offline import bundle, fitting, old_python, sbom, wheels, zipapp

VERSION = fitting.this_python()
WHEEL, PIP = "a-1-py3-none-any.whl", "pip-1-py3-none-any.whl"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An offline folder whose wheels are none."""
    made = tmp_path / "offline"
    (made / "wheels").mkdir(parents=True)
    bundle.copy_installer(made)
    facts = {"version": "1", "extras": [], "pythons": ["3.0"], "systems": ["x"], "pip": PIP}
    (made / "bundle.json").write_text(json.dumps(facts))
    (made / "wheels" / WHEEL).write_text("a")
    (made / "wheels" / PIP).write_text("p")
    (made / "SHA256SUMS").write_text(bundle.sums(made))
    return made


def install(folder: Path) -> subprocess.CompletedProcess[bytes]:
    to = folder.parent / "to"
    done = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", folder / "install.py", "--to", to],
        capture_output=True,
        check=False,
        timeout=60,
    )
    return done


def refusal(folder: Path) -> str:
    """The one sentence with which nothing was installed."""
    done = install(folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert not (folder.parent / "to").exists()
    (sentence,) = done.stderr.decode().splitlines()
    return sentence


def test_a_changed_file(folder: Path) -> None:
    (folder / "wheels" / WHEEL).write_text("b")
    assert refusal(folder) == f"离线包里的 wheels/{WHEEL} 被改动过或损坏了，没有安装，请重新复制"


def test_a_changed_list(folder: Path) -> None:
    sums = folder / "SHA256SUMS"
    sums.write_bytes(b"\xff" + sums.read_bytes())
    assert "被改动过或损坏了" in refusal(folder)


def test_a_missing_file(folder: Path) -> None:
    (folder / "wheels" / WHEEL).unlink()
    assert refusal(folder).startswith(f"离线包里缺少 wheels/{WHEEL}")


def test_an_added_file(folder: Path) -> None:
    (folder / "wheels" / "b.whl").write_text("b")
    assert refusal(folder).startswith("离线包里多了一个文件 wheels/b.whl")


def test_no_list(folder: Path) -> None:
    (folder / "SHA256SUMS").unlink()
    assert "没有 SHA256SUMS" in refusal(folder)


@pytest.mark.parametrize("tags", ["cp30-cp30", "cp999-abi3"])
def test_a_python_without_wheels(folder: Path, tags: str) -> None:
    """A newer one is refused only where a wheel is missing; what helps is said."""
    (folder / "wheels" / f"lxml-6-{tags}-win_amd64.whl").write_text("l")
    (folder / "SHA256SUMS").write_text(bundle.sums(folder))
    said = refusal(folder)
    assert said.startswith(f"这里的 Python 是 {VERSION}，离线包里的程序包要 Python 3.0；")
    assert "单文件版" in said


def test_a_python_that_is_in_no_list(folder: Path) -> None:
    """The wheels are there, so it goes on, to the pip that is none here."""
    done = install(folder)
    assert "正在安装" in done.stdout.decode()
    assert "安装没有成功" in done.stderr.decode()


@pytest.mark.parametrize(
    ("libc", "said"),
    [(("glibc", "2.36"), ""), (("glibc", "2.28"), ""), (("glibc", "2.17"), "glibc 2.17"),
     (("", ""), "没有 glibc 的 Linux"), (("musl", "1.2"), "musl")],
)  # fmt: skip
@pytest.mark.skipif(sys.platform != "linux", reason="the C library of Linux")
def test_an_older_c_library(
    monkeypatch: pytest.MonkeyPatch, libc: tuple[str, str], said: str
) -> None:
    monkeypatch.setattr("platform.libc_ver", lambda: libc)
    assert fitting.other_libc() == said


def test_a_folder_nobody_may_write(folder: Path) -> None:
    (folder.parent / "to").write_text("")
    done = install(folder)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("装不进 ")
    assert len(done.stderr.splitlines()) == 1


def test_what_the_windows_console_reads_is_plain() -> None:
    script = (wheels.ROOT / "packaging" / "offline" / "install.cmd").read_bytes()
    assert script.isascii()
    assert script.count(b"\n") == script.count(b"\r\n") > 10


@pytest.mark.parametrize("name", ["install.sh", "install.cmd"])
def test_every_python_that_is_packed_is_looked_for(name: str) -> None:
    script = (bundle.SOURCE / name).read_text("utf-8")
    places = [re.search(rf"[n ({{]{re.escape(python)}[ )]", script) for python in wheels.PYTHONS]
    found = [place.start() for place in places if place]
    assert len(found) == len(wheels.PYTHONS)
    assert found == sorted(found, reverse=True)  # the newest first


# What old Pythons read

OLD = ("__init__.py", "install.py", "old_python.py", "zipapp_start.py")
OLD_WORDS = (
    *(ast.Module, ast.Import, ast.ImportFrom, ast.alias, ast.Expr, ast.Assign, ast.If, ast.Return),
    *(ast.FunctionDef, ast.arguments, ast.Call, ast.Attribute, ast.Subscript, ast.Slice, ast.Name),
    *(ast.Constant, ast.Tuple, ast.Compare, ast.BoolOp, ast.BinOp, ast.operator, ast.boolop),
    *(ast.cmpop, ast.expr_context),
)
"""What Python 2.7 has as well."""


@pytest.mark.parametrize("name", OLD)
def test_an_old_python_can_read_it(name: str) -> None:
    source = (bundle.SOURCE / name).read_text("utf-8")
    assert source.isascii() or source.startswith("# -*- coding: utf-8 -*-\n")
    for node in ast.walk(ast.parse(source)):
        assert isinstance(node, OLD_WORDS), ast.unparse(node)
        assert not isinstance(node, ast.FunctionDef) or node.returns is None
    assert source.isascii() or "from __future__ import unicode_literals\n" in source


@pytest.mark.parametrize("version", [(2, 7), (3, 6), (3, 10)])
def test_an_old_python_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], version: tuple[int, int]
) -> None:
    monkeypatch.setattr("sys.version_info", (*version, 0))
    with pytest.raises(SystemExit) as stopped:
        old_python.refuse()
    assert stopped.value.code == 2
    (said,) = capsys.readouterr().err.splitlines()
    assert said.startswith("这里的 Python 是 {}.{}，tuiwizard 要 3.11".format(*version))
    assert "单文件版" in said


@pytest.mark.parametrize("version", ["2.7", "3.6", "3.7", "3.10"])
@pytest.mark.parametrize("kind", ["folder", "file"])
def test_an_old_python_says_it_itself(
    folder: Path, packed: Callable[..., Path], version: str, kind: str
) -> None:
    python = old_interpreter(version)
    if python is None:
        pytest.skip(f"there is no Python {version} on this computer")
    begin = folder / "install.py" if kind == "folder" else packed()
    done = subprocess.run(
        [python, begin],
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (2, b"")
    (said,) = done.stderr.decode().splitlines()
    assert said.startswith(f"这里的 Python 是 {version}，")


def old_interpreter(version: str) -> Path | None:
    """The Python of that version, on the path or where pyenv keeps them."""
    kept = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
    found = shutil.which(f"python{version}", path="/usr/bin:/usr/local/bin")
    return kept[-1] if kept else Path(found) if found else None


def test_this_python_is_not_old() -> None:
    old_python.refuse()


def test_the_extras_are_those_of_the_project() -> None:
    project = tomllib.loads((wheels.ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert {*wheels.EXTRAS, "scale"} == set(project["optional-dependencies"])
    offered = [c.rpartition(" ")[2] for c in project["classifiers"] if "Python :: 3." in c]
    assert list(wheels.PYTHONS) == offered


# The pins


@pytest.mark.parametrize("name", ["build", "run", "dev", "supply", "onefile", "frozen", "site"])
def test_every_pin_is_an_exact_version_with_digests(name: str) -> None:
    text = wheels.pin_file(name).read_text("utf-8")
    pins = wheels.pins(name)
    assert len(pins) > (0 if name == "onefile" else 5)  # that is a compiler, and alone
    assert "".join(pins.values()) == text  # no option, no address
    for lines in pins.values():
        first, *digests = lines.replace("\\\n", "\n").splitlines()
        assert re.fullmatch(r"[\w.-]+==[\w.]+( ; .+?)? *", first)
        assert digests
        assert all(re.fullmatch(r"    --hash=sha256:[0-9a-f]{64} *", one) for one in digests)


@pytest.mark.parametrize("name", ["build", "run"])
def test_what_is_developed_with_is_what_is_installed(name: str) -> None:
    assert wheels.pins(name).items() <= wheels.pins("dev").items()


def test_the_pins_are_those_of_the_project() -> None:
    read = tomllib.loads((wheels.ROOT / "pyproject.toml").read_text("utf-8"))
    extras = {name: read["project"]["optional-dependencies"][name] for name in wheels.EXTRAS}
    run = [*read["project"]["dependencies"], *itertools.chain.from_iterable(extras.values())]
    scale = read["project"]["optional-dependencies"]["scale"]
    for name, wanted in {
        "run": run,
        "dev": [*run, *scale, *read["dependency-groups"]["dev"]],
    }.items():
        pins = wheels.pins(name)
        for need in map(Requirement, wanted):
            version = pins[wheels.canonical(need.name)].split()[0].partition("==")[2]
            assert need.specifier.contains(version), need


NAMES = [
    "a-1-py3-none-any.whl",
    "b-1-py2.py3-none-any.whl",
    "c-1-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.whl",
    "c-1-cp312-cp312-manylinux_2_17_x86_64.whl",
    "c-1-cp312-cp312-manylinux_2_17_aarch64.whl",
    "c-1-cp312-cp312-win_amd64.whl",
    "d-1-cp311-abi3-manylinux_2_17_x86_64.whl",
    "e-1-cp313-abi3-manylinux_2_17_x86_64.whl",
    "f-1-py3-none-win_amd64.whl",
    "g-1-cp315-abi3.abi3t-manylinux_2_17_x86_64.whl",
]


@pytest.mark.parametrize(
    ("system", "python", "places"),
    [(0, "3.11", [0, 1, 2, 6]), (0, "3.12", [0, 1, 3, 6]), (0, "3.13", [0, 1, 6, 7]),
     (0, "3.15", [0, 1, 6, 7, 9]), (0, "3.15t", [0, 1]),
     (1, "3.12", [0, 1, 4]), (2, "3.12", [0, 1, 5, 8])],
)  # fmt: skip
def test_the_wheels_that_fit(system: int, python: str, places: list[int]) -> None:
    found = [*wheels.fitting(NAMES, wheels.SYSTEMS[system], python)]
    assert found == [NAMES[place] for place in places]


def test_of_two_wheels_that_run_the_newer_is_taken() -> None:
    old, new, plain = (
        "cryptography-50-cp311-abi3-win_amd64.whl",
        "cryptography-50-cp315-abi3.abi3t-win_amd64.whl",
        "tomli_w-1.2-py3-none-any.whl",
    )
    assert fitting.chosen([new, old, plain], "3.15") == [new, plain]
    assert fitting.chosen([old, plain, new], "3.16") == [new, plain]
    assert fitting.chosen([old, new, plain], "3.14") == [old, plain]


# The start of the zipapp

SYSTEM = f"{platform.system().lower()}-{platform.machine()}"
PROGRAM = "def main():\n    import sys\n    print(*sys.argv[1:])\n    return 7\n"


@pytest.fixture
def packed(tmp_path: Path) -> Callable[..., Path]:
    """Makes a zipapp with a program of three lines in it."""

    def make(system: str = SYSTEM, wheel: str = WHEEL) -> Path:
        with zipfile.ZipFile(tmp_path / "a.whl", "w") as program:
            program.writestr("tuiwizard/__init__.py", "")
            program.writestr("tuiwizard/cli.py", PROGRAM)
        facts = {"system": system, "pythons": ["3.0"], "digest": "abc", "wheels": [wheel]}
        with zipfile.ZipFile(tmp_path / "a.pyz", "w") as archive:
            for name, data in zipapp.program(facts).items():
                archive.writestr(name, data)
            archive.write(tmp_path / "a.whl", wheel)
        return tmp_path / "a.pyz"

    return make


def start(file: Path, unpacked: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", file, "甲", "-h"],
        env={**os.environ, "TUIWIZARD_UNPACK": str(unpacked)},
        capture_output=True,
        check=False,
        timeout=60,
    )


def test_it_unpacks_once_and_runs(packed: Callable[..., Path], tmp_path: Path) -> None:
    cache = tmp_path / "缓存"
    for _ in range(2):
        done = start(packed(), cache)
        assert (done.returncode, done.stderr) == (7, b"")
        assert done.stdout.decode().split() == ["甲", "-h"]
        assert [path.name for path in cache.iterdir()] == [f"abc-{VERSION}"]
        changed = cache / f"abc-{VERSION}" / "tuiwizard" / "cli.py"
        changed.write_text(PROGRAM + "# this one is used\n")
    assert "used" in changed.read_text()


@pytest.mark.parametrize(
    "other", [{"system": "hp-ux-pa"}, {"wheel": "a-1-cp30-cp30-any.whl"}], ids=str
)
def test_it_refuses_another_computer(
    packed: Callable[..., Path], tmp_path: Path, other: dict[str, str]
) -> None:
    done = start(packed(**other), tmp_path / "cache")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith("这个文件要在 ")
    assert other.get("system", "Python 3.0") in done.stderr.decode()
    assert "单文件版" in done.stderr.decode()
    assert not (tmp_path / "cache").exists()


def test_it_says_where_it_cannot_unpack(packed: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("")
    done = start(packed(), tmp_path / "cache")
    assert done.returncode == 2
    assert "TUIWIZARD_UNPACK" in done.stderr.decode()
    assert len(done.stderr.splitlines()) == 1


def test_the_bill_of_materials_names_what_lies_in_the_program() -> None:
    said: dict[str, Any] = {
        "metadata": {"component": {"bom-ref": "root"}},
        "components": [],
        "dependencies": [{"ref": "root", "dependsOn": ["a"]}],
    }
    sbom.add_within(said)
    refs = [one["bom-ref"] for one in said["components"]]
    assert refs[0] == "pkg:npm/%40xterm/xterm@6.0.0"
    assert said["dependencies"][0]["dependsOn"] == ["a", *refs]
    assert [one["ref"] for one in said["dependencies"][1:]] == refs


def test_what_lies_in_the_program_is_what_acceptance_compares_it_with() -> None:
    fetched = (wheels.ROOT / "tests" / "acceptance" / "install.sh").read_text("utf-8")
    for name, number in sbom.WITHIN.items():
        assert f" {name}@{number}" in fetched
