"""`tuiwizard doctor`: the examination as text or JSON, and a bundle to send."""

from argparse import Namespace
from pathlib import Path

from tuiwizard.cli.grammar import Parser, with_force, with_format
from tuiwizard.cli.output import emit_json, say, tell
from tuiwizard.doctor.bundle import contents, packed, secrets
from tuiwizard.doctor.check import Check, State
from tuiwizard.doctor.environment import Environment, observe
from tuiwizard.doctor.examination import as_object, examine, summary
from tuiwizard.drafts import files
from tuiwizard.words import tr

_WORDS = {
    State.OK: tr("正常"),
    State.WARN: tr("留意"),
    State.BAD: tr("不行"),
    State.UNKNOWN: tr("不明"),
}


def add_arguments(parser: Parser) -> None:
    """Add the bundle."""
    with_format(parser)
    parser.add_argument(
        "--bundle",
        metavar="ZIP",
        type=Path,
        help=tr("另写一个诊断包，去掉了个人信息，可以发给别人"),
    )
    with_force(parser)


def run(options: Namespace) -> int:
    """Examine this computer and say what was found.

    Returns:
        0: nothing is bad; 1: something is.

    Raises:
        SaveError: The bundle cannot be written.
    """
    if options.bundle is not None and not options.force:
        files.refuse_to_overwrite(options.bundle)
    environment = observe()
    checks = examine(environment)
    if options.format == "json":
        emit_json(as_object(environment, checks))
    else:
        _say(checks)
    if options.bundle is not None:
        _write(options.bundle, environment, checks)
    return 1 if any(check.state is State.BAD for check in checks) else 0


def _say(checks: tuple[Check, ...]) -> None:
    for check in checks:
        say(
            tr(
                "{words}  {title}：{found}",
                words=_WORDS[check.state],
                title=check.title,
                found=check.found,
            )
        )
        if check.cure:
            say(tr("      办法：{cure}", cure=check.cure))
    amounts = summary(checks)
    say(
        tr("共 ")
        + tr("，").join(
            tr("{words} {amounts} 项", words=_WORDS[state], amounts=amounts[state])
            for state in State
        )
    )


def _write(bundle: Path, environment: Environment, checks: tuple[Check, ...]) -> None:
    """Write the bundle, and say what is in it: nobody should send what they do not know of."""
    folders = {trial.folder.name: trial.folder.path for trial in environment.trials}
    faults = folders["state_folder"] / "faults" if "state_folder" in folders else None
    inside = contents(environment, checks, faults, secrets(environment, Path.home()))
    files.write_bytes(bundle, packed(inside))
    tell(
        tr(
            "已写好诊断包 {bundle}，里面是 {inside}，发出去之前可以打开看看",
            bundle=bundle,
            inside=tr("、").join(inside),
        )
    )
