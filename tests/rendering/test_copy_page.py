"""The page with one button: what it holds, and that nothing but its own script runs."""

import base64
import hashlib
import re

from tests.rendering.final import fragment
from tuiwizard.importing.extraction import extract
from tuiwizard.importing.sources import read_source
from tuiwizard.rendering.copy_page import copy_page
from tuiwizard.report.draft import Draft


def test_it_holds_the_fragment_and_one_button(complete: Draft) -> None:
    held = fragment(complete)
    made = copy_page(held, "甲.<b>")
    assert held in made
    assert "<title>甲.&lt;b&gt;</title>" in made
    assert made.count("<button") == 1
    found = extract(read_source(made.encode(), "a.html"))
    assert found.missing == ()


def test_only_its_own_script_runs(complete: Draft) -> None:
    made = copy_page(fragment(complete), "甲")
    (script,) = re.findall(r"<script>(.*?)</script>", made, re.DOTALL)
    hashed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', made)
    assert policy.startswith("default-src 'none';")
    assert f"script-src 'sha256-{hashed}'" in policy
