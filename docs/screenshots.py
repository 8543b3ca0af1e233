"""Takes the screenshots of the documentation from the running program.

Run `python docs/screenshots.py` from the root of the repository; the pictures in docs/images
are made anew. The figures are those of a published report (tests/data), the office is not.
"""

import asyncio
import json
import os
import sys
import tempfile
from pathlib import Path

os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
os.environ["TUIWIZARD_STATE"] = tempfile.mkdtemp()
sys.path.insert(0, str(Path(__file__).parent.parent))  # for the made-up offices of the tests

from tests.county import generated
from tuiwizard.county.expected import Expected
from tuiwizard.drafts import store
from tuiwizard.report.draft import Draft
from tuiwizard.session import Session
from tuiwizard.tui.app import WizardApp
from tuiwizard.tui.desk_app import DeskApp

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
FIGURES = ROOT / "tests" / "data" / "pingtan-2021.json"


def example() -> Draft:
    """A draft whose table 3 is filled in but for one column that does not balance."""
    printed = json.loads(FIGURES.read_text("utf-8"))["printed"]
    texts = {path: str(n) for path, n in printed.items() if "total" not in path.split(".")}
    texts["requests.outcomes.granted.natural_person"] = "26"
    texts["requests.carried_out.legal_service"] = ""
    draft = Draft.new(2021, name="示例县人民政府办公室", level="county_department")
    return draft.with_texts(texts)


async def take(name: str, step: str, keys: list[str], size: tuple[int, int]) -> None:
    """Open a step, press keys, and keep the picture."""
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        app = WizardApp(Session(example(), Path("report.toml")), step=step)
        async with app.run_test(size=size) as pilot:
            await pilot.pause(2)
            await pilot.press(*keys)
            await pilot.pause(2)
            svg = app.export_screenshot(title="tuiwizard")
    (IMAGES / f"{name}.svg").write_text(svg + "\n", "utf-8")


async def take_desk(name: str, size: tuple[int, int]) -> None:
    """Open the desk on what a county office may have received, and keep the picture."""
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        received = Path("收到的年报")
        generated.write(received, 40)
        for number, texts in enumerate(({"appeals.review.upheld": ""}, {"overview.text": ""}), 40):
            path = received / f"{number:05}-{generated.name(number)}.toml"
            store.save(path, generated.unit(number).with_texts(texts))
        (received / "00042-乙镇.toml").write_text("= 1\n", "utf-8")
        app = DeskApp(received, (Expected("安安县平安镇人民政府"),))
        async with app.run_test(size=size) as pilot:
            await pilot.pause(8)
            await pilot.press("4")
            await pilot.pause(2)
            svg = app.export_screenshot(title="tuiwizard desk")
    (IMAGES / f"{name}.svg").write_text(svg + "\n", "utf-8")


async def main() -> None:
    """Take all pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    await take("table3", "requests", [], (120, 36))
    await take("text", "overview", ["f6"], (120, 30))
    await take("publish", "publish", [], (120, 26))
    await take_desk("desk", (120, 30))


if __name__ == "__main__":
    asyncio.run(main())
