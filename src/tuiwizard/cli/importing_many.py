"""`tuiwizard import` over many sources: a draft of each in one folder."""

from argparse import Namespace
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from tuiwizard.cli.batch import Outcome, Tally, Task, print_all
from tuiwizard.cli.importing import read_report, report_lines, report_object, write_draft
from tuiwizard.cli.output import json_text, shown, tell
from tuiwizard.county.inbox import DRAFT, report_files
from tuiwizard.drafts import files
from tuiwizard.errors import CommandError, DraftUnreadable, TuiwizardError
from tuiwizard.importing.formats import suffixes
from tuiwizard.words import plural, tr

SUMMARY = ("files", "agreeing", "written")
"""What is counted, by its name in the JSON output."""


def import_sources(options: Namespace) -> int:
    """Read each source, and write its draft to a folder if one is given.

    Raises:
        CommandError: What is asked for cannot be done for many.
    """
    if options.agency:
        raise CommandError(tr("--agency 只能用于一份年报，请逐份读，或在草稿里改机关名称"))
    if "-" in options.sources:
        raise CommandError(tr("标准输入只能单独读，请把 - 和别的文件分开"))
    as_json, folder = options.format == "json", options.output
    tasks = _tasks([Path(source) for source in options.sources], folder)
    tally = Tally(SUMMARY)
    work = partial(import_file, year=options.year, as_json=as_json, force=options.force)
    print_all(work, tasks, tally, tr("读"), as_json=as_json)
    if folder is not None:
        tell(plural("已写入 {n} 份草稿到 {folder}", tally.counts["written"], folder=folder))
    return tally.code


def _tasks(given: Sequence[Path], folder: Path | None) -> list[Task]:
    """What is read and where each goes, in a folder that is there."""
    named = {*given}
    paths = list(report_files(given, suffixes))
    if folder is None:
        return [Task(path, named=path in named) for path in paths]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise CommandError(
            tr(
                "{folder}：{reason}，放草稿的文件夹建不了",
                folder=folder,
                reason=files.reason(error),
            )
        ) from error
    names = _names(paths)
    return [
        Task(path, folder / name, path in named) for path, name in zip(paths, names, strict=True)
    ]


def _names(paths: Sequence[Path]) -> list[str]:
    """A file name for each draft: that of its source, with a number where it is taken."""
    taken: set[str] = set()
    names = []
    for path in paths:
        name, number = path.stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{path.stem}-{number}"
        taken.add(name.casefold())
        names.append(f"{name}{DRAFT}")
    return names


def import_file(task: Task, *, year: int | None, as_json: bool, force: bool) -> Outcome:
    """Read one report and write its draft; other processes call this.

    Args:
        task: The source and its draft.
        year: The report year, if the source does not print it.
        as_json: Whether what it says is put into JSON.
        force: Whether a draft that is there may be overwritten.
    """
    path = task.path
    try:
        if path.is_dir():
            raise DraftUnreadable(tr("文件夹里没有公布的年报"), path=path)
        checked = read_report(str(path), year=year)
        if not (checked.imported.printed or task.named):
            return Outcome(path, is_report=False)
        if task.target is not None:
            write_draft(checked.imported, task.target, force=force)
    except TuiwizardError as error:
        said = str(error)
        named = said if said.startswith(str(path)) else tr("{path}：{said}", path=path, said=said)
        return Outcome(path, error.exit_code, problem=named)
    if as_json:
        draft = str(task.target) if task.target is not None else None
        said = json_text({"path": str(path), "draft": draft, **report_object(checked)})
    else:
        said = shown(report_lines(str(path), checked))
    counts = (1, int(checked.agrees), int(task.target is not None))
    return Outcome(path, 0 if checked.agrees else 1, said, counts=counts)
