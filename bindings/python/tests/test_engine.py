import os
import sys
import threading
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import numpy
import pyarrow
import pytest

import assent_engine
from assent_engine import Engine

from conftest import SOURCE

ACCOUNTS = ["A-1", "A-2", "A-3", "A-4"]
REASONS = ["no_notice", "within_subscribed_category", "former_customer", "unknown_customer"]


def test_one_answer_has_all_that_explains_it(engine: Engine) -> None:
    decision = engine.decide("A-1", offer="mobile_plan")
    assert not decision and not decision.permitted
    assert decision.reason == "no_notice"
    assert decision.account == "A-1"
    assert decision.at.tzinfo is timezone.utc
    assert abs(datetime.now(timezone.utc) - decision.at) < timedelta(minutes=1)
    assert decision.valid_until is None or decision.valid_until > decision.at
    assert decision.source_text and decision.headline and decision.sentence and decision.holds
    assert decision.remedies and all(each.text and each.steps for each in decision.remedies)
    arabic = engine.decide("A-1", offer="mobile_plan", language="ar")
    assert arabic.reason == decision.reason and arabic.sentence != decision.sentence


def test_a_telephone_number_names_a_customer(engine: Engine) -> None:
    assert engine.decide(telephone="70 123 457", country="LB", offer="mobile_plan").account == "A-2"


@pytest.mark.parametrize(
    "column",
    [
        ACCOUNTS,
        tuple(ACCOUNTS),
        (each for each in ACCOUNTS),
        numpy.array(ACCOUNTS, dtype=object),
        numpy.array(ACCOUNTS),
        pyarrow.array(ACCOUNTS),
        pyarrow.array(["A-9", *ACCOUNTS, "A-9"])[1:5],
        pyarrow.array(ACCOUNTS, pyarrow.large_string()),
        pyarrow.array(ACCOUNTS, pyarrow.string_view()),
        pyarrow.array(ACCOUNTS).dictionary_encode(),
        pyarrow.chunked_array([ACCOUNTS[:1], [], ACCOUNTS[1:]], pyarrow.string()),
    ],
    ids=["list", "tuple", "generator", "objects", "fixed", "arrow", "slice", "large", "view", "dictionary", "chunked"],
)
def test_many_are_asked_from_any_column(engine: Engine, column: object) -> None:
    answers = engine.decide_many(column, offer="mobile_plan")  # type: ignore[arg-type]
    assert answers.reason_names() == REASONS
    assert answers.permitted.dtype == numpy.bool_ and answers.permitted.tolist() == [False, True, False, False]
    assert answers.reasons.dtype == numpy.uint8
    assert [assent_engine.REASONS[each] for each in answers.reasons.tolist()] == REASONS
    assert len(answers) == 4 and answers.counts()["former_customer"] == 1


def test_who_is_missing_is_denied_and_what_is_no_text_is_an_error(engine: Engine) -> None:
    missing = [None, float("nan"), "", "A-2"]
    wanted = ["unknown_customer"] * 3 + ["within_subscribed_category"]
    assert engine.decide_many(missing, offer="mobile_plan").reason_names() == wanted  # type: ignore[list-item]
    column = pyarrow.array([None, "A-2"])
    assert engine.decide_many(column, offer="mobile_plan").permitted.tolist() == [False, True]
    assert len(engine.decide_many([])) == 0
    with pytest.raises(TypeError, match="at index 1"):
        engine.decide_many(["A-1", 7])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="one text"):
        engine.decide_many("A-1")
    with pytest.raises(UnicodeEncodeError):
        engine.decide_many(["\ud800"])


