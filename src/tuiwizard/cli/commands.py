"""What each command does; imports happen when it runs."""

import gc
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from tuiwizard.cli.output import emit_json, tell


@contextmanager
def _short_lived() -> Iterator[None]:
    """For a command that makes no garbage that only a collector could find.

    To look for it while the models are built, and again at exit, would take a third of the time
    of a command that ends soon; and six hundred drafts checked in a row leave none behind.
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
    tell(f"已新建草稿 {options.draft}")
    return 0


def review(options: Namespace) -> int:
    """`tuiwizard review DRAFT`: the last step, everything else read-only."""
    from tuiwizard.drafts import files
    from tuiwizard.errors import DraftUnreadable

    if not files.is_there(options.draft):
        raise DraftUnreadable("没有这个文件，请检查文件名", path=options.draft)
    if options.plain:
        from tuiwizard import plain

        return plain.start(options.draft, step="publish", reviewing=True)
    from tuiwizard.tui import start

    return start(options.draft, step="publish", ascii_only=options.ascii, reviewing=True)


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
    """`tuiwizard import SOURCE`: what a published report says, and a draft of it."""
    from tuiwizard.cli.importing import import_source

    return import_source(
        options.source,
        output=options.output,
        agency=options.agency or "",
        year=options.year,
        as_json=options.format == "json",
        force=options.force,
    )


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
