"""The command line: arguments in, exit code out.

Each command imports what it needs when it runs, so that `check` and `render` start without
a screen.
"""

import sys
from collections.abc import Sequence

from tuiwizard.cli.output import tell
from tuiwizard.errors import TuiwizardError

FAULT = 70
"""Exit code for a fault of the program itself (EX_SOFTWARE)."""

INTERRUPTED = 130
"""Exit code after Ctrl+C, as shells have it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: The command line without the program's name; `sys.argv` if None.

    Returns:
        0: done, nothing wrong; 1: findings that block publishing; 2: usage, unreadable or
        unwritable file; 70: a fault of the program itself.
    """
    from tuiwizard.cli.parser import parse

    try:
        options = parse(sys.argv[1:] if arguments is None else arguments)
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except TuiwizardError as error:
        tell(str(error))
        return error.exit_code
    except SystemExit as leaving:  # argparse: -h, --version and wrong usage
        return leaving.code if isinstance(leaving.code, int) else 2
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _close_stdout()
        return 0
    except Exception as error:
        tell(f"程序出错了（{_where(error)}），请把这一行告诉开发者；已保存的草稿没有受影响")
        return FAULT


def _where(error: BaseException) -> str:
    """The kind of an error and the line it came from, without any of the person's text."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    module = trace.tb_frame.f_globals.get("__name__", "?")
    return f"{type(error).__name__}，{module} 第 {trace.tb_lineno} 行"


def _close_stdout() -> None:
    """Keep Python from complaining at exit that the reader of the pipe has gone."""
    import os

    sys.stdout.flush = lambda: None  # type: ignore[method-assign] # nobody listens any more
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
