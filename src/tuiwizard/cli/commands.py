"""What each command does; imports happen when it runs."""

import gc
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from tuiwizard.cli.output import emit, emit_json, tell
from tuiwizard.words import tr


@contextmanager
def _short_lived() -> Iterator[None]:
    """For a command that makes no garbage that only a collector could find.

    To look for it while the models are built, and again at exit, would take a third of the time
    of a command that ends soon. Many files are another matter (`many.deal_with`).
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def wizard(options: Namespace) -> int:
    """`tuiwizard [DRAFT] [--step S]`: the wizard on the screen, or line by line."""
    if options.answers is not None:
        from tuiwizard.cli.answering import answer

        return answer(options)
    if options.plain:
        from tuiwizard import plain

        return plain.start(options.draft, step=options.step, previous=options.previous)
    from tuiwizard.tui import start

    return start(
        options.draft, step=options.step, previous=options.previous, ascii_only=options.ascii
    )


def new(options: Namespace) -> int:
    """`tuiwizard new DRAFT --agency NAME --year Y`."""
    from tuiwizard.drafts import last_year, store
    from tuiwizard.importing import published
    from tuiwizard.report.draft import Draft

    draft = Draft.new(options.year, name=options.agency, level=options.level or "")
    if options.previous is not None:
        draft, _ = last_year.remember(draft, options.draft, options.previous, published)
    store.create(options.draft, draft, force=options.force)
    tell(tr("已新建草稿 {path}", path=options.draft))
    return 0


def review(options: Namespace) -> int:
    """`tuiwizard review DRAFT`: the last step, everything else read-only."""
    from tuiwizard.drafts import files
    from tuiwizard.errors import DraftUnreadable

    if not files.is_there(options.draft):
        raise DraftUnreadable(tr("没有这个文件，请检查文件名"), path=options.draft)
    if options.plain:
        from tuiwizard import plain

        return plain.start(options.draft, step="publish", reviewing=True)
    from tuiwizard.tui import start

    return start(options.draft, step="publish", ascii_only=options.ascii, reviewing=True)


def desk(options: Namespace) -> int:
    """`tuiwizard desk FOLDER`: the county desk on the screen."""
    from tuiwizard.county.expected import read_list
    from tuiwizard.tui import start_desk

    expected = () if options.expect is None else read_list(options.expect)
    return start_desk(options.folder, expected, ascii_only=options.ascii)


def check(options: Namespace) -> int:
    """`tuiwizard check FILE|FOLDER...`."""
    with _short_lived():
        from tuiwizard.cli.checking import check_files

        return check_files(
            options.files, as_json=options.format == "json", previous=options.previous
        )


def render(options: Namespace) -> int:
    """`tuiwizard render FILE`: to a file, or to stdout."""
    with _short_lived():
        from tuiwizard.cli import rendering

        return rendering.render(options)


def import_(options: Namespace) -> int:
    """`tuiwizard import SOURCE...`: what published reports say, and drafts of them."""
    from pathlib import Path

    from tuiwizard.county.inbox import is_folder

    if len(options.sources) > 1 or is_folder(Path(options.sources[0])):
        from tuiwizard.cli.importing_many import import_sources

        return import_sources(
            options.sources,
            folder=options.output,
            agency=options.agency or "",
            year=options.year,
            as_json=options.format == "json",
            force=options.force,
        )
    from tuiwizard.cli.importing import import_source

    return import_source(
        options.sources[0],
        output=options.output,
        agency=options.agency or "",
        year=options.year,
        as_json=options.format == "json",
        force=options.force,
    )


def export(options: Namespace) -> int:
    """`tuiwizard export FILE|FOLDER...`: every figure of every report as one table."""
    with _short_lived():
        from tuiwizard.cli import exporting

        return exporting.export(options)


def merge(options: Namespace) -> int:
    """`tuiwizard merge FILE... -o DRAFT --agency NAME`."""
    with _short_lived():
        from tuiwizard.cli.merging import merge_files

        return merge_files(options)


def diff(options: Namespace) -> int:
    """`tuiwizard diff A B`, or `tuiwizard diff PARENT --children FILE...`."""
    from tuiwizard.cli.comparing import compare_two, compare_with_children
    from tuiwizard.errors import CommandError

    as_json = options.format == "json"
    if (options.right is None) == (options.children is None):
        raise CommandError(tr("请给出要比较的两份年报，或一份年报和 --children"))
    if options.children is not None:
        return compare_with_children(options.left, options.children, as_json=as_json)
    return compare_two(options.left, options.right, as_json=as_json)


def history(options: Namespace) -> int:
    """`tuiwizard history DRAFT`: list, show, compare or restore versions."""
    from tuiwizard.cli import versions

    for number, run in (
        (options.restore, versions.restore),
        (options.show, versions.show),
        (options.compare, versions.compare),
    ):
        if number is not None:
            return run(options.draft, number)
    return versions.list_versions(options.draft)


def schema(options: Namespace) -> int:
    """`tuiwizard schema [--edition E]`: JSON Schema on stdout, or a file of answers to fill in."""
    if options.answers:
        from tuiwizard.cli.output import emit
        from tuiwizard.plain.template import template

        emit(template(options.edition))
        return 0
    from tuiwizard.drafts.schema import schema as draft_schema

    emit_json(draft_schema(options.edition))
    return 0


def doctor(options: Namespace) -> int:
    """`tuiwizard doctor`: whether this computer suits the program."""
    from tuiwizard.cli.doctor import doctor as examine

    return examine(as_json=options.format == "json", bundle=options.bundle, force=options.force)


def completion(options: Namespace) -> int:
    """`tuiwizard completion SHELL`: the script that docs/completions.py has made."""
    from importlib.resources import files

    emit((files("tuiwizard.cli") / "completions" / options.shell).read_text("utf-8"))
    return 0
