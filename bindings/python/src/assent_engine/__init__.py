"""Assent: may this use be made of this customer's information, and why?

:func:`connect` asks a server. An :class:`Engine` decides in this process. Both have the same questions and recordings.

An :class:`Engine` holds the rules, the ledger and an index in memory that follows the ledger. It may be used by any
number of threads at the same time: the interpreter's lock is released around every call. It does not survive ``fork``:
a child process opens its own.

Instants are ``datetime`` with a time zone; returned ones are in UTC. Files are named by ``str`` or ``os.PathLike``. A
call that fails raises an :class:`AssentError`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from . import _native
from .asking import (
    REASONS,
    Acknowledgement,
    Asking,
    Decision,
    Evidence,
    ManyDecisions,
    Path,
    Remedy,
    _instant,
    _instant_or_none,
    _microseconds,
    _path,
    _said,
)
from .client import Client, connect
from .errors import (
    AssentError,
    ConflictError,
    DamagedError,
    InvalidError,
    NoMemoryError,
    NotFoundError,
    UnavailableError,
)

__all__ = [
    "Acknowledgement",
    "AssentError",
    "CertificateReport",
    "Client",
    "ConflictError",
    "DamagedError",
    "Damage",
    "Decision",
    "Engine",
    "Evidence",
    "Finding",
    "ImportCounts",
    "Inspection",
    "InvalidError",
    "LogHead",
    "ManyDecisions",
    "NoMemoryError",
    "NotFoundError",
    "REASONS",
    "Remedy",
    "ScrubResult",
    "UnavailableError",
    "connect",
    "create_ledger",
    "meaning_of",
    "verify_certificate",
    "verify_ledger",
]

__version__ = _native.version()

_INDEX_STATES = ("none", "up_to_date", "behind")


@dataclass(frozen=True)
class ImportCounts:
    """What became of the rows of an import."""

    rows: int
    added: int
    changed: int
    unchanged: int
    faulty: int
    incomplete: int
    imported: bool
    """``False``: too many rows were faulty or absent, and nothing was recorded."""
    run: str


@dataclass(frozen=True)
class ScrubResult:
    """What became of the rows of a list."""

    rows: int
    permitted: int
    refused: int
    reasons: dict[str, int]
    """Rows by reason."""
    valid_until: datetime | None
    """The first instant at which a permitted row becomes refused without a new event; ``None``: never."""
    at: datetime
    report: str
    """The summary as JSON."""
    trouble: str
    """Rows were refused because the ledger could not be read; empty: it could."""
    run: str
    """The position of the entry that records the run; empty: a trial."""


@dataclass(frozen=True)
class LogHead:
    log: int
    entries: int
    root: str
    """The root of the log's tree (RFC 6962), in hexadecimal digits."""


@dataclass(frozen=True)
class Damage:
    entry: str
    """Its position in the ledger; empty: the damage is in the store's own data."""
    what: str


@dataclass(frozen=True)
class Inspection:
    """What was found in a ledger."""

    whole: bool
    """Everything is as it was written."""
    entries: int
    heads: list[LogHead]
    damages: list[Damage]


@dataclass(frozen=True)
class Finding:
    check: str
    result: str
    """``holds``, ``fails`` or ``information``."""
    detail: str


@dataclass(frozen=True)
class CertificateReport:
    holds: bool
    """Every requested check was made and passed."""
    findings: list[Finding]


