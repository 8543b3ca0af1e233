"""The digest of the content, in the metadata of every output, and found there again."""

import io
import zipfile

import pytest

from tests.published import REPORTS, committed
from tests.signing import signed
from tuiwizard.importing import read_here
from tuiwizard.importing.metadata_digest import metadata_digest
from tuiwizard.rendering.formats import FORMATS, write
from tuiwizard.rendering.style import PLAIN
from tuiwizard.report.sign_off import posted_digest

WITHOUT_METADATA = {"fragment"}
"""What goes into the page of somebody else, whose metadata are theirs."""


@pytest.mark.parametrize("to", [to for to in FORMATS if to not in WITHOUT_METADATA])
@pytest.mark.parametrize("name", REPORTS)
def test_every_output_names_the_digest_of_what_is_posted(name: str, to: str) -> None:
    draft = signed(committed(name).draft())
    found = read_here(write(draft, to), f"copy{FORMATS[to].suffix}", "", None)
    assert found.digest == posted_digest(draft)
    assert metadata_digest(write(draft, to, as_draft=True)) == posted_digest(draft)


def test_front_matter_names_it_and_nothing_behind_the_page_does() -> None:
    draft = committed("pingtan-2021").draft()
    page = write(draft, "markdown", as_draft=True, style=PLAIN._replace(front_matter=True))
    assert metadata_digest(page) == posted_digest(draft)
    assert page.count(b"sha256:") == 1


def test_what_names_none_or_several_has_none() -> None:
    one, other = (f"sha256:{digit * 64}" for digit in "ab")
    assert metadata_digest(f"{one} {one}".encode()) == "a" * 64
    for text in ("", "sha256:abc", f"{one}c", f"x{one}", f"{one} {other}"):
        assert metadata_digest(text.encode()) == ""


def test_packed_files_without_properties_have_none() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("other.xml", f"sha256:{'a' * 64}")
    assert metadata_digest(packed.getvalue()) == ""
    assert metadata_digest(packed.getvalue()[:30]) == ""
