"""The steps of a release that need nothing built; `make release-check` does the rest."""

import platform
import re
import sqlite3
import ssl
import sys
from pathlib import Path
from typing import Any

import pytest

from offline import sbom, wheels
from offline.wheels import ROOT
from release import changes, check, collect, frozen, metadata, publish, sdist_alone, smoke, systems
from release.workflows import FOLDER as WORKFLOWS

README = (ROOT / "README.md").read_text("utf-8")
ADDRESS = "https://forge.example/owner/project"


# On a package index


def test_every_link_of_the_readme_leads_to_a_file_of_the_tag() -> None:
    text = metadata.absolute(README, ADDRESS, "v1")
    targets = re.findall(r"!?\[[^\]]*\]\(([^)]+)\)", text)
    assert len(targets) > 10
    for target in targets:
        assert target.startswith("https://"), target
        kind, _, file = target.removeprefix(f"{ADDRESS}/").partition("/v1/")
        if target.startswith(ADDRESS):
            assert kind == ("raw" if file.endswith((".png", ".svg")) else "blob")
            assert (ROOT / file.partition("#")[0]).exists(), target


def test_what_leads_elsewhere_stays() -> None:
    text = "[a](https://a.example/b) [c](#d) [e](mailto:f@g.example) `[`"
    assert metadata.absolute(text, ADDRESS, "v1") == text


def test_a_release_knows_its_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(metadata.ADDRESS, f"{ADDRESS}/")
    found: dict[str, object] = {}
    metadata.Metadata(str(ROOT), {}).update(found)
    assert isinstance(found["urls"], dict)
    assert all(url.startswith(ADDRESS) for url in found["urls"].values())
    assert found["readme"] == {
        "content-type": "text/markdown",
        "text": metadata.absolute(README, ADDRESS, f"v{metadata.version(ROOT)}"),
    }


def test_elsewhere_no_address_is_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(metadata.ADDRESS, raising=False)
    found: dict[str, object] = {}
    metadata.Metadata(str(ROOT), {}).update(found)
    assert found == {"readme": {"content-type": "text/markdown", "text": README}}


# The version


def test_source_and_changelog_name_one_version() -> None:
    version = metadata.version(ROOT)
    text = changes.notes(tag=f"v{version}")
    assert text.startswith("### ")
    assert "\n## " not in text


@pytest.mark.parametrize(
    ("source", "newest", "tag"),
    [("1.2.0", "1.2.1", ""), ("1.2.1", "1.2.0", "v1.2.1"), ("1.2.0", "1.2.0", "v1.2.1")],
)
def test_versions_that_differ_stop_the_release(
    tmp_path: Path, source: str, newest: str, tag: str
) -> None:
    (tmp_path / "src" / "tuiwizard").mkdir(parents=True)
    (tmp_path / "src" / "tuiwizard" / "__init__.py").write_text(f'__version__ = "{source}"\n')
    (tmp_path / "CHANGELOG.md").write_text(f"# Changes\n\n## [{newest}] - 2026-11-27\n\n- A.\n")
    with pytest.raises(SystemExit, match="The versions differ"):
        changes.notes(tmp_path, tag)


# The story that is told with every build


@pytest.mark.skipif(sys.platform == "win32", reason="its pty is another")
def test_the_story_is_told_with_the_program() -> None:
    lines = smoke.tell([sys.executable, "-m", "tuiwizard"], ["md", "docx"])
    assert [line.split()[2] for line in lines][:3] == ["--version", "new", "check"]
    assert "pty" in lines[-1]


@pytest.mark.parametrize(
    ("program", "why"),
    [
        ("print('something else')", "expected 'tuiwizard '"),
        ("raise SystemExit('no')", "exit 1, not 0"),
        ("print('tuiwizard 1')", "exit 0, not 1"),
    ],
)
def test_a_program_that_does_not_work_is_noticed(program: str, why: str) -> None:
    with pytest.raises(smoke.Failed, match=why):
        smoke.tell([sys.executable, "-c", program])


# The workflow and `make release-check`

RUN = re.compile(r"^ *- run: (?P<command>.+)$", re.MULTILINE)
FLAGS = re.compile(r" (--really|--formats [a-z,]+|PYTHON=python|\"\$GITHUB_REF_NAME\")")


def commands(name: str) -> list[str]:
    """What the steps of a workflow run, without what only makes them fit the place."""
    said = RUN.findall((WORKFLOWS / name).read_text("utf-8"))
    assert len(said) > 5
    return [FLAGS.sub("", one).replace(".venv/bin/python", "python") for one in said]


