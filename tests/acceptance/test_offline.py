"""The program without a network: the offline folder and the zipapp, made and used."""

import json
import os
import platform
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from packaging.metadata import Metadata
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from offline import bundle, sbom, wheels, zipapp
from tests.pty.clerk import wait_for_step
from tests.pty.terminal import Terminal
from tests.published import committed
from tests.signing import signed
from tuiwizard.drafts import store

PYTHON = "{}.{}".format(*sys.version_info)
HERE = f"{platform.system().lower()}-{platform.machine()}"
PINS = {
    name: lines.split()[0].partition("==")[2]
    for name, lines in (wheels.pins("build") | wheels.pins("run")).items()
}
PAIRS = [(system, python) for system in wheels.SYSTEMS for python in wheels.PYTHONS]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("offline") / "离线 包"
    bundle.pack(made)
    return made


@pytest.fixture(scope="module")
def alone() -> tuple[str, ...]:
    """What runs a command where there is no network, if this system has it."""
    found = ("unshare", "--map-root-user", "--net")
    if not shutil.which(found[0]):
        return ()
    done = subprocess.run([*found, "true"], capture_output=True, check=False)
    return found if done.returncode == 0 else ()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("家")


def clean(home: Path) -> dict[str, str]:
    """The environment of somebody who has nothing, and no way to anything."""
    nowhere = "http://127.0.0.1:9"
    return {
        "HOME": str(home),
        "PATH": "/usr/bin:/bin",
        "LC_ALL": "C.UTF-8",
        "PYTHON": sys.executable,
        "PIP_NO_INDEX": "1",
        "PIP_INDEX_URL": nowhere,
        **dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), nowhere),
    }


def run(
    command: Iterable[str | Path], home: Path, folder: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*map(str, command)],
        env=clean(home),
        cwd=folder or home,
        capture_output=True,
        check=False,
        timeout=120,
    )


@pytest.fixture(scope="module")
def installed(folder: Path, home: Path, alone: tuple[str, ...]) -> tuple[str, ...]:
    done = run([*alone, "sh", folder / "install.sh"], home)
    assert done.returncode == 0, done.stderr.decode()
    assert "已安装" in done.stdout.decode()
    return (str(home / ".local" / "bin" / "tuiwizard"),)


