"""Draft files: load, save, and create without overwriting."""

from pathlib import Path

from tuiwizard.drafts import codec, files
from tuiwizard.errors import DraftError, SaveError
from tuiwizard.report.draft import Draft


def load(path: Path) -> Draft:
    """Read a draft file.

    Raises:
        DraftError: It cannot be read, is not TOML, or is not a draft; the error names the
            file and, where known, the key and the line.
    """
    text = files.read_text(path)
    try:
        return codec.loads(text)
    except DraftError as error:
        raise error.at(path) from error.__cause__


def save(path: Path, draft: Draft) -> None:
    """Write a draft file whole, or leave what was there untouched.

    Raises:
        SaveError: It could not be written.
    """
    files.write_text(path, codec.dumps(draft))


def create(path: Path, draft: Draft, *, force: bool = False) -> None:
    """Write a new draft file.

    Raises:
        SaveError: The file is there already and `force` was not given, or it could not be
            written.
    """
    if files.is_there(path) and not force:
        raise SaveError(f"{path}：已经有这个文件，请换一个文件名，或加 --force 覆盖")
    save(path, draft)
