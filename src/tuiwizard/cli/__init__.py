"""The command line: arguments in, exit code out.

Each command imports what it needs when it runs, so that `check` and `render` start without
a screen.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

from tuiwizard import compiled_patterns, faults, words
from tuiwizard.cli.output import close_stdout, finish, tell
from tuiwizard.drafts import settings_file
from tuiwizard.errors import TuiwizardError
from tuiwizard.words import tr

INTERRUPTED = 130
"""Exit code after Ctrl+C, as shells have it."""


def program() -> NoReturn:
    """Run the command of the command line and end the process with its exit code.

    After a command that ends soon the process ends at once, as that of mypy does: to take down
    one by one the objects that it leaves would be a twentieth of its time.
    """
    code = main()
    compiled_patterns.keep()
    if _was_short():
        with suppress(OSError):  # nobody reads what argparse said
            sys.stdout.flush()
        os._exit(code)
    sys.exit(code)


def _was_short() -> bool:
    from tuiwizard.cli.registry import chosen

    try:
        return chosen(sys.argv[1:])[0].short_lived
    except TuiwizardError:  # no command is meant
        return False


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: The command line without the program's name; `sys.argv` if None.

    Returns:
        0: done, nothing wrong; 1: findings that block publishing; 2: usage, unreadable or
        unwritable file; 70: a fault of the program itself.
    """
    # No plugin of pydantic has a part in the form; the search reads every installed package.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    given = sys.argv[1:] if arguments is None else arguments
    if (language := _language(given) or _settled_language()) in words.LANGUAGES:
        words.choose(language)
    try:
        from tuiwizard.cli.registry import run  # it speaks as soon as it is loaded

        code = run(given)
        finish()
        _tell_faults_of_settings()
        return code
    except TuiwizardError as error:
        tell(str(error))
        return error.exit_code
    except SystemExit as leaving:  # argparse: -h, --version and wrong usage
        return leaving.code if isinstance(leaving.code, int) else 2
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        close_stdout()
        return 0
    except ModuleNotFoundError as error:
        tell(tr("程序没有装好，缺少 {name}，请运行 tuiwizard doctor 看怎么办", name=error.name))
        return 2
    except Exception as error:
        from tuiwizard.drafts.state_folder import state_folder

        report = faults.write_report(error, state_folder() / "faults")
        tell(faults.sentence(error, tr("已保存的草稿没有受影响"), report))
        return faults.EXIT_CODE


def _language(arguments: Sequence[str]) -> str:
    """Return the value of `--lang`, ahead of argparse, which refuses what is no language."""
    language, before = "", ""
    for argument in arguments:
        if argument == "--":
            break
        if before == "--lang":
            language = argument
        elif argument.startswith("--lang="):
            language = argument.removeprefix("--lang=")
        before = argument
    return language


def _settled_language() -> str:
    """Return the language of the settings file, unless the environment names one."""
    named = os.environ.get(words.VARIABLE)
    return "" if named else settings_file.early_word("language", words.LANGUAGES)


def _tell_faults_of_settings() -> None:
    """Say what is wrong with the settings file: when the work is done, which goes on without it."""
    if settings_file.is_written():
        from tuiwizard import settings

        for fault in settings.read().faults:
            tell(str(fault))
