"""The scripts' syntax: none newer than the browsers that docs/theme.md names."""

import json
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted([*ROOT.glob("templates/assets/*.js"), *ROOT.glob("site_builder/**/*.js")])
LANGUAGE = 2021
PARSE = """const [, acorn, version] = process.argv, text = require("fs").readFileSync(0, "utf8");
try { require(acorn).parse(text, {ecmaVersion: Number(version), sourceType: "module"}); console.log("null"); }
catch (error) { console.log(JSON.stringify(error.message)); }"""


@pytest.fixture
def fault_in(judge):
    """Tell what in a script is not of that year's language, None where all is."""
    acorn = judge("acorn/dist/acorn.js")

    def find(text):
        command = ["node", "-e", PARSE, str(acorn), str(LANGUAGE)]
        done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=60, check=True)
        return json.loads(done.stdout)

    return find


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_has_the_syntax_of_the_oldest_browsers(script, fault_in):
    assert fault_in(script.read_text("utf-8")) is None


@pytest.mark.parametrize(
    "newer", ["class Each { #own = 1; }", "const word = /[a--b]/v;", "await import('./a.js');"]
)
def test_newer_syntax_is_noticed(newer, fault_in):
    assert fault_in(newer)
