"""A fault of the program itself, told without a traceback and without any personal text."""

import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType

from tuiwizard import __version__
from tuiwizard.words import tr

EXIT_CODE = 70
"""What the command line returns (EX_SOFTWARE)."""

_PACKAGES = ("textual", "pydantic", "tomli-w", "filelock", "platformdirs")


def sentence(error: BaseException, kept: str, report: Path | None = None) -> str:
    """One sentence about a fault.

    Args:
        error: What was raised.
        kept: What became of the person's work.
        report: The file with what the developers need to know.
    """
    what = tr("把 {report} 发给", report=report) if report else tr("把这一行告诉")
    return tr(
        "程序出错了（{error}），{kept}；请{what}开发者", error=place(error), kept=kept, what=what
    )


def place(error: BaseException) -> str:
    """The kind of an error and the line it came from."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    module = trace.tb_frame.f_globals.get("__name__", "?")
    return tr(
        "{kind}，{module} 第 {line} 行",
        kind=type(error).__name__,
        module=module,
        line=trace.tb_lineno,
    )


def write_report(
    error: BaseException, folder: Path, sizes: Mapping[str, object] | None = None
) -> Path | None:
    """Write down what the developers need to know: versions, where it went wrong, sizes.

    There is no message of an error in it, no value of a variable and no path, for each may hold
    what somebody typed or who they are.

    Args:
        error: What was raised.
        folder: Where reports are kept.
        sizes: Counts and sizes, by name.

    Returns:
        The file; None if it could not be written.
    """
    now = datetime.now().astimezone()
    file = folder / f"{now:%Y%m%dT%H%M%S%f}.txt"
    try:
        lines = [f"time {now.isoformat(timespec='seconds')}", *_versions()]
        lines += [f"{name} {value}" for name, value in (sizes or {}).items()]
        lines += ["", *_trace(error)]
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)
        file.write_text("\n".join(lines) + "\n", "utf-8")
    except Exception:  # a fault in the report must not hide the fault it is about
        return None
    return file


def _versions() -> Iterator[str]:
    import platform  # only faults need these, and the wizard starts without them
    from importlib.metadata import PackageNotFoundError, version

    yield f"tuiwizard {__version__}"
    yield f"python {platform.python_version()}"
    yield f"system {platform.system()} {platform.release()} {platform.machine()}"
    yield f"encoding {getattr(sys.stdout, 'encoding', None)}"
    for package in _PACKAGES:
        try:
            yield f"{package} {version(package)}"
        except PackageNotFoundError:
            yield f"{package} -"


def _trace(error: BaseException) -> Iterator[str]:
    """Where an error was raised and where those it came from were, outermost call first."""
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield type(link).__qualname__
        yield from _calls(link.__traceback__)
        link = link.__cause__ or link.__context__
        if link is not None:
            yield "after"


def _calls(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        code = trace.tb_frame.f_code
        module = trace.tb_frame.f_globals.get("__name__", "?")
        yield f"  {module} {code.co_qualname} line {trace.tb_lineno}"
        trace = trace.tb_next
