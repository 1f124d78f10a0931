"""Questions and recordings, for an engine in this process or a server, and their results."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from types import MappingProxyType, TracebackType
from typing import Any, TypeAlias, TypeVar

from . import _native

Path: TypeAlias = "str | os.PathLike[str]"
_Self = TypeVar("_Self", bound="Asking")

REASONS: MappingProxyType[int, str] = MappingProxyType(_native.reason_table())
"""The name of each reason by its number. A name or number is never given to another reason."""

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_MICROSECOND = timedelta(microseconds=1)
_OPT_OUT, _OPT_IN, _WITHDRAWAL = 1, 2, 3


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
    """Why the status is unknown: the ledger could not be read, or the server did not answer; empty: neither."""

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

    trouble: str = ""
    """Of a :class:`Client`: why there is no response, so that all are denied; empty: there is one."""

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


class Asking:
    """Everything that can be asked and recorded, in this process or at a server."""

    _native: _native.Engine

    def __enter__(self: _Self) -> _Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Calls of other threads that have begun end first; later ones are a ``RuntimeError``."""
        self._native.close()

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
        permitted, reasons, trouble = self._native.decide_many(accounts, question)
        try:
            import numpy
        except ImportError:
            return ManyDecisions([each == 1 for each in permitted], list(reasons), trouble)
        return ManyDecisions(
            numpy.frombuffer(permitted, dtype=numpy.bool_), numpy.frombuffer(reasons, dtype=numpy.uint8), trouble
        )

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
