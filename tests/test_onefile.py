"""The start of the one-file program: what it refuses, that it unpacks once; nothing is built."""

import hashlib
import io
import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable
from pathlib import Path
from pyexpat import EXPAT_VERSION
from typing import Any

import pytest

from offline import sbom
from onefile import build, folder, interpreter, materials

pytestmark = pytest.mark.skipif(platform.system() != "Linux", reason="a shell script for Linux")

PYTHON = """#!/bin/sh
[ "$1" = -I ] || exit 9
shift 3
printf '%s|' "$@"
exit 7
"""
"""What stands for the interpreter: says what it was given."""


UNPACKER = "#!/bin/sh\n[ $# -eq 0 ] || exit 0\nexec cat\n"
"""What stands for xz: nothing is packed smaller."""


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Path]:
    """Makes both variants around an interpreter of a few lines; returns the one file."""

    def make(unpacker: str = UNPACKER) -> Path:
        whole = tmp_path / "whole"
        (whole / "bin").mkdir(parents=True)
        build.write_start(whole / "bin" / "python3", PYTHON.encode())
        build.write_start(whole / "tuiwizard", build.start("small"))
        (whole / "whole").touch()
        (whole / "aaa").write_bytes(b"a" * 200_000)
        return build.one_file(unpacker.encode(), archive(whole), tmp_path / "small")

    return make


def archive(whole: Path) -> bytes:
    stream = io.BytesIO()
    build.pack(whole, "small", stream)
    return stream.getvalue()


def start(
    file: Path, *arguments: str, tools: str = "/usr/bin:/bin", **more: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["sh", file, *arguments],
        env={"PATH": tools, "LC_ALL": "C.UTF-8", **more},
        capture_output=True,
        check=False,
        timeout=60,
    )


def refusal(done: subprocess.CompletedProcess[bytes]) -> str:
    """The one sentence."""
    assert (done.returncode, done.stdout) == (2, b"")
    (line,) = done.stderr.decode().splitlines()
    return line


def tools(folder: Path, **scripts: str) -> str:
    """A PATH on which some commands say something else."""
    folder.mkdir()
    for name, script in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    return f"{folder}:/usr/bin:/bin"


def test_it_unpacks_once_and_runs(made: Callable[..., Path], tmp_path: Path) -> None:
    cache = tmp_path / "缓 存"
    file = made()
    for _ in range(2):
        done = start(file, "甲 乙", "-h", "", TUIWIZARD_UNPACK=str(cache))
        assert (done.returncode, done.stdout.decode(), done.stderr) == (7, "甲 乙|-h||", b"")
        (unpacked,) = cache.iterdir()
        changed = unpacked / "bin" / "python3"
        changed.write_text(PYTHON + "# this one is used\n")
    assert "used" in changed.read_text()
    assert unpacked.stat().st_mode & 0o022 == 0


@pytest.mark.parametrize(
    ("variables", "place"),
    [({"HOME": "h"}, "h/.cache/tuiwizard"), ({"HOME": "h", "XDG_CACHE_HOME": "c"}, "c/tuiwizard")],
)
def test_it_unpacks_into_a_folder_of_the_persons_own(
    made: Callable[..., Path], tmp_path: Path, variables: dict[str, str], place: str
) -> None:
    done = start(made(), **{name: str(tmp_path / value) for name, value in variables.items()})
    assert done.returncode == 7
    assert len([*(tmp_path / place).iterdir()]) == 1


def test_two_at_once_unpack_for_each_other(made: Callable[..., Path], tmp_path: Path) -> None:
    file, cache = made(), tmp_path / "cache"
    both = [
        subprocess.Popen(
            ["sh", file, "x"], env={"PATH": "/usr/bin:/bin", "TUIWIZARD_UNPACK": str(cache)},
            stdout=subprocess.PIPE,
        )
        for _ in range(6)
    ]  # fmt: skip
    assert [process.communicate(timeout=60)[0] for process in both] == [b"x|"] * 6
    (unpacked,) = cache.iterdir()
    assert sorted(path.name for path in unpacked.iterdir()) == [
        "aaa", "bin", "tuiwizard", "whole",
    ]  # fmt: skip


