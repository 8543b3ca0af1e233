"""Counts how often the text of a draft is parsed."""

import pytest

from tuiwizard.drafts import toml_text


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are parsed from now on."""
    texts: list[str] = []
    tables_of = toml_text.tables_of

    def parse(text: str) -> dict[str, object]:
        texts.append(text)
        return tables_of(text)

    monkeypatch.setattr(toml_text, "tables_of", parse)
    return texts
