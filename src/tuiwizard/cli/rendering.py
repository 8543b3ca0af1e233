"""`tuiwizard render`: one report in one format, to a file or to stdout."""

from argparse import Namespace
from collections import Counter
from pathlib import Path

from tuiwizard.cli.output import emit, emit_bytes, tell
from tuiwizard.county.checked_report import check_report
from tuiwizard.county.received_file import ReceivedFile, read_draft_file
from tuiwizard.drafts import files
from tuiwizard.errors import CommandError, NotPublishable
from tuiwizard.rendering.document import stamped
from tuiwizard.rendering.formats import SUFFIXES, Format, write
from tuiwizard.rendering.markdown import Style
from tuiwizard.rules.finding import Severity
from tuiwizard.words import plural, tr

_FOR_MARKDOWN = ("tables", "heading_level", "front_matter", "day")


def render(options: Namespace) -> int:
    """Write the report, or say why not."""
    to = options.to or _format_of(options.output)
    style = _style(options, to)
    if options.charts or options.units:
        from tuiwizard.cli.charting import refuse_what_cannot_be  # most reports go without

        refuse_what_cannot_be(options)
    file = read_draft_file(options.file)
    if not options.as_draft:
        _refuse(file)
    data = write(file.draft, to, as_draft=options.as_draft, style=style)
    if options.output != "-":
        return _save_all(options, file, data)
    if to == "docx":
        emit_bytes(data)
    else:
        emit(data.decode())
    return 0


def _refuse(file: ReceivedFile) -> None:
    """Not for posting: with errors, or with queries that nobody has explained.

    What is missing, and whether it is signed, is what `rendering` looks at itself.
    """
    found = Counter(f.severity for f in check_report(file).findings if f.blocks)
    if file.draft.report.complete and found:
        amounts = []
        if wrong := found[Severity.ERROR]:
            amounts.append(plural("{n} 处错误没有改正", wrong))
        if open_ := found[Severity.QUERY]:
            amounts.append(plural("{n} 处疑问没有说明", open_))
        raise NotPublishable(
            tr(
                "不能生成公布稿：有 {amounts}，用 tuiwizard check {path} 查看",
                amounts=tr("、").join(amounts),
                path=file.path,
            )
        )


def _format_of(output: str) -> Format:
    """The format a file's name asks for: nobody wants Markdown in a file named .docx."""
    end = Path(output).suffix.lower()
    named = (to for to, suffix in SUFFIXES.items() if suffix == end)
    return next(named, "markdown")


def _style(options: Namespace, to: Format) -> Style:
    """The options of Markdown; an option that would do nothing is refused, not passed over."""
    given = {name: getattr(options, name) for name in _FOR_MARKDOWN if getattr(options, name)}
    if given and to != "markdown":
        raise CommandError(tr("--tables、--heading-level、--front-matter、--date 只用于 Markdown"))
    if "day" in given and "front_matter" not in given:
        raise CommandError(tr("--date 写在文件头里，要和 --front-matter 一起用"))
    return Style(**given)


def _save_all(options: Namespace, file: ReceivedFile, data: bytes) -> int:
    """The report and, if asked for, its pictures; none of them if one may not be overwritten."""
    target, code = Path(options.output), 0
    outputs = {stamped(target) if options.as_draft else target: data}
    if options.charts:
        from tuiwizard.cli.charting import draw

        pictures, unreadable = draw(options, file)
        outputs |= pictures
        code = 2 if unreadable else 0
    if not options.force:
        for path in outputs:
            files.keep_what_is_there(path)
    for path, content in outputs.items():
        files.write_bytes(path, content)
        tell(tr("已输出 {path}", path=path))
    return code
