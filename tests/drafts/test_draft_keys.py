"""docs/draft-keys.md is what the schema says."""

import pytest

from docs.draft_keys import page
from tests.published import ROOT
from tuiwizard.drafts.schema import draft_schema
from tuiwizard.forms.years import editions

PAGE = ROOT / "docs" / "draft-keys.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "make docs"


@pytest.mark.parametrize("edition", editions())
def test_every_key_is_named(edition: str) -> None:
    schema = draft_schema(edition)
    tables = [schema, *schema["$defs"].values()]
    chapter = page().partition(f"## {edition} ")[2].partition("\n## ")[0]
    for key in (key for table in tables for key in table["properties"]):
        assert f"| `{key}`" in chapter
