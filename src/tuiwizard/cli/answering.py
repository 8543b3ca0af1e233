"""`tuiwizard DRAFT --answers FILE`: the wizard with nobody at the keyboard."""

from argparse import Namespace
from types import SimpleNamespace

from tuiwizard.cli.output import say, tell
from tuiwizard.errors import CommandError
from tuiwizard.plain.answers import read_answers
from tuiwizard.plain.narration import finding_lines, listed
from tuiwizard.plain.unattended import apply
from tuiwizard.words import plural, tr


def answer(options: Namespace | SimpleNamespace) -> int:
    """Give the answers of a file, and say what became of them.

    Returns:
        0: nothing blocks publishing, and all that was asked for was done; 1: something blocks,
        or an answer was refused.

    Raises:
        CommandError: The command line asks for more than a file can answer.
        TuiwizardError: A file cannot be read or written.
    """
    if options.draft is None:
        raise CommandError(tr("--answers 要和草稿一起给：tuiwizard DRAFT --answers FILE"))
    if options.step is not None:
        raise CommandError(tr("--answers 从头到尾都答，不能和 --step 一起用"))
    answers = read_answers(options.answers)
    applied = apply(options.draft, answers, options.previous)
    for sentence in (*applied.done, *applied.refused):
        tell(sentence)
    session = applied.session
    blocking = (finding for finding in session.findings() if finding.blocks)
    for line in finding_lines(session, listed(session.draft, blocking)):
        say(line)
    verdict = plural("还有 {n} 个问题", applied.blocking) if applied.blocking else tr("检查通过")
    tell(
        tr(
            "已保存 {path}，{verdict}，{status}",
            path=session.path,
            verdict=verdict,
            status=session.sign_off_words,
        )
    )
    return int(bool(applied.refused or applied.blocking))