@pytest.mark.parametrize("name", ["ci.yml", "release.yml"])
def test_every_step_is_a_command_of_the_repository(name: str) -> None:
    targets = re.findall(r"^([\w./$()-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    for command in commands(name):
        first, *rest = command.split()
        if first == "make":
            assert set(rest) <= {*targets, ".venv/supply/.ready"}, command
        elif rest[:2] == ["-m", "pip"]:
            assert (ROOT / rest[-1]).is_file()
            assert "--require-hashes" in rest
        elif first == "python":
            package, _, module = rest[1].partition(".")
            assert (ROOT / "packaging" / package / f"{module}.py").is_file(), command
        else:
            assert (ROOT / first).stat().st_mode & 0o100, command


def test_what_the_workflow_releases_is_checked_here() -> None:
    """But for what prepares a machine, and what another system builds."""
    here = " ".join(" ".join(command) for _, command in check.STEPS)
    for command in commands("release.yml"):
        done = re.search(r"(?:-m (release\.\w+)|make (\w+))", command)
        if done and "frozen" not in command:
            assert (done[1] or done[2]) in here, command


@pytest.mark.parametrize("name", ["ci.yml", "release.yml"])
def test_what_others_wrote_is_named_by_its_commit(name: str) -> None:
    for used in re.findall(r"uses: (.+)", (WORKFLOWS / name).read_text("utf-8")):
        assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v[\d.]+", used)


def test_the_parts_that_are_run_of_the_sdist_are_there() -> None:
    for part in sdist_alone.PART:
        assert (ROOT / part).exists(), part


def test_every_python_that_is_packed_is_tried_somewhere() -> None:
    """By all tests on every change, or by the story in a Debian and at every release."""
    tested = re.findall(r'"(3\.\d+)"', (WORKFLOWS / "ci.yml").read_text("utf-8"))
    released = re.findall(r'"(3\.\d+)"', (WORKFLOWS / "release.yml").read_text("utf-8"))
    tried = {*released} & {python for system in systems.SYSTEMS for python in system.new}
    assert {*wheels.PYTHONS} <= {*tested} | tried


def test_a_step_that_fails_ends_the_check(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    say = (sys.executable, "-c")
    steps = (("one", (*say, "print(1)")), ("two", (*say, "raise SystemExit(3)")), ("three", say))
    monkeypatch.setattr(check, "STEPS", steps)
    lines = check.run()
    assert next(lines).endswith("one")
    with pytest.raises(SystemExit, match="two"):
        next(lines)
    assert capfd.readouterr().out == "1\n"


# What is published


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """What a build leaves, in small."""
    number = metadata.version(ROOT)
    own = ("-linux-x86_64", "-linux-x86_64.tar.gz", "-linux-x86_64.cdx.json")
    ends = ("-py3-none-any.whl", ".tar.gz", *own)
    for name in (*(f"tuiwizard-{number}{end}" for end in ends), "tuiwizard-0.0.1.tar.gz"):
        (tmp_path / name).write_text(name)
    (tmp_path / "offline" / "wheels").mkdir(parents=True)
    (tmp_path / "offline" / "sbom.cdx.json").write_text("{}")
    (tmp_path / "offline" / "wheels" / "a.whl").write_text("a")
    return tmp_path


def test_a_release_is_summed_and_holds_only_its_own(dist: Path) -> None:
    folder = collect.collect(dist)
    number = metadata.version(ROOT)
    names = {path.name.replace(number, "N") for path in folder.iterdir()}
    own = ("-linux-x86_64", "-linux-x86_64.tar.gz", "-linux-x86_64.cdx.json")
    ends = (*own, "-offline.zip", "-py3-none-any.whl", ".cdx.json", ".tar.gz")
    assert names == {
        *(f"tuiwizard-N{end}" for end in ends),
        "SHA256SUMS",
    }
    assert collect.check(folder) == []
    first = (folder / "SHA256SUMS").read_bytes()
    assert (collect.collect(dist) / "SHA256SUMS").read_bytes() == first


def test_a_file_that_was_changed_added_or_lost_is_named(dist: Path) -> None:
    folder = collect.collect(dist)
    lost, changed = sorted(path for path in folder.iterdir() if path.name != "SHA256SUMS")[:2]
    lost.unlink()
    changed.unlink()
    changed.write_text("changed")
    (folder / "added").write_text("added")
    assert collect.check(folder) == sorted(["added", changed.name, lost.name])


@pytest.mark.parametrize("end", ["-py3-none-any.whl", ".tar.gz"])
def test_no_release_without_wheel_and_sdist(dist: Path, end: str) -> None:
    (dist / f"tuiwizard-{metadata.version(ROOT)}{end}").unlink()
    with pytest.raises(SystemExit, match="There is no dist/"):
        collect.collect(dist)


def test_the_index_gets_wheel_and_sdist_and_nothing_else(dist: Path) -> None:
    command = publish.to_index(collect.collect(dist))
    number = metadata.version(ROOT)
    assert [Path(word).name for word in command[-2:]] == [
        f"tuiwizard-{number}-py3-none-any.whl",
        f"tuiwizard-{number}.tar.gz",
    ]
    assert command[-3:-2] == ["always"]  # nothing stands between
    assert "--trusted-publishing" in command


def test_where_the_python_is_not_ours_the_bill_of_materials_names_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: dict[str, Any] = {}
    program = {"metadata": {"component": {"bom-ref": "root"}}, "components": []}
    bare = {**program, "dependencies": [{"ref": "root"}]}
    monkeypatch.setattr(sbom, "TOOLS", Path(sys.executable))
    monkeypatch.setattr(sbom, "listed", lambda *_: bare)
    monkeypatch.setattr(sbom, "save", lambda said, _: written.update(said))
    frozen.bill(tmp_path / "bill")
    named = {one["name"]: one["version"] for one in written["components"]}
    assert named["cpython"] == platform.python_version()
    assert named["sqlite3"] == sqlite3.sqlite_version
    assert named["openssl"] in ssl.OPENSSL_VERSION
    assert written["components"][0]["type"] == "platform"
    python = f"pkg:generic/cpython@{platform.python_version()}"
    assert written["dependencies"][0]["dependsOn"] == [python]
