"""`tuiwizard doctor`: the examination as text or JSON, and a bundle to send."""

from pathlib import Path

from tuiwizard.cli.output import emit_json, say, tell
from tuiwizard.doctor.bundle import contents, packed, secrets
from tuiwizard.doctor.check import Check, State
from tuiwizard.doctor.environment import Environment, observe
from tuiwizard.doctor.examination import as_object, examine, summary
from tuiwizard.drafts import files

_WORDS = {
    State.OK: "正常",
    State.WARN: "留意",
    State.BAD: "不行",
    State.UNKNOWN: "不明",
}


def doctor(*, as_json: bool, bundle: Path | None, force: bool) -> int:
    """Examine this computer and say what was found.

    Args:
        as_json: Print one JSON object instead of text.
        bundle: The zip file to write for who can help; none without it.
        force: Whether a file that is there may be overwritten.

    Returns:
        0: nothing is bad; 1: something is.

    Raises:
        SaveError: The bundle cannot be written.
    """
    if bundle is not None and not force:
        files.keep_what_is_there(bundle)
    environment = observe()
    checks = examine(environment)
    if as_json:
        emit_json(as_object(environment, checks))
    else:
        _say(checks)
    if bundle is not None:
        _write(bundle, environment, checks)
    return 1 if any(check.state is State.BAD for check in checks) else 0


def _say(checks: tuple[Check, ...]) -> None:
    for check in checks:
        say(f"{_WORDS[check.state]}  {check.title}：{check.found}")
        if check.cure:
            say(f"      办法：{check.cure}")
    amounts = summary(checks)
    say("共 " + "，".join(f"{_WORDS[state]} {amounts[state]} 项" for state in State))


def _write(bundle: Path, environment: Environment, checks: tuple[Check, ...]) -> None:
    """The bundle, and what is in it, for nobody should send what they have not been told of."""
    places = {trial.place.name: trial.place.folder for trial in environment.trials}
    faults = places["state_folder"] / "faults" if "state_folder" in places else None
    inside = contents(environment, checks, faults, secrets(environment, Path.home()))
    files.write_bytes(bundle, packed(inside))
    tell(f"已写好诊断包 {bundle}，里面是 {'、'.join(inside)}，发出去之前可以打开看看")
