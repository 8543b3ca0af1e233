"""Where what a command makes goes: into files, or to standard output."""

from collections.abc import Mapping
from pathlib import Path

from tuiwizard.cli.output import emit, emit_bytes, tell
from tuiwizard.drafts import files
from tuiwizard.drafts.file_set import write_all
from tuiwizard.rendering.formats import in_bytes
from tuiwizard.words import tr


def put_out(made: str | bytes, output: str, *, force: bool) -> None:
    """Write what was made to a file and say so, or to standard output where that is meant: `-`.

    Raises:
        SaveError: The file is there and may not be overwritten, or cannot be written.
        CommandError: It is no text, and standard output is a terminal.
    """
    if output != "-":
        write_files({Path(output): in_bytes(made)}, force=force)
    elif isinstance(made, str):
        emit(made)
    else:
        emit_bytes(made)


def write_files(contents: Mapping[Path, bytes], *, force: bool, together: bool = False) -> None:
    """Write files and say so; none where one is there and may not be overwritten.

    Args:
        contents: What goes into each file.
        force: Whether files that are there are overwritten.
        together: Whether all of them are written or none, whatever happens meanwhile.

    Raises:
        SaveError: One may not be overwritten, or cannot be written.
    """
    if not force:
        for path in contents:
            files.refuse_to_overwrite(path)
    if together:
        write_all(contents)
    for path, data in contents.items():
        if not together:
            files.write_bytes(path, data)
        tell(tr("已输出 {path}", path=path))
