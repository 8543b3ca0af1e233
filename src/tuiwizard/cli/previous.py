"""Last year's report, where `drafts` and `importing` meet: neither knows the other."""

from tuiwizard.report.draft import Draft


def published(data: bytes, name: str) -> Draft:
    """A published report as a draft; its reader is loaded when there is one to read."""
    from tuiwizard.importing.published import published_draft

    return published_draft(data, name)
