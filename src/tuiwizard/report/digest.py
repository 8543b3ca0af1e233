"""The digest by which the program tells whether content is still what it was."""


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    from hashlib import sha256  # takes as long to load as a draft to read

    return sha256(content).hexdigest()