@pytest.fixture(scope="module")
def unpacking(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    made = zipapp.make(folder / "wheels", tmp_path_factory.mktemp("zipapp"))
    (file,) = (path for path in made if HERE in path.name)
    return (sys._base_executable, "-I", str(file))  # type: ignore[attr-defined]


@pytest.fixture(params=["installed", "unpacking"])
def command(request: pytest.FixtureRequest, alone: tuple[str, ...]) -> tuple[str, ...]:
    """The program, in either way, without a network."""
    return (*alone, *request.getfixturevalue(request.param))


# What is in it


@pytest.mark.parametrize(
    ("system", "python"), PAIRS, ids=[f"{system.name}-{python}" for system, python in PAIRS]
)
def test_all_that_is_needed_is_there(
    folder: Path, tmp_path: Path, system: wheels.System, python: str
) -> None:
    """As pip sees it, and once more with the conditions of the other system."""
    wanted = f"tuiwizard[{','.join(wheels.EXTRAS)}]"
    done = run([*DRY, wanted, *elsewhere(folder, tmp_path, system, python)], tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    names = [path.name for path in (folder / "wheels").glob("*.whl")]
    fitting: dict[str, str] = {}
    for name in wheels.fitting(names, system, python):
        project, version, _, _ = parse_wheel_filename(name)
        assert project not in fitting, f"two of {project}"
        fitting[project] = name
        assert project == "tuiwizard" or str(version) == PINS[project]
    assert {*closure(folder / "wheels", fitting, system, python)} == {*fitting} - {"pip"}


DRY = (sys.executable, "-m", "pip", "install", "--dry-run", "--quiet", "--isolated", "--no-index")


def elsewhere(
    folder: Path, target: Path, system: wheels.System, python: str
) -> Iterable[str | Path]:
    """What makes pip install for another computer, from the folder alone."""
    yield from ("--find-links", folder / "wheels", "--only-binary", ":all:", "--target", target)
    yield from ("--implementation", "cp", "--python-version", python)
    for name in system.platforms:
        yield from ("--platform", name)


def closure(
    folder: Path, names: dict[str, str], system: wheels.System, python: str
) -> Iterable[str]:
    """What the program needs on another system, by the conditions in the wheels themselves."""
    windows = system.name.startswith("windows")
    there = {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "sys_platform": "win32" if windows else "linux",
        "platform_system": "Windows" if windows else "Linux",
        "os_name": "nt" if windows else "posix",
        "platform_machine": "AMD64" if windows else system.name.partition("-")[2],
    }
    found: set[tuple[str, str]] = set()
    wanted = [("tuiwizard", extra) for extra in ("", *wheels.EXTRAS)]
    while wanted:
        name, extra = wanted.pop()
        if (name, extra) in found:
            continue
        found.add((name, extra))
        for need in needs(folder / names[name]):
            if need.marker is None or need.marker.evaluate({**there, "extra": extra}):
                wanted += [(canonicalize_name(need.name), e) for e in ("", *need.extras)]
    return {name for name, _ in found}


def needs(wheel: Path) -> list[Requirement]:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (n for n in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", n))
        return Metadata.from_email(archive.read(name), validate=False).requires_dist or []


def test_the_sums_are_what_sha256sum_says(folder: Path) -> None:
    done = subprocess.run(
        ["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=folder, check=False, timeout=60
    )
    assert done.returncode == 0


def test_the_bill_of_materials_lists_what_is_installed(folder: Path) -> None:
    said = json.loads((folder / "sbom.cdx.json").read_text("utf-8"))
    assert said["bomFormat"] == "CycloneDX"
    assert said["metadata"]["component"]["name"] == "tuiwizard"
    names = [path.name for path in (folder / "wheels").glob("*.whl")]
    here = next(system for system in wheels.SYSTEMS if system.name == HERE)
    fitting = map(parse_wheel_filename, wheels.fitting(names, here, PYTHON))
    wanted = {(name, str(version)) for name, version, *_ in fitting}
    found = {
        (canonicalize_name(one["name"]), one["version"])
        for one in (*said["components"], said["metadata"]["component"])
    }
    within = {(canonicalize_name(name), version) for name, version in sbom.WITHIN.items()}
    assert found == within | {(name, version) for name, version in wanted if name != "pip"}
    assert len(said["dependencies"]) >= len(found)
    assert str(folder.parent) not in json.dumps(said)


def test_what_is_no_bill_of_materials_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        sbom.save({"bomFormat": "CycloneDX", "components": 3}, tmp_path / "bill")
    assert not (tmp_path / "bill").exists()


def test_the_same_commit_makes_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "wheels", tmp_path / "wheels", copy_function=os.link)
    ours = next((tmp_path / "wheels").glob("tuiwizard-*.whl"))
    before = ours.read_bytes()
    ours.unlink()
    wheels.build(ours.parent)
    assert ours.read_bytes() == before
    first = [file.read_bytes() for file in zipapp.make(folder / "wheels", tmp_path / "1")]
    second = [file.read_bytes() for file in zipapp.make(tmp_path / "wheels", tmp_path / "2")]
    assert first == second


def test_a_changed_wheel_is_refused(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy, copy_function=os.link)
    wheel = next((copy / "wheels").glob("textual-*.whl"))
    data = bytearray(wheel.read_bytes())
    wheel.unlink()
    data[len(data) // 2] ^= 1
    wheel.write_bytes(data)
    done = run(["sh", copy / "install.sh"], tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == (
        f"离线包里的 wheels/{wheel.name} 被改动过或损坏了，没有安装，请重新复制\n"
    )
    assert not (tmp_path / ".local").exists()


# The main story


def test_a_report_from_nothing(command: Sequence[str], home: Path, tmp_path: Path) -> None:
    def tuiwizard(*arguments: str, code: int = 0) -> str:
        done = run([*command, *arguments], home, tmp_path)
        assert done.returncode == code, done.stderr.decode()
        return done.stdout.decode()

    tuiwizard("new", "report.toml", "--agency", "甲县乙镇人民政府", "--year", "2025")
    assert "未完成" in tuiwizard("check", "report.toml", code=1)
    assert "甲县乙镇人民政府" in tuiwizard("render", "report.toml", "--as-draft")
    store.save(tmp_path / "whole.toml", signed(committed("pingtan-2021").draft()))
    tuiwizard("render", "whole.toml", "-o", "whole.docx")
    tuiwizard("render", "whole.toml", "-o", "whole.html")
    for source in ("whole.docx", "whole.html"):  # the extra is there, and its machine code
        tuiwizard("import", source, "-o", f"{source}.toml")
        read = store.load(tmp_path / f"{source}.toml")
        whole = store.load(tmp_path / "whole.toml")
        assert read.report.section("requests") == whole.report.section("requests")
    said = tuiwizard("doctor")
    for line in ("正常  依赖的程序包：", "正常  附加包 office：", "正常  附加包 pdf："):
        assert line in said


def test_the_wizard_opens(command: Sequence[str], home: Path, tmp_path: Path) -> None:
    with Terminal(
        "report.toml", folder=tmp_path, command=command, PYTHONPATH="", HOME=str(home)
    ) as t:
        wait_for_step(t, "agency")
        t.send("2025", "\r")
        t.wait_for("2025年度")
        assert t.leave() == 0
    assert store.load(tmp_path / "report.toml").year == 2025


def test_unpacked_once_and_whole(unpacking: Sequence[str], tmp_path: Path) -> None:
    """Two at once unpack for each other; nothing but the whole remains."""
    both = [
        subprocess.Popen([*unpacking, "--version"], env=clean(tmp_path), stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    for process in both:
        out, _ = process.communicate(timeout=120)
        assert (process.returncode, out[:10]) == (0, b"tuiwizard ")
    (whole,) = (tmp_path / ".cache" / "tuiwizard").iterdir()
    assert re.fullmatch(r"[0-9a-f]{16}-3\.\d+", whole.name)
