"""What `import tuiwizard` gives: every public name, when it is asked for and not before."""

from importlib import import_module

import pytest

from tests.program import run_python

api = import_module("tuiwizard")

_LOADED = "print(*[m for m in sys.modules if m.partition('.')[0] in ('tuiwizard', 'pydantic')])"


def loaded(code: str) -> set[str]:
    done = run_python(f"import sys, tuiwizard; {code}; {_LOADED}")
    assert done.returncode == 0, done.stderr.decode()
    return {*done.stdout.decode().split()}


def test_the_package_alone_loads_nothing() -> None:
    assert loaded("dir(tuiwizard), tuiwizard.__version__") == {"tuiwizard"}


def test_a_name_loads_its_own_home() -> None:
    found = loaded("tuiwizard.load")
    assert "tuiwizard.drafts.store" in found
    assert not {m for m in found if m.startswith(("tuiwizard.rules", "tuiwizard.ledger"))}


def test_nothing_public_starts_the_screen() -> None:
    done = run_python("import sys; from tuiwizard import *; print(count, *sys.modules)")
    names = {name.partition(".")[0] for name in done.stdout.decode().split()}
    assert "pydantic" in names
    assert not names & {"textual", "rich"}


@pytest.mark.parametrize("name", api.__all__)
def test_every_name_is_there_and_says_what_it_is(name: str) -> None:
    found = getattr(api, name)
    assert found.__name__ == name
    assert found.__doc__
    assert name in dir(api)


def test_other_names_are_not_there() -> None:
    with pytest.raises(AttributeError, match="'tuiwizard' has no attribute 'sign'"):
        _ = api.sign
