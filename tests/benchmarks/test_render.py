"""How long `tuiwizard render` takes as a whole process, against Python with pydantic alone."""

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.benchmarks.terminal import middle
from tests.program import COMMAND, environment
from tests.published import REPORTS, committed
from tests.signing import signed
from tuiwizard.drafts import store

BARE = (
    sys.executable,
    "-c",
    "import pydantic\nclass M(pydantic.BaseModel):\n    x: int\n",
)
ROUNDS = 25
ALLOWED = 1.3


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which modules are compiled once, as they are where they are installed."""
    cache = str(tmp_path_factory.mktemp("pycache"))
    return environment(PYTHONDONTWRITEBYTECODE="", PYTHONPYCACHEPREFIX=cache)


@pytest.mark.parametrize("name", REPORTS)
def test_render_to_markdown(name: str, tmp_path: Path, compiled: dict[str, str]) -> None:
    def seconds(command: Sequence[str]) -> float:
        start = time.perf_counter()
        subprocess.run(command, env=compiled, check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - start

    draft = tmp_path / "draft.toml"
    store.save(draft, signed(committed(name).draft()))
    render = (*COMMAND, "render", str(draft))
    seconds(BARE)
    seconds(render)
    pairs = [(seconds(BARE), seconds(render)) for _ in range(ROUNDS)]  # in turn: load hits both
    bare, whole = middle([pair[0] for pair in pairs]), middle([pair[1] for pair in pairs])
    ratio = middle([whole / bare for bare, whole in pairs])
    print(
        f"\nrender {name}: {whole * 1000:.0f} ms, pydantic alone {bare * 1000:.0f} ms, {ratio:.2f}"
    )
    assert ratio < ALLOWED
