"""Assent: may this use be made of this customer's information, and why?

An :class:`Engine` holds the rules, the ledger and an index in memory that follows the ledger. It may be used by any
number of threads at the same time: the interpreter's lock is released around every call. It does not survive ``fork``:
a child process opens its own.

Instants are ``datetime`` with a time zone; returned ones are in UTC. Files are named by ``str`` or ``os.PathLike``. A
call that fails raises an :class:`AssentError`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from types import MappingProxyType, TracebackType
from typing import Any, TypeAlias

from . import _native
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
    "create_ledger",
    "meaning_of",
    "verify_certificate",
    "verify_ledger",
]

__version__ = _native.version()

Path: TypeAlias = "str | os.PathLike[str]"

REASONS: MappingProxyType[int, str] = MappingProxyType(_native.reason_table())
"""The name of each reason by its number. A name or number is never given to another reason."""

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_MICROSECOND = timedelta(microseconds=1)
_OPT_OUT, _OPT_IN, _WITHDRAWAL = 1, 2, 3
_INDEX_STATES = ("none", "up_to_date", "behind")


def _microseconds(instant: datetime) -> int:
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone: it is a point in time, not a reading of some clock")
    return (instant - _EPOCH) // _MICROSECOND


def _instant(microseconds: int) -> datetime:
    return _EPOCH + microseconds * _MICROSECOND


def _instant_or_none(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else _instant(microseconds)


def _path(path: Path | None) -> str:
    return "" if path is None else os.fspath(path)


def _names(given: Sequence[str]) -> list[str]:
    """A text by itself is one name, and not one name for each of its letters."""
    return [given] if isinstance(given, str) else list(given)


def _said(**given: Any) -> dict[str, Any]:
    """The given arguments, in the form that the library reads."""
    said: dict[str, Any] = {}
    for key, value in given.items():
        if value is None:
            continue
        if isinstance(value, datetime):
            value = _microseconds(value)
        said[key] = value
    return said


@dataclass(frozen=True)
class Evidence:
    """An entry that a reason rests on."""

    entry: str
    """Its position in the ledger: ``0/12``."""
    text: str


@dataclass(frozen=True)
class Remedy:
    """What would make a denial a permit: every step is needed, and together they are enough."""

    steps: list[str]
    """Codes: ``wait``, ``opt_in``, ``notice``, ... (docs/decision.md)."""
    instant: datetime | None
    """When the decision changes; ``None``: at once."""
    until_day: str
    """If an agreement is needed: the last day on which it must be in force; empty: none is needed."""
    text: str


@dataclass(frozen=True)
class Decision:
    """The decision about one customer, with everything that explains it."""

    permitted: bool
    reason: str
    account: str
    """The account that was found; empty: none."""
    at: datetime
    """The instant decided about."""
    valid_until: datetime | None
    """The first instant at which the decision differs without a new event; ``None``: no end."""
    regime: str
    regime_version: str
    source_key: str
    """The rule that decided, by its key in the rule pack."""
    source_text: str
    """Its source, as the rule pack cites it."""
    source_standing: str
    """How well that clause is established."""
    headline: str
    """The decision in one line."""
    sentence: str
    """Why, for this customer."""
    meaning: str
    """What the reason means in general."""
    source: str
    """The rule's source with its standing, in words."""
    holds: str
    """Until when the decision is valid, in words."""
    findings: list[str]
    """Everything else that was found."""
    evidence: list[Evidence]
    remedies: list[Remedy]
    """What would make a denial a permit, the nearest first; empty for a permit."""
    trouble: str
    """Why the ledger could not be read, if that made the status unknown; empty: it could be read."""

    def __bool__(self) -> bool:
        return self.permitted


@dataclass(frozen=True)
class ManyDecisions:
    """One decision for each account, in the order of the accounts.

    With numpy installed ``permitted`` is an array of ``bool`` and ``reasons`` one of ``uint8``; else both are lists.
    """

    permitted: Any
    reasons: Any
    """Numbers: :data:`REASONS` has their names."""

    def __len__(self) -> int:
        return len(self.permitted)

    def reason_names(self) -> list[str]:
        return [REASONS[number] for number in memoryview(bytes(self.reasons))]

    def counts(self) -> dict[str, int]:
        """How many had each reason."""
        numbers = bytes(self.reasons)
        return {REASONS[each]: numbers.count(each) for each in sorted(set(numbers))}


