"""Counts how often the text of a draft is parsed."""

import pytest
import tomli


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are parsed from now on."""
    texts: list[str] = []
    loads = tomli.loads

    def parse(text: str, **options: object) -> dict[str, object]:
        texts.append(text)
        return loads(text, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(tomli, "loads", parse)
    return texts
