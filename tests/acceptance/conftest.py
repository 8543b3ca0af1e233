"""The tools of acceptance, and the reports they are shown; nothing that is missing is skipped."""

import os
from pathlib import Path

import pytest

from tests.published import REPORTS, committed
from tests.rules.test_corpus import NAMES, as_printed, load
from tuiwizard.forms.layout import cells
from tuiwizard.report.draft import Draft

HOSTILE = (
    "<script>alert(1)</script> & \"甲\" '乙' <b onclick=x> ]]> --> &lt; {{ 7*7 }} \ufffd \U0001f600"
)
NARRATIVE = (
    "\u3000\u3000（一）主动公开。全年更新栏目 12 个，  发布信息1,234条；“解读”<甲>&乙。\n\n"
    "（二）依申请公开。收到申请——办结率100%……*不*是_强调_，[不是](链接)，1*2*3。\n"
    "# 不是标题\n- 不是列表\n1. 不是编号\n> 不是引用\n|不是|表格|\n---\n===\n```\n    不是代码\n"
    "www.example.gov.cn http://a.gov.cn a@b.gov.cn &nbsp; &copy; :smile: :+1: $x$ ~~甲~~ \\乙"
)


@pytest.fixture(scope="session")
def tools() -> Path:
    """The folder of the npm packages."""
    named = os.environ.get("ACCEPTANCE_TOOLS", "")
    assert named, "ACCEPTANCE_TOOLS does not name the folder: use make acceptance"
    folder = Path(named)
    assert (folder / "node_modules" / "axe-core" / "axe.min.js").is_file(), folder
    return folder


@pytest.fixture(scope="session")
def published() -> dict[str, Draft]:
    """The ten reports of the corpus as printed, under words of our own."""
    beside = (f / "shared" / "corpus" for f in Path(__file__).resolve().parents)
    corpus = next((folder for folder in beside if folder.is_dir()), None)
    assert corpus is not None, "no shared corpus (../shared/corpus) beside the repository"
    own = {"overview.text": NARRATIVE, "problems.text": NARRATIVE.replace("\n", "\n甲")}
    return {name: as_printed(load(corpus, name)).draft.with_texts(own) for name in NAMES}


@pytest.fixture(scope="session")
def reports(published: dict[str, Draft]) -> dict[str, Draft]:
    """Those, an empty one of each edition, and one with hostile texts everywhere."""
    odd = committed(REPORTS[0]).draft()
    paths = ("agency.name", "agency.introduction", "overview.text", "requests.received.business")
    return {
        **published,
        "empty-2019": Draft.new(2019),
        "empty-2021": Draft.new(2021),
        "hostile": odd.with_texts(dict.fromkeys(paths, HOSTILE)),
    }


def six_digits() -> Draft:
    """A report with six digits in every cell of table 4."""
    draft = committed("pingtan-2021").draft()
    inputs = (cell.path for cell in cells(draft.edition, "appeals") if not cell.computed)
    return draft.with_texts(dict.fromkeys(inputs, "123456"))
