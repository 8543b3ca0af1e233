"""The digest of the content as the metadata of posted files have it, to be found again there.

Dublin Core calls it the identifier, which HTML, DOCX, XLSX and PDF have a place for.
"""

import re

NAME = "dcterms.identifier"
"""What metadata call it that have names of their own."""

_SCHEME = "sha256:"
_IDENTIFIER = re.compile(rf"(?<![\w:]){_SCHEME}([0-9a-f]{{64}})(?![\w])")


def identifier(digest: str) -> str:
    """Return a digest as metadata have it."""
    return f"{_SCHEME}{digest}"


def digest_in(metadata: str) -> str:
    """Return the digest that some metadata name; nothing where they name none, or several."""
    found = set(_IDENTIFIER.findall(metadata))
    return found.pop() if len(found) == 1 else ""