@dataclass(frozen=True)
class Acknowledgement:
    """What was recorded."""

    entries: list[str]
    """Their positions in the ledger. If you named a telephone number: one entry for each account that has it."""
    accounts: list[str]
    """The accounts of the entries; empty: kept for the account that gets the number."""
    recorded: datetime
    effective: datetime
    repeated: bool
    """The key was known, and nothing was written."""
    account_unknown: bool
    """A refusal was recorded for an account that is not on record."""
    carried: int
    """Refusals that were recorded for accounts that continue this one."""
    told: str
    """What a refusal's entry has instead of values that could not be recorded as given; empty: all could."""


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


class Engine:
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

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Calls of other threads that have begun end first; later ones are a ``RuntimeError``."""
        self._native.close()

    @property
    def index_state(self) -> str:
        """``up_to_date``; ``none``; ``behind``: it could not follow in time, and the ledger is asked until it has."""
        return _INDEX_STATES[self._native.index_state()]

    def reload(self) -> None:
        """Reads rule packs and catalogue again; if they cannot be read, the earlier ones stay in use."""
        self._native.reload()

    def decide(
        self,
        account: str = "",
        *,
        telephone: str = "",
        country: str = "",
        purpose: str = "marketing",
        offer: str = "",
        recipient: str = "carrier",
        party: str = "",
        information: Sequence[str] = (),
        supervisor_approved: bool = False,
        soft_opt_in: bool = False,
        contact_channel: str = "",
        regime: str = "",
        at: datetime | None = None,
        known_at: datetime | None = None,
        language: str = "en",
    ) -> Decision:
        """Decides about one customer, by account or telephone number.

        ``information`` left out: ``contact`` and ``services``. ``at``: the instant asked about (the present);
        ``known_at``: only what had been recorded by then is used. ``contact_channel``: by which the customer will be
        contacted, such as ``email`` or ``call``; left out: not at all. If something about the customer cannot be
        established, the result is a denial and not an error.
        """
        question = _said(
            purpose=purpose,
            offer=offer,
            recipient=recipient,
            party=party,
            information=_names(information),
            supervisor_approved=supervisor_approved,
            soft_opt_in=soft_opt_in,
            contact_channel=contact_channel,
            regime=regime,
            at=at,
            known_at=known_at,
            language=language,
        )
        given = self._native.decide(account, telephone, country, question)
        given["at"] = _instant(given["at"])
        given["valid_until"] = _instant_or_none(given["valid_until"])
        given["evidence"] = [Evidence(*each) for each in given["evidence"]]
        given["remedies"] = [
            Remedy(steps, _instant_or_none(instant), until_day, text)
            for steps, instant, until_day, text in given["remedies"]
        ]
        return Decision(**given)

    def decide_many(
        self,
        accounts: Iterable[str | None],
        *,
        purpose: str = "marketing",
        offer: str = "",
        recipient: str = "carrier",
        party: str = "",
        information: Sequence[str] = (),
        supervisor_approved: bool = False,
        soft_opt_in: bool = False,
        contact_channel: str = "",
        regime: str = "",
        at: datetime | None = None,
        known_at: datetime | None = None,
    ) -> ManyDecisions:
        """Decides about many customers by their accounts, with the same decisions as :meth:`decide`.

        ``accounts``: any sequence of ``str``; a column of numpy or pandas; or an object that exports strings by Arrow's C
        data interface, which is read without copying. A missing value is denied as ``unknown_customer``.
        """
        if isinstance(accounts, (str, bytes)):
            raise TypeError("accounts must be a sequence of str, not one text")
        question = _said(
            purpose=purpose,
            offer=offer,
            recipient=recipient,
            party=party,
            information=_names(information),
            supervisor_approved=supervisor_approved,
            soft_opt_in=soft_opt_in,
            contact_channel=contact_channel,
            regime=regime,
            at=at,
            known_at=known_at,
        )
        permitted, reasons = self._native.decide_many(accounts, question)
        try:
            import numpy
        except ImportError:
            return ManyDecisions([each == 1 for each in permitted], list(reasons))
        return ManyDecisions(numpy.frombuffer(permitted, dtype=numpy.bool_), numpy.frombuffer(reasons, dtype=numpy.uint8))

    def record_opt_out(
        self,
        account: str = "",
        *,
        telephone: str = "",
        country: str = "",
        scope: Sequence[str] = (),
        contact_channels: Sequence[str] = (),
        classes: Sequence[str] = (),
        categories: Sequence[str] = (),
        by: str = "",
        postmarked: str = "",
        evidence: str = "",
        evidence_sha256: str = "",
        provisional: bool = False,
        effective: datetime | None = None,
        actor: str = "",
        channel: str = "",
        key: str = "",
        regime: str = "",
    ) -> Acknowledgement:
        """Records a refusal. It is never rejected because of another fault or an unknown account.

        ``scope``: the recipients refused, by relation; ``contact_channels``, ``classes`` and ``categories``: the
        channels of contact, classes of offers and service categories refused; none: all. If a name cannot be read,
        all are refused, too. ``provisional``: a machine read it, and no person has yet; it counts at once, until a
        person reviews it (``assent record review``). ``key`` names this recording: a repeated call returns the first
        entry. When the call returns, the refusal is on stable storage and in every later decision.
        """
        return self._record(
            _OPT_OUT,
            account,
            telephone,
            country,
            _said(
                scope=_names(scope),
                contact_channels=_names(contact_channels),
                classes=_names(classes),
                categories=_names(categories),
                by=by,
                postmarked=postmarked,
                evidence=evidence,
                evidence_sha256=evidence_sha256,
                provisional=provisional,
                effective=effective,
                actor=actor,
                channel=channel,
                key=key,
                regime=regime,
            ),
        )

    def record_withdrawal(
        self,
        account: str = "",
        *,
        telephone: str = "",
        country: str = "",
        scope: Sequence[str] = (),
        contact_channels: Sequence[str] = (),
        classes: Sequence[str] = (),
        categories: Sequence[str] = (),
        by: str = "",
        evidence: str = "",
        evidence_sha256: str = "",
        provisional: bool = False,
        effective: datetime | None = None,
        actor: str = "",
        channel: str = "",
        key: str = "",
        regime: str = "",
    ) -> Acknowledgement:
        """Records that an approval is taken back; works like :meth:`record_opt_out`."""
        return self._record(
            _WITHDRAWAL,
            account,
            telephone,
            country,
            _said(
                scope=_names(scope),
                contact_channels=_names(contact_channels),
                classes=_names(classes),
                categories=_names(categories),
                by=by,
                evidence=evidence,
                evidence_sha256=evidence_sha256,
                provisional=provisional,
                effective=effective,
                actor=actor,
                channel=channel,
                key=key,
                regime=regime,
            ),
        )

    def record_opt_in(
        self,
        account: str,
        *,
        evidence: str,
        evidence_sha256: str = "",
        form: str = "",
        recipients: Sequence[str] = (),
        parties: Sequence[str] = (),
        information: Sequence[str] = (),
        offers: Sequence[str] = (),
        contact_channels: Sequence[str] = (),
        classes: Sequence[str] = (),
        categories: Sequence[str] = (),
        until: str = "",
        by: str = "",
        notice: str = "",
        notice_version: str = "",
        defects: Sequence[str] = (),
        effective: datetime | None = None,
        actor: str = "",
        channel: str = "",
        key: str = "",
        regime: str = "",
    ) -> Acknowledgement:
        """Records an approval; ``evidence`` says where its proof is kept.

        ``recipients`` left out: ``carrier``; ``parties``, ``information``, ``offers``, ``contact_channels``, ``classes``
        and ``categories``: all. ``["all"]`` is everything. ``until``: the last day on which it counts, ``2026-12-31``;
        left out: it has no end.
        """
        return self._record(
            _OPT_IN,
            account,
            "",
            "",
            _said(
                evidence=evidence,
                evidence_sha256=evidence_sha256,
                form=form,
                recipients=_names(recipients),
                parties=_names(parties),
                information=_names(information),
                offers=_names(offers),
                contact_channels=_names(contact_channels),
                classes=_names(classes),
                categories=_names(categories),
                until=until,
                by=by,
                notice=notice,
                notice_version=notice_version,
                defects=_names(defects),
                effective=effective,
                actor=actor,
                channel=channel,
                key=key,
                regime=regime,
            ),
        )

    def _record(
        self, kind: int, account: str, telephone: str, country: str, given: dict[str, Any]
    ) -> Acknowledgement:
        made = self._native.record(kind, account, telephone, country, given)
        made["recorded"] = _instant(made["recorded"])
        made["effective"] = _instant(made["effective"])
        return Acknowledgement(**made)

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
