"""The digest of its content that a posted file names in its metadata, whichever format it has."""

import io

from tuiwizard.importing.containers import ZIP
from tuiwizard.report.content_identifier import digest_in

_PROPERTIES = "docProps/core.xml"
MAX_PROPERTIES = 1024 * 1024


def metadata_digest(data: bytes) -> str:
    """Return the digest that a file names; nothing where it names none, or several.

    Args:
        data: What is in the file. Pages, Markdown and the information of a PDF stand open in it.
    """
    metadata = _properties(data) if data.startswith(ZIP) else data
    return digest_in(metadata.decode("latin-1"))


def _properties(data: bytes) -> bytes:
    """Return the properties of a document of Office; nothing where it has none."""
    import zipfile  # pages are not packed

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed, packed.open(_PROPERTIES) as file:
            return file.read(MAX_PROPERTIES)
    except Exception:  # a damaged or a locked file raises anything
        return b""
