"""Reports with the texts that offices wrote: every output is equal to its draft."""

from pathlib import Path

import pytest

from tests.posting.reports import OUTPUTS, posted
from tests.published import ROOT
from tuiwizard.drafts import store
from tuiwizard.importing import read_here
from tuiwizard.posting.comparison import Compared, compare_copy

SHARED = (folder / "shared" / "narratives" for folder in ROOT.resolve().parents)
DRAFTS = sorted(next((found for found in SHARED if found.is_dir()), ROOT).glob("base-*.toml"))


@pytest.mark.skipif(not DRAFTS, reason="../shared/narratives is not beside the repository")
@pytest.mark.parametrize("output", [output for output in OUTPUTS if output != "pdf"])
@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_every_output_of_a_report_as_written_is_equal(path: Path, output: str) -> None:
    draft = store.load(path)
    copy = read_here(*posted(draft, output, as_draft=True), "", None)
    assert compare_copy(draft, copy) == Compared(())


@pytest.mark.skipif(not DRAFTS, reason="../shared/narratives is not beside the repository")
@pytest.mark.parametrize("path", DRAFTS[::4], ids=lambda path: path.stem)
def test_the_printed_page_of_a_report_as_written_is_equal(path: Path) -> None:
    draft = store.load(path)
    copy = read_here(*posted(draft, "pdf", as_draft=True), "", None)
    assert compare_copy(draft, copy) == Compared(())
