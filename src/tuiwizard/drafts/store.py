"""Draft files: load, save, and create without overwriting."""

from pathlib import Path

from tuiwizard.drafts import codec, files
from tuiwizard.drafts.schema_line import schema_line
from tuiwizard.errors import DraftError
from tuiwizard.report.draft import Draft
from tuiwizard.words import tr


def load(path: Path) -> Draft:
    """Read a draft file.

    Raises:
        DraftError: It cannot be read, is not TOML, or is not a draft; the error names the
            file and, where known, the key and the line.
    """
    return loads(files.read_bytes(path), path)


def loads(data: bytes, path: Path) -> Draft:
    """Return the draft that a file holds.

    Args:
        data: All that is in the file.
        path: The file, to name it.

    Raises:
        DraftError: It is not TOML, or not a draft.
    """
    text = files.text_of(data, path)
    try:
        return codec.loads(text)
    except DraftError as error:
        from tuiwizard.drafts import history  # only mistakes need it

        if history.versions(path):
            error.message += tr("；以前的版本可以用 tuiwizard history 查看和恢复")
        raise error.at(path) from error.__cause__


def save(path: Path, draft: Draft) -> None:
    """Write a draft file whole, or leave what was there untouched.

    Raises:
        SaveError: It could not be written.
    """
    files.write_text(path, schema_line(path) + codec.dumps(draft))


def create(path: Path, draft: Draft, *, force: bool = False) -> None:
    """Write a new draft file.

    Raises:
        SaveError: The file is there already and `force` was not given, or it could not be
            written.
    """
    if not force:
        files.refuse_to_overwrite(path)
    save(path, draft)