def test_the_folder_starts_from_anywhere(made: Callable[..., Path], tmp_path: Path) -> None:
    made()
    with tarfile.open(fileobj=io.BytesIO(archive(tmp_path / "whole"))) as packed:
        packed.extractall(tmp_path / "放 在", filter="data")
    (tmp_path / "link").symlink_to(tmp_path / "放 在" / "small" / "tuiwizard")
    done = start(tmp_path / "link", "甲")
    assert (done.returncode, done.stdout.decode(), done.stderr) == (7, "甲|", b"")


def test_the_same_folder_makes_the_same_bytes(made: Callable[..., Path], tmp_path: Path) -> None:
    before = made().read_bytes()
    for path in (tmp_path / "whole").rglob("*"):
        os.utime(path, (1, 1))
    again = archive(tmp_path / "whole")
    assert build.one_file(UNPACKER.encode(), again, tmp_path / "small").read_bytes() == before


# What it refuses


@pytest.mark.parametrize("glibc", ["2.12", "2.5", "2.16.90"])
@pytest.mark.parametrize("variant", ["small", "whole/tuiwizard"])
def test_an_older_system_gets_a_sentence(
    made: Callable[..., Path], tmp_path: Path, glibc: str, variant: str
) -> None:
    made()
    old = tools(tmp_path / "tools", getconf=f"echo glibc {glibc}")
    done = start(tmp_path / variant, tools=old, TUIWIZARD_UNPACK=str(tmp_path / "cache"))
    assert refusal(done) == (
        f"这里的系统太旧，不能运行：glibc 是 {glibc}，要 2.17 或更新，请在新一些的系统上运行"
    )
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("said", ["echo glibc 2.17", "echo glibc 2.100", "exit 1", "echo other"])
def test_others_are_tried(made: Callable[..., Path], tmp_path: Path, said: str) -> None:
    known = tools(tmp_path / "tools", getconf=said)
    done = start(made(), tools=known, TUIWIZARD_UNPACK=str(tmp_path / "cache"))
    assert (done.returncode, done.stderr) == (7, b"")


def test_another_machine_gets_a_sentence(made: Callable[..., Path], tmp_path: Path) -> None:
    other = tools(tmp_path / "tools", uname="[ $1 = -m ] && echo sparc64 || echo SunOS")
    done = start(made(), tools=other, TUIWIZARD_UNPACK=str(tmp_path / "cache"))
    assert refusal(done) == (
        f"这个程序是 {build.SYSTEM} 用的，这里是 SunOS-sparc64，请换成这里用的那一个"
    )


def test_executables_that_do_not_start(made: Callable[..., Path], tmp_path: Path) -> None:
    """Another C library, or a disk from which nothing may be run."""
    cache = tmp_path / "cache"
    said = refusal(start(made("#!/no/such/loader\n"), TUIWIZARD_UNPACK=str(cache)))
    assert said.startswith("这里不能运行它：要用 glibc 2.17 或更新的 Linux")
    assert [*cache.iterdir()] == []


@pytest.mark.parametrize("kept", [0.5, 0.9])
def test_a_file_that_was_not_copied_whole(
    made: Callable[..., Path], tmp_path: Path, kept: float
) -> None:
    file = made()
    file.write_bytes(file.read_bytes()[: int(file.stat().st_size * kept)])
    cache = tmp_path / "cache"
    said = refusal(start(file, TUIWIZARD_UNPACK=str(cache)))
    assert said == f"{file} 不完整，请重新复制这个文件"
    assert [*cache.iterdir()] == []


