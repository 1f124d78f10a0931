"""A small carrier with three customers: A-1 has local service, A-2 mobile, and A-3 has left."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import assent_engine

SOURCE = Path(__file__).resolve().parents[3]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    file = tmp_path / "carrier.ledger"
    assent_engine.create_ledger(file)
    return file


@pytest.fixture
def engine(ledger: Path) -> Iterator[assent_engine.Engine]:
    with assent_engine.Engine(
        ledger, SOURCE / "regimes", catalogue=SOURCE / "catalogues/default.toml", actor="test"
    ) as opened:
        counts = opened.import_customers(
            SOURCE / "tests/installed/customers.csv", SOURCE / "tests/installed/mapping.toml"
        )
        assert counts.added == 3 and counts.imported
        yield opened
