"""Plain values in and out; use the package's own names instead."""

from collections.abc import Iterable
from typing import Any

class Engine:
    def close(self) -> None: ...
    def closed(self) -> bool: ...
    def reload(self) -> None: ...
    def index_state(self) -> int: ...
    def decide(self, account: str, telephone: str, country: str, question: dict[str, Any], /) -> dict[str, Any]: ...
    def decide_many(
        self, accounts: Iterable[str | None], question: dict[str, Any], /
    ) -> tuple[bytearray, bytearray, str]: ...
    def record(
        self, kind: int, account: str, telephone: str, country: str, given: dict[str, Any], /
    ) -> dict[str, Any]: ...
    def import_customers(
        self,
        file: str,
        mapping: str,
        rejects: str,
        run: str,
        actor: str,
        effective: int | None,
        strict: bool,
        complete: bool,
    ) -> dict[str, Any]: ...
    def scrub(self, given: dict[str, Any], /) -> dict[str, Any]: ...

def open(
    ledger: str,
    rule_packs: str,
    catalogue: str,
    regime: str,
    actor: str,
    index: str,
    threads: int,
    read_only: bool,
    /,
) -> Engine: ...
def connect(
    url: str,
    *,
    key_file: str,
    key_variable: str,
    authorities: str,
    certificate: str,
    certificate_key: str,
    timeout_ms: int,
    batch_timeout_ms: int,
    tries: int,
    batch: int,
    plain: bool,
) -> Engine: ...
def version() -> str: ...
def reason_table() -> dict[int, str]: ...
def reason_meaning(reason: int, language: str, /) -> str: ...
def create_ledger(file: str, /) -> None: ...
def verify_ledger(file: str, /) -> dict[str, Any]: ...
def verify_certificate(
    certificate: str,
    keys: list[str],
    list: str,
    permitted: str,
    refused: str,
    engine: Engine | None,
    against_ledger: bool,
    language: str,
) -> tuple[bool, list[tuple[str, str, str]]]: ...
