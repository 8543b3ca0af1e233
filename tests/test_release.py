"""The steps of a release that need nothing built; `make release-check` does the rest."""

import re
import sys
from pathlib import Path

import pytest

from offline.wheels import ROOT
from release import changes, metadata, smoke

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
