"""What the documents say about the package holds: its example, and its types."""

import re
import subprocess
import sys
from pathlib import Path

import assent_engine

from conftest import SOURCE


def test_the_example_prints_what_it_says(ledger: Path) -> None:
    place = ledger.parent
    for each in ("regimes", "catalogues"):
        (place / each).symlink_to(SOURCE / each)
    with assent_engine.Engine(ledger, SOURCE / "regimes", actor="test", catalogue=SOURCE / "catalogues/default.toml") as engine:
        engine.import_customers(SOURCE / "tests/installed/customers.csv", SOURCE / "tests/installed/mapping.toml")
        engine.record_opt_out("A-1")
    found = re.search(r"```python\n(.*?)```\n\n```text\n(.*?)```", (SOURCE / "docs/library.md").read_text(), re.S)
    assert found is not None
    done = subprocess.run([sys.executable, "-c", found[1]], cwd=place, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout == found[2]


def test_the_types_hold() -> None:
    package = Path(assent_engine.__file__).parent
    assert (package / "py.typed").exists()
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(SOURCE / "build/python/mypy"), "-p", "assent_engine"],
        cwd=package.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout
