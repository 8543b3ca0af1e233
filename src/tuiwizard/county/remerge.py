"""A merged report opened again: a late report is added, nothing twice and nothing lost.

The draft names every report that is in it, by its file and the digest of its content. All of
them are read again; what might be a mistake is refused, and the sentence says what settles it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from tuiwizard.county.addends import addends, changed_by_hand
from tuiwizard.county.let_in import EVERYBODY, NOBODY, LetIn
from tuiwizard.county.merge import MergeResult, figures_digest, figures_text, merge
from tuiwizard.county.merge_input import MergeInput
from tuiwizard.drafts import files, history, named_files, store
from tuiwizard.drafts.paths import named_file, named_from
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.report.draft import Draft
from tuiwizard.report.metadata import Source
from tuiwizard.rules.report_ref import SHOWN, agency_key
from tuiwizard.words import plural, tr


class Options(NamedTuple):
    """What a person has said about adding up again.

    Attributes:
        agency: Another name for the agency; empty leaves it.
        level: Another level; empty leaves it.
        let_in: Which reports count although their figures are not fit.
        update: Whether a report that has changed takes the place of the one that was added.
        force: Whether figures that were changed by hand give way to the sum.
    """

    agency: str = ""
    level: str = ""
    let_in: LetIn = NOBODY
    update: bool = False
    force: bool = False


def merge_into(
    output: Path,
    known: Draft | None,
    given: Iterable[MergeInput],
    read: Callable[[Iterable[Path]], Iterable[MergeInput]],
    options: Options,
) -> MergeResult:
    """Add up reports; where the draft is a sum already, add what is new to it.

    Args:
        output: The file of the draft.
        known: The draft that is there, if it is a sum.
        given: The reports, none of which is in the sum.
        read: Reads the files of reports, and leaves out those that cannot be read.
        options: What a person has said.
    """
    named = named_from(output)
    if known is not None:
        sources, opened = source_files(known, output), sources_to_open(known, output)
        found = {report.path: report for report in read(opened)}
        unopened = sources.keys() - opened.keys()
        return remerge(known, sources, found, tuple(given), options, unopened, named=named)
    return merge(
        given,
        options.agency,
        level=options.level,
        let_in=options.let_in,
        named=named,
    )


def write_sum(output: Path, draft: Draft) -> None:
    """Write a sum; what was there before stays in the history.

    Raises:
        SaveError: It could not be written.
    """
    if files.is_there(output):
        history.keep(output, files.read_bytes(output), history.REPLACED)
    store.save(output, draft)
    named_files.choose(output, source_files(draft, output))


def source_files(draft: Draft, path: Path) -> dict[Path, Source]:
    """Return the files that a merged draft was made from.

    Args:
        draft: The draft.
        path: Its file.
    """
    return {named_file(path, source.path): source for source in draft.sources}


def sources_to_open(draft: Draft, path: Path) -> dict[Path, Source]:
    """Return those of the files that may be opened: a draft may be from anybody."""
    allowed = named_files.permission(path)
    return {f: source for f, source in source_files(draft, path).items() if allowed(source.path)}


def remerge(
    draft: Draft,
    sources: Mapping[Path, Source],
    found: Mapping[Path, MergeInput],
    given: Sequence[MergeInput],
    options: Options,
    unopened: Collection[Path] = (),
    *,
    named: Callable[[Path], str] = str,
) -> MergeResult:
    """Add up again what a merged draft is made of, and what has come since.

    Args:
        draft: The merged draft.
        sources: What it names, by file.
        found: What these files hold now; those that cannot be read are absent.
        given: The reports that were given now, other files than these.
        options: What the person has said.
        unopened: The files that were not opened, for nobody here has chosen them.
        named: How the draft names the file of a source.
    """
    said = _decisions(sources, found, given, options, unopened)
    merged = merge(
        (*(d.kept for d in said if d.kept), *given),
        options.agency or draft.agency_name,
        level=options.level,
        let_in=options.let_in.also(digests=(source.sha256 for source in sources.values())),
        named=named,
    )
    by_hand = _changed_by_hand(draft, sources, (*found.values(), *given), merged.draft)
    unsettled = [decision.refused for decision in said if decision.refused]
    unsettled += _other_year(draft, merged.draft)
    if by_hand and not options.force:
        unsettled.append(_hand_made(draft, by_hand))
    unsettled = unsettled or list(_lost(sources, merged))
    made = None
    if merged.draft is not None and not unsettled:
        made = _with_sum(draft, merged.draft, options)
    notes = tuple(decision.note for decision in said if decision.note)
    return replace(merged, draft=made, unsettled=tuple(unsettled), notes=notes, by_hand=by_hand)


class _Decision(NamedTuple):
    """What becomes of one source: it is kept, replaced by what was given, or refused."""

    kept: MergeInput | None = None
    note: str = ""
    refused: str = ""


def _decisions(
    sources: Mapping[Path, Source],
    found: Mapping[Path, MergeInput],
    given: Iterable[MergeInput],
    options: Options,
    unopened: Collection[Path],
) -> list[_Decision]:
    news: dict[str, list[MergeInput]] = {}
    for report in given:
        news.setdefault(agency_key(report.ref.agency), []).append(report)
    return [
        _unopened(path, source)
        if path in unopened and agency_key(source.agency) not in news
        else _decide(
            path, source, found.get(path), news.get(agency_key(source.agency), []), options
        )
        for path, source in sources.items()
    ]


def _unopened(path: Path, source: Source) -> _Decision:
    return _Decision(
        refused=tr(
            "“{agency}”的年报 {path} 不在汇总稿的文件夹里，没有打开；请连同它一起给出",
            agency=source.agency,
            path=path,
        )
    )


def _decide(
    path: Path, source: Source, now: MergeInput | None, news: Sequence[MergeInput], options: Options
) -> _Decision:
    whose = tr("“{agency}”的年报", agency=source.agency)
    if news:
        files = tr("、").join(report.ref.file for report in news)
        same = any(report.ref.sha256 == source.sha256 for report in news)
        if now is None and same:
            return _Decision(note=tr("{whose}移到了 {files}，内容没有变", whose=whose, files=files))
        if options.update:
            return _Decision(note=tr("{whose}换成了 {files}", whose=whose, files=files))
        alike = tr("内容一样，请去掉一份") if same else tr("内容不同；要换成新的，加 --update")
        return _Decision(
            refused=tr(
                "{whose}已经加过（{path}），现在又有 {files}，{alike}",
                whose=whose,
                path=path,
                files=files,
                alike=alike,
            )
        )
    if now is None:
        return _Decision(
            refused=tr(
                "{whose} {path} 读不到了；请放回原处，或给出移到别处的那一份；"
                "确实不要了，就删去草稿里它的 [[sources]]，再加 --force",
                whose=whose,
                path=path,
            )
        )
    if now.ref.sha256 == source.sha256:
        return _Decision(now)
    if options.update:
        return _Decision(
            now, tr("{whose} {path} 有改动，已按现在的内容重新加", whose=whose, path=path)
        )
    return _Decision(
        refused=tr(
            "{whose} {path} 汇总以后有改动；要按现在的内容重新加，加 --update",
            whose=whose,
            path=path,
        )
    )


def _other_year(draft: Draft, merged: Draft | None) -> Iterator[str]:
    if merged is not None and merged.year != draft.year:
        yield tr(
            "这份草稿是 {year} 年的，来源都是 {year2} 年的，请把草稿的年度改回来",
            year=draft.year,
            year2=merged.year,
        )


def _changed_by_hand(
    draft: Draft,
    sources: Mapping[Path, Source],
    reports: Iterable[MergeInput],
    merged: Draft | None,
) -> tuple[str, ...]:
    """Return the cells that are not the sum of the sources; what it leaves blank is free.

    In one that was made before the addends were kept, and of which a report has changed since,
    the digest tells whether anything was changed, and the new sum is compared with instead.
    """
    if merged is None or merged.year != draft.year:
        return ()
    added = addends(draft)
    if added is not None:
        return changed_by_hand(draft, added)
    before = _before(sources, reports)
    if before is None and draft.summed == figures_digest(draft):
        return ()
    right, now = figures_text(before or merged), figures_text(draft)
    return tuple(path for path, text in right.items() if text and now[path] != text)


def _before(sources: Mapping[Path, Source], reports: Iterable[MergeInput]) -> Draft | None:
    """Return the sum as it was; None where a report that was in it is gone or has changed."""
    by_content = {report.ref.sha256: report for report in reports}
    if not all(source.sha256 in by_content for source in sources.values()):
        return None
    were = (by_content[source.sha256] for source in sources.values())
    return merge(were, "", let_in=EVERYBODY).draft


def _hand_made(draft: Draft, paths: Sequence[str]) -> str:
    cells = (cells_by_path(draft.edition, path.partition(".")[0])[path] for path in paths[:SHOWN])
    more = plural(" 等 {n} 格", len(paths)) if len(paths) > SHOWN else ""
    return tr(
        "{labels}{more}和来源之和不同，汇总以后手改过；"
        "请改在那个单位的年报里，或加 --force 换成各份之和",
        labels=tr("、").join(f"“{cell.label}”" for cell in cells),
        more=more,
    )


def _lost(sources: Mapping[Path, Source], merged: MergeResult) -> Iterator[str]:
    """Yield why sources would drop out of the sum, which nobody has asked for."""
    files = {report.path for report in merged.added}
    agencies = {agency_key(report.ref.agency) for report in merged.added}
    reasons = {agency_key(report.ref.agency): report.why_not for report in merged.left_out}
    for path, source in sources.items():
        key = agency_key(source.agency)
        if not merged.refused and path not in files and key not in agencies:
            yield (
                tr(
                    "“{agency}”原来加过，现在的年报{reason}；请先改好，或加 --include {agency}",
                    agency=source.agency,
                    reason=reasons.get(key) or tr("机关名称没有填"),
                )
            )


def _with_sum(draft: Draft, merged: Draft, options: Options) -> Draft:
    """Return the draft with new sums; its texts, explanations and sign-off stay."""
    cover = {"agency.name": options.agency, "agency.level": options.level}
    texts = {path: text for path, text in (figures_text(merged) | cover).items() if text}
    return replace(draft.with_texts(texts), sources=merged.sources, summed=merged.summed)