def test_without_numpy_the_answers_are_lists(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    answers = engine.decide_many(ACCOUNTS, offer="mobile_plan")
    assert answers.permitted == [False, True, False, False]
    assert answers.reason_names() == REASONS


def test_what_is_recorded_is_in_every_answer(engine: Engine) -> None:
    done = engine.record_opt_out("A-1", channel="web", key="k-1", evidence="ticket-1")
    assert len(done.entries) == 1 and not done.repeated and done.told == ""
    assert engine.decide("A-1", offer="mobile_plan").reason == "opted_out"
    assert engine.decide_many(["A-1"], offer="mobile_plan").reason_names() == ["opted_out"]
    assert engine.record_opt_out("A-1", channel="web", key="k-1", evidence="ticket-1").repeated
    with pytest.raises(assent_engine.ConflictError):
        engine.record_opt_out("A-1", key="k-1", by="a guardian")
    known = engine.decide("A-1", offer="mobile_plan", known_at=done.recorded - timedelta(microseconds=1))
    assert known.reason == "no_notice"

    approved = engine.record_opt_in("A-2", evidence="form-2", form="written", recipients=["carrier"])
    assert approved.effective == approved.recorded
    assert engine.record_withdrawal("A-2", scope=["carrier"]).accounts == ["A-2"]
    assert engine.record_opt_out(telephone="+961 70 123 457").accounts == ["A-2"]
    with pytest.raises(assent_engine.NotFoundError):
        engine.record_opt_in("nobody", evidence="form-3")
    assert engine.record_opt_out("nobody").account_unknown


def test_a_refusal_that_no_person_has_read_counts(engine: Engine) -> None:
    assert not engine.record_opt_out("A-1", provisional=True, key="k-1").repeated
    assert engine.record_opt_out("A-1", provisional=True, key="k-1").repeated
    with pytest.raises(assent_engine.ConflictError):
        engine.record_opt_out("A-1", key="k-1")
    engine.record_withdrawal("A-1", provisional=True)
    decision = engine.decide("A-1", offer="mobile_plan")
    assert decision.reason == "withdrawn" and "provisional" in decision.evidence[0].text


def test_choices_name_kinds_and_a_last_day(engine: Engine) -> None:
    engine.record_opt_in("A-1", evidence="form-1", contact_channels=["email", "sms"], until="2999-12-31")
    asked = {channel: engine.decide("A-1", offer="mobile_plan", contact_channel=channel) for channel in ("email", "call")}
    assert {channel: decision.reason for channel, decision in asked.items()} == {
        "email": "no_notice",
        "call": "approval_scope_channel",
    }
    many = engine.decide_many(["A-1"], offer="mobile_plan", contact_channel="call")
    assert many.reason_names() == ["approval_scope_channel"]
    faulty: list[dict[str, Any]] = [
        {"contact_channels": ["all", "email"]},
        {"classes": ["Phones"]},
        {"categories": [""]},
        {"until": "soon"},
        {"until": "1999-12-31"},
    ]
    for given in faulty:
        with pytest.raises(assent_engine.InvalidError):
            engine.record_opt_in("A-1", evidence="form-1", **given)
    with pytest.raises(assent_engine.InvalidError, match="channel of contact"):
        engine.decide("A-1", contact_channel="by mail")

    assert engine.record_opt_out("A-2", contact_channels=["email"], key="k-1").told == ""
    # A text by itself is one name.
    assert engine.record_opt_out("A-2", contact_channels="email", key="k-1").repeated
    with pytest.raises(assent_engine.ConflictError):
        engine.record_opt_out("A-2", contact_channels=["sms"], key="k-1")
    told = engine.record_withdrawal("A-2", classes=["Phones"], categories=["\u0000", "mobile"]).told
    assert "recorded for every class of offers" in told and "recorded for every category" in told


def test_what_is_wrong_is_said(engine: Engine, ledger: Path) -> None:
    with pytest.raises(assent_engine.NotFoundError) as caught:
        engine.decide("A-1", offer="moon_travel")
    assert "moon_travel" in caught.value.message and caught.value.mend and isinstance(caught.value, LookupError)
    with pytest.raises(assent_engine.InvalidError):
        engine.decide()
    with pytest.raises(ValueError, match="time zone"):
        engine.decide("A-1", at=datetime(2026, 3, 1))
    with pytest.raises(assent_engine.InvalidError):
        assent_engine.create_ledger(ledger)
    with pytest.raises(assent_engine.NotFoundError):
        Engine(ledger.with_name("none"), SOURCE / "regimes")


def test_a_list_is_split(engine: Engine, tmp_path: Path) -> None:
    campaign = tmp_path / "campaign.toml"
    campaign.write_text('name = "Plans"\nregime = "tra"\npurpose = "marketing"\noffer = "mobile_plan"\n'
                        'recipient = "carrier"\ninformation = ["services"]\n')
    rows = tmp_path / "list.csv"
    rows.write_text("account\n" + "\n".join(ACCOUNTS) + "\n")
    result = engine.scrub(campaign, rows, permitted=tmp_path / "yes.csv", refused=tmp_path / "no.csv")
    assert (result.rows, result.permitted, result.refused) == (4, 1, 3)
    assert result.reasons["former_customer"] == 1 and result.trouble == ""
    assert (tmp_path / "yes.csv").read_text() == "account\nA-2\n"
    assert result.run == "0/3"
    assert engine.scrub(campaign, rows, permitted=tmp_path / "yes.csv", refused=tmp_path / "no.csv", trial=True).run == ""
    with pytest.raises(assent_engine.InvalidError):
        engine.scrub(campaign, rows, permitted=rows, refused=tmp_path / "no.csv")
    with Engine(tmp_path / "carrier.ledger", SOURCE / "regimes", catalogue=SOURCE / "catalogues/default.toml") as nobody:
        with pytest.raises(assent_engine.InvalidError, match="actor"):
            nobody.scrub(campaign, rows, permitted=tmp_path / "yes.csv", refused=tmp_path / "no.csv")
        done = nobody.scrub(campaign, rows, permitted=tmp_path / "yes.csv", refused=tmp_path / "no.csv", actor="dialler")
        assert done.run == "0/4"


def test_a_ledger_is_verified(engine: Engine, ledger: Path) -> None:
    found = assent_engine.verify_ledger(ledger)
    assert found.whole and found.entries == 3 and not found.damages
    assert len(found.heads) == 1 and len(found.heads[0].root) == 64


def test_rules_are_read_anew(engine: Engine) -> None:
    engine.reload()
    assert engine.index_state == "up_to_date"


def test_threads_share_an_engine_and_it_ends_with_the_last_call(engine: Engine) -> None:
    faults: list[BaseException] = []

    def ask() -> None:
        try:
            for _ in range(20):
                assert engine.decide_many(ACCOUNTS * 500, offer="mobile_plan").reason_names()[:4] == REASONS
        except BaseException as fault:  # noqa: BLE001
            faults.append(fault)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert not faults
    engine.close()
    with pytest.raises(RuntimeError, match="closed"):
        engine.decide("A-1")


def test_a_child_process_does_not_use_its_parents_engine(engine: Engine) -> None:
    child = os.fork()
    if child == 0:
        try:
            engine.decide("A-1")
        except RuntimeError as error:
            os._exit(7 if "another process" in str(error) else 8)
        os._exit(9)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    assert engine.decide("A-1", offer="mobile_plan").reason == "no_notice"


def test_reasons_have_names_and_meanings() -> None:
    assert assent_engine.REASONS[53] == "opted_out"
    assert assent_engine.meaning_of(53) != assent_engine.meaning_of(53, "ar")