class Engine(Asking):
    """Assent, opened on files."""

    def __init__(
        self,
        ledger: Path,
        rule_packs: Path,
        *,
        catalogue: Path | None = None,
        regime: str = "",
        actor: str = "",
        index: Path | None = None,
        threads: int = 0,
        read_only: bool = False,
    ) -> None:
        """Reads the rules, opens the ledger and keeps an index that follows it.

        ``catalogue`` left out: nothing can be offered. ``regime``: the rule pack for calls that name none (``tra``).
        ``actor``: who records, for calls that do not say it. ``index`` left out: it is made in memory; ``"none"``:
        there is none; otherwise the file to read it from. If that file cannot be used, the index is made there again.
        """
        self._native = _native.open(
            _path(ledger), _path(rule_packs), _path(catalogue), regime, actor, _path(index), threads, read_only
        )

    @property
    def index_state(self) -> str:
        """``up_to_date``; ``none``; ``behind``: it could not follow in time, and the ledger is asked until it has."""
        return _INDEX_STATES[self._native.index_state()]

    def reload(self) -> None:
        """Reads rule packs and catalogue again; if they cannot be read, the earlier ones stay in use."""
        self._native.reload()

    def import_customers(
        self,
        file: Path,
        mapping: Path,
        *,
        rejects: Path | None = None,
        run: str = "",
        actor: str = "",
        effective: datetime | None = None,
        strict: bool = False,
        complete: bool = False,
    ) -> ImportCounts:
        """Imports a carrier's customers from a CSV through a mapping (docs/import.md). Safe to repeat.

        ``rejects``: the file for rows that cannot be used, or not as they stand. ``strict``: nothing is imported if any
        row is faulty. ``complete``: the file has the whole base, and customers who are not in it have left.
        """
        since = None if effective is None else _microseconds(effective)
        return ImportCounts(
            **self._native.import_customers(
                _path(file), _path(mapping), _path(rejects), run, actor, since, strict, complete
            )
        )

    def scrub(
        self,
        campaign: Path,
        list: Path,
        *,
        permitted: Path,
        refused: Path,
        report: Path | None = None,
        certificate: Path | None = None,
        key: Path | None = None,
        account_column: str = "",
        telephone_column: str = "",
        country: str = "",
        language: str = "en",
        explain_each: bool = False,
        at: datetime | None = None,
        trial: bool = False,
        actor: str = "",
    ) -> ScrubResult:
        """Splits a list into customers who may be contacted and customers who may not (docs/scrub.md).

        All results get their names together, or none does. ``certificate`` is signed with the key in the file ``key``.
        Before that, the run is recorded in the ledger; ``actor``: who runs it (the engine's). ``trial``: the run is not
        recorded, and its lists are not for use; a read-only engine makes trials only.
        """
        made = self._native.scrub(
            _said(
                campaign=_path(campaign),
                list=_path(list),
                permitted=_path(permitted),
                refused=_path(refused),
                report=_path(report),
                certificate=_path(certificate),
                key=_path(key),
                account_column=account_column,
                telephone_column=telephone_column,
                country=country,
                language=language,
                explain_each=explain_each,
                at=at,
                trial=trial,
                actor=actor,
            )
        )
        made["valid_until"] = _instant_or_none(made["valid_until"])
        made["at"] = _instant(made["at"])
        return ScrubResult(**made)


def meaning_of(reason: int, language: str = "en") -> str:
    """What the reason of that number means in general; in English if the language is not known."""
    return _native.reason_meaning(reason, language)


def create_ledger(file: Path) -> None:
    """Makes an empty ledger. :class:`InvalidError`: there is a file of that name."""
    _native.create_ledger(_path(file))


def verify_ledger(file: Path) -> Inspection:
    """Reads the whole ledger and trusts none of it; damage is a result, not an error."""
    found = _native.verify_ledger(_path(file))
    return Inspection(
        found["whole"],
        found["entries"],
        [LogHead(*each) for each in found["heads"]],
        [Damage(*each) for each in found["damages"]],
    )


def verify_certificate(
    certificate: Path,
    keys: Sequence[str],
    *,
    list: Path | None = None,
    permitted: Path | None = None,
    refused: Path | None = None,
    engine: Engine | None = None,
    against_ledger: bool = False,
    language: str = "en",
) -> CertificateReport:
    """Checks a scrub's certificate against keys (or files of keys), lists and, with an engine, its rules and ledger."""
    holds, findings = _native.verify_certificate(
        _path(certificate),
        [*keys],
        _path(list),
        _path(permitted),
        _path(refused),
        None if engine is None else engine._native,
        against_ledger,
        language,
    )
    return CertificateReport(holds, [Finding(*each) for each in findings])
