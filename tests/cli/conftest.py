"""Commands run in this process, and the drafts they are given."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.published import committed
from tests.signing import signed
from tuiwizard.cli import main
from tuiwizard.drafts import store
from tuiwizard.report.draft import Draft


@dataclass(frozen=True)
class Done:
    """A command that has run."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """Stdout as text."""
        return self.out.decode()

    @property
    def sentence(self) -> str:
        """The one sentence on stderr, proved to be one and Chinese."""
        (line,) = self.err.splitlines()
        assert any("\u4e00" <= character <= "\u9fff" for character in line), line
        assert "Traceback" not in line
        return line


Run = Callable[..., Done]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs a command in this process."""

    def command(*arguments: str | Path) -> Done:
        capfdbinary.readouterr()
        code = main([str(argument) for argument in arguments])
        sys.stdout.flush()
        sys.stderr.flush()
        out, err = capfdbinary.readouterr()
        return Done(code, out, err.decode())

    return command


@pytest.fixture(params=["guanyuan-2019", "pingtan-2021"])
def draft(request: pytest.FixtureRequest) -> Draft:
    """A complete report, signed, on each edition of the form."""
    return signed(committed(request.param).draft())


@pytest.fixture
def complete(tmp_path: Path, draft: Draft) -> Path:
    """Its file."""
    path = tmp_path / "complete.toml"
    store.save(path, draft)
    return path


@pytest.fixture
def unbalanced(tmp_path: Path) -> Path:
    """A report finished but for a column that does not balance and a figure that is none."""
    path = tmp_path / "unbalanced.toml"
    draft = committed("pingtan-2021").draft()
    carried, cell = "requests.carried_out.business", "appeals.review.upheld"
    store.save(path, draft.with_texts({carried: "1", cell: "一件"}))
    return path


@pytest.fixture
def empty_folder(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "empty"
    folder.mkdir()
    yield folder