@pytest.mark.parametrize("tar", ["exit 2", 'PATH=/usr/bin:/bin; tar "$@"; exit 2'])
def test_a_disk_that_is_full(made: Callable[..., Path], tmp_path: Path, tar: str) -> None:
    """tar may leave nothing, or all of it with some files cut short."""
    full = tools(tmp_path / "tools", tar=tar)
    cache = tmp_path / "cache"
    said = refusal(start(made(), tools=full, TUIWIZARD_UNPACK=str(cache)))
    assert said.startswith(f"不能全部解开到 {cache}，请把环境变量 TUIWIZARD_UNPACK 设为")
    assert [*cache.iterdir()] == []


def test_a_folder_nobody_may_write(made: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("")
    said = refusal(start(made(), TUIWIZARD_UNPACK=str(tmp_path / "cache")))
    assert said.startswith("不能解开到 ")
    assert "TUIWIZARD_UNPACK" in said


def test_ctrl_c_while_it_unpacks_leaves_nothing(made: Callable[..., Path], tmp_path: Path) -> None:
    slow = tools(tmp_path / "tools", tar=f"touch '{tmp_path}/begun'; exec sleep 30")
    file, cache = made(), tmp_path / "cache"
    with subprocess.Popen(
        ["sh", file], env={"PATH": slow, "TUIWIZARD_UNPACK": str(cache)}, process_group=0
    ) as process:
        while not (tmp_path / "begun").exists():
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
    assert process.returncode in (130, -signal.SIGINT)
    assert [*cache.iterdir()] == []


# What it is made of


def test_what_a_file_wants_of_the_system(tmp_path: Path) -> None:
    file = tmp_path / "a.so"
    file.write_bytes(b"\x7fELF..\0GLIBC_2.2.5\0GLIBC_2.17\0GLIBC_2.4\0GLIBC_PRIVATE\0")
    assert folder.wants(file) == (2, 17)
    folder.check_age(tmp_path)
    file.write_bytes(b"\x7fELF..\0GLIBC_2.2.5\0GLIBC_2.28\0")
    with pytest.raises(SystemExit, match=r"a\.so wants glibc 2\.28, newer than 2\.17"):
        folder.check_age(tmp_path)
    file.write_bytes(b"text\0GLIBC_2.28\0")
    assert folder.wants(file) == ()


def test_a_real_executable_is_read() -> None:
    assert (2,) < folder.wants(Path(shutil.which("sh") or "")) < (3,)


DEBIAN = f"""
Hash: SHA512

Source: python{interpreter.VERSION}
Version: 3.13.5-2+deb13u5
Checksums-Sha1:
 11 2 python3.13_3.13.5.orig.tar.xz
Checksums-Sha256:
 aa 2 python3.13_3.13.5.orig.tar.xz
 bb 3 python3.13_3.13.5-2+deb13u5.debian.tar.xz
Files:
 22 2 python3.13_3.13.5.orig.tar.xz
"""
PACKAGES = {
    "zlib": "zlib1g-dev_1%3a1.2.13.dfsg-1_amd64.deb",
    "libffi": "libffi-dev_3.4.4-1+b2_amd64.deb",
    "sqlite3": "libsqlite3-dev_3.40.1-2+deb12u2_amd64.deb",
    "xz-utils": "liblzma-dev_5.4.1-1+deb12u1_arm64.deb",
}
EXPAT = EXPAT_VERSION.removeprefix("expat_")


def carried(name: str, version: str) -> dict[str, Any]:
    """What the interpreter's own list says of a source."""
    cpe = {"referenceType": "cpe23Type", "referenceLocator": f"cpe:2.3:a:x:{name}:{version}:*"}
    sums = [{"algorithm": "SHA256", "checksumValue": "cc"}]
    whence = {"downloadLocation": f"x/{name}.zip", "checksums": sums}
    return {"name": name, "versionInfo": version, "externalRefs": [cpe], **whence}


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """What is left in the folder in which the interpreter was built."""
    (tmp_path / f"python{interpreter.VERSION}_3.13.5-2.dsc").write_text(DEBIAN)
    for file in PACKAGES.values():
        (tmp_path / file).write_text(file)
    listed = tmp_path / f"python{interpreter.VERSION}-3.13.5" / "Misc" / "sbom.spdx.json"
    listed.parent.mkdir(parents=True)
    packages = [carried("expat", "0.1"), carried("libb2", "0.98.1")]
    listed.write_text(json.dumps({"packages": packages}))
    return tmp_path


def sums(component: dict[str, Any]) -> dict[str, str]:
    return {
        one["url"]: found["content"]
        for one in component.get("externalReferences", ())
        for found in one["hashes"]
    }


def test_the_interpreter_is_named_with_its_source(built: Path) -> None:
    made = materials.source(built)
    assert (made["version"], made["type"]) == ("3.13.5-2+deb13u5", "platform")
    assert made["purl"].startswith("pkg:deb/debian/python3.13@3.13.5-2%2Bdeb13u5?arch=source")
    assert made["cpe"].startswith("cpe:2.3:a:python:python:3.13.5:")
    assert sums(made) == {
        "python3.13_3.13.5-2.dsc": hashlib.sha256(DEBIAN.encode()).hexdigest(),
        "python3.13_3.13.5.orig.tar.xz": "aa",
        "python3.13_3.13.5-2+deb13u5.debian.tar.xz": "bb",
    }


def test_every_library_in_it_is_named_with_its_package(built: Path) -> None:
    made = {one["name"]: one for one in materials.libraries(built)}
    assert {name: one["version"] for name, one in made.items()} == {
        "zlib": "1:1.2.13.dfsg-1",
        "libffi": "3.4.4-1",
        "sqlite3": "3.40.1-2+deb12u2",
        "xz-utils": "5.4.1-1+deb12u1",
    }
    for name, file in PACKAGES.items():
        assert sums(made[name]) == {file: hashlib.sha256(file.encode()).hexdigest()}
    said = [one["licenses"] for one in made.values()]
    assert said[0] == [{"license": {"id": "Zlib"}}]
    assert said[3] == [{"license": {"name": "public domain"}}]


def test_what_its_source_carries_has_the_version_that_runs(built: Path) -> None:
    expat, libb2 = materials.carried(built, Path(sys.executable))
    assert (expat["version"], sums(expat)) == (EXPAT, {})
    assert expat["cpe"] == f"cpe:2.3:a:x:expat:{EXPAT}:*"
    assert (libb2["version"], sums(libb2)) == ("0.98.1", {"x/libb2.zip": "cc"})


def test_a_source_whose_licence_nobody_has_looked_up_stops_the_build(built: Path) -> None:
    (listed,) = built.glob("*/Misc/sbom.spdx.json")
    listed.write_text(json.dumps({"packages": [carried("new", "1")]}))
    with pytest.raises(KeyError, match="new"):
        list(materials.carried(built, Path(sys.executable)))


def test_the_program_needs_the_interpreter_and_that_its_libraries(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: dict[str, Any] = {}
    program = {"metadata": {"component": {"bom-ref": "root"}}, "components": []}
    bare = {**program, "dependencies": [{"ref": "root"}]}
    compiler = "lib/python3.11/site-packages/ziglang-0.17.1.dist-info"
    (tmp_path / compiler).mkdir(parents=True)
    monkeypatch.setattr(interpreter, "TOOLS", tmp_path)
    monkeypatch.setattr(folder, "version", lambda _: "1.2.3")
    monkeypatch.setattr(sbom, "listed", lambda *_: bare)
    monkeypatch.setattr(sbom, "save", lambda said, _: written.update(said))
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python3").symlink_to(sys.executable)
    materials.write(tmp_path, tmp_path / "bill", built)
    needs = {one["ref"]: one.get("dependsOn", []) for one in written["dependencies"]}
    assert {*needs} == {"root", *(one["bom-ref"] for one in written["components"])}
    python, compiled = needs["root"]
    assert compiled == "pkg:pypi/ziglang@0.17.1"
    assert [ref.partition("@")[0].rpartition("/")[2] for ref in needs[python]] == [
        *PACKAGES, "expat", "libb2",
    ]  # fmt: skip
