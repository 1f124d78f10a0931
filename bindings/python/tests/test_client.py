"""A client of a running server: the same decisions as an engine gives, and denials when the server does not answer."""

import json
import os
import signal
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyarrow
import pytest

import assent_engine
from assent_engine import Client, Engine

from conftest import SOURCE

sys.path.insert(0, str(SOURCE / "tests/served"))
from server import Server, certificates  # type: ignore[import-not-found]  # noqa: E402

BUILD = Path(os.environ["ASSENT_BUILD"])
ACCOUNTS = ["A-0", "A-1", "A-9999", "", "A-2"]


def server_in(folder: Path, **more: Any) -> Any:
    server = Server(BUILD / "assent", BUILD / "assentd", folder, **more)
    (folder / "key").write_text(server.keys["service"] + "\n", encoding="utf-8")
    return server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Any]:
    with server_in(tmp_path) as running:
        yield running


@pytest.fixture
def client(server: Any) -> Iterator[Client]:
    with assent_engine.connect(f"http://127.0.0.1:{server.port}", key_file=server.folder / "key") as connected:
        yield connected


def test_its_decisions_are_those_of_an_engine(server: Any, client: Client) -> None:
    with Engine(
        server.folder / "carrier.ledger", SOURCE / "regimes", catalogue=SOURCE / "catalogues/default.toml", read_only=True
    ) as engine:
        for offer in ("mobile_plan", "long_distance"):
            for account in ("A-0", "A-9999"):
                for language in ("en", "ar"):
                    here = engine.decide(account, offer=offer, language=language)
                    there = client.decide(account, offer=offer, language=language, at=here.at)
                    assert there == here
            assert client.decide_many(ACCOUNTS, offer=offer).reason_names() == engine.decide_many(
                ACCOUNTS, offer=offer
            ).reason_names()
    permit = client.decide("A-0", offer="mobile_plan")
    assert permit and permit.trouble == "" and permit.sentence and permit.at.tzinfo is not None


def test_many_more_than_a_request_has_are_asked_from_any_column(client: Client) -> None:
    accounts = [f"A-{i % 250}" for i in range(25_000)]
    made = client.decide_many(pyarrow.array(accounts), offer="mobile_plan")
    assert made.trouble == ""
    assert made.counts() == {"within_subscribed_category": 20_000, "unknown_customer": 5_000}


def test_what_is_recorded_is_in_the_next_decision(server: Any, client: Client) -> None:
    done = client.record_opt_out("A-1", channel="web", key="k-1", scope=["carrier"], evidence="ticket-1")
    assert done.accounts == ["A-1"] and len(done.entries) == 1 and not done.repeated
    assert client.decide("A-1", offer="long_distance").reason == "opted_out"
    assert client.record_opt_out("A-1", channel="web", key="k-1", scope=["carrier"], evidence="ticket-1").repeated
    with pytest.raises(assent_engine.ConflictError):
        client.record_opt_out("A-1", key="k-1", by="a guardian")
    before = client.decide("A-1", offer="long_distance", known_at=done.recorded - timedelta(microseconds=1))
    assert before.reason == "no_notice"
    # Without a key of the caller's each call is one of its own.
    first, second = client.record_withdrawal("A-2"), client.record_withdrawal("A-2")
    assert not first.repeated and not second.repeated and first.entries != second.entries
    approved = client.record_opt_in("A-3", evidence="form-3", form="written", until="2999-12-31")
    assert approved.effective <= approved.recorded
    assert client.record_opt_out("nobody").account_unknown
    assert client.record_opt_out("A-4", classes=["Phones"]).told
    client.record_opt_out("A-5", provisional=True)
    assert "provisional" in client.decide("A-5", offer="long_distance").evidence[0].text
    assert client.record_opt_out(telephone="+961 70 123 457").accounts == [""]
    entry = json.loads(server.assent("ledger", "log", "--account", "A-1", "--json").splitlines()[-1])
    assert entry["entry"] == done.entries[0] and entry["actor"] == "service-1"


def test_what_is_wrong_is_said(client: Client) -> None:
    with pytest.raises(assent_engine.NotFoundError, match="moon_travel"):
        client.decide("A-1", offer="moon_travel")
    with pytest.raises(assent_engine.NotFoundError, match="moon_travel"):
        client.decide_many(["A-1", "A-2"], offer="moon_travel")
    with pytest.raises(assent_engine.InvalidError):
        client.decide()
    with pytest.raises(assent_engine.NotFoundError):
        client.record_opt_in("nobody", evidence="form-3")
    with pytest.raises(assent_engine.InvalidError):
        client.record_opt_in("A-1", evidence="form-1", until="soon")
    with pytest.raises(TypeError, match="one text"):
        client.decide_many("A-1")


def denied(client: Client, why: str) -> None:
    decision = client.decide("A-0", offer="mobile_plan")
    assert not decision and decision.reason == "status_unknown" and why in decision.trouble and decision.sentence
    many = client.decide_many(["A-0", "A-1"], offer="mobile_plan")
    assert many.reason_names() == ["status_unknown"] * 2 and not any(many.permitted) and why in many.trouble
    with pytest.raises(assent_engine.UnavailableError) as caught:
        client.record_opt_out("A-0", key="k")
    assert why in caught.value.message and "recorded" in caught.value.message


def test_without_a_response_everything_is_denied(server: Any) -> None:
    url, key = f"http://127.0.0.1:{server.port}", server.folder / "key"
    with assent_engine.connect(url, key_file=key, tries=1, timeout=0.2, batch_timeout=0.2) as client:
        assert client.decide("A-0", offer="mobile_plan")
        # It hangs, all of it, from when the system says so.
        server.process.send_signal(signal.SIGSTOP)
        os.waitpid(server.process.pid, os.WUNTRACED)
        try:
            denied(client, "in time")
        finally:
            server.process.send_signal(signal.SIGCONT)
    with assent_engine.connect(url, key_variable="ASSENT_NO_SUCH_KEY") as nobody:
        denied(nobody, "401")
    (server.folder / "key").write_text(server.keys["partner"], encoding="utf-8")
    with assent_engine.connect(url, key_file=key) as partner:
        assert "does not" in partner.decide("A-0", offer="mobile_plan").trouble
    with assent_engine.connect(url, key_file=key, tries=1) as client:
        server.end(signal.SIGKILL)
        denied(client, "reached")


def test_a_replaced_key_and_a_new_server_are_found(tmp_path: Path) -> None:
    server = server_in(tmp_path).start()
    (tmp_path / "key").write_text("ak_old_key", encoding="utf-8")
    with assent_engine.connect(f"http://127.0.0.1:{server.port}", key_file=tmp_path / "key") as client:
        (tmp_path / "key").write_text(server.keys["service"], encoding="utf-8")
        assert client.decide("A-0", offer="mobile_plan")
        server.end()
        config = server.config.read_text(encoding="utf-8").replace("port = 0", f"port = {server.port}")
        server.config.write_text(config, encoding="utf-8")
        with server:
            assert client.decide("A-0", offer="mobile_plan")


def test_tls_with_a_certificate_of_the_client(tmp_path: Path) -> None:
    certificates(tmp_path)
    settings = (
        "[[listen]]\nport = 0\ntls = true\n[tls]\ncertificate = \"localhost.pem\"\nkey = \"localhost.key\"\n"
        'clients = "required"\nclient_authorities = "ca.pem"\n'
    )
    access = '[[client_certificate]]\nsubject = "CN=billing"\ncaller = "billing"\nrole = "service"\n'
    with server_in(tmp_path, settings=settings, access=access) as server:
        url = f"https://localhost:{server.port}"
        shown = {"certificate": tmp_path / "billing.pem", "certificate_key": tmp_path / "billing.key"}
        with assent_engine.connect(url, authorities=tmp_path / "ca.pem", **shown) as client:
            assert client.decide("A-0", offer="mobile_plan")
            assert client.decide_many(["A-0"] * 20_000, offer="mobile_plan").permitted.all()
        with assent_engine.connect(url, authorities=tmp_path / "ca.pem") as without:
            assert without.decide("A-0").trouble
        with assent_engine.connect(url, **shown) as trusts_the_system:
            assert "certificate" in trusts_the_system.decide("A-0").trouble


@pytest.mark.parametrize(
    ("url", "more"),
    [
        ("", {}),
        ("localhost:8080", {}),
        ("http://user:password@localhost", {}),
        ("http://localhost/?key=ak_secret", {}),
        ("https://localhost", {"authorities": "none.pem"}),
        ("https://localhost", {"certificate": "none.pem"}),
    ],
)
def test_an_address_or_a_file_that_cannot_be_used_is_said(url: str, more: dict[str, Any]) -> None:
    with pytest.raises(assent_engine.InvalidError) as caught:
        assent_engine.connect(url, **more)
    assert caught.value.mend and "password" not in str(caught.value).replace("a password", "") and "ak_" not in str(caught.value)


def test_a_key_goes_nowhere_in_clear(tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text("ak_key\n", encoding="utf-8")
    with pytest.raises(assent_engine.InvalidError, match="without TLS"):
        assent_engine.connect("http://10.0.0.1", key_file=key)
    assent_engine.connect("http://10.0.0.1", key_file=key, plain=True).close()
    key.write_text("two words", encoding="utf-8")
    with pytest.raises(assent_engine.InvalidError, match="one word"):
        assent_engine.connect("http://localhost", key_file=key)
    with pytest.raises(assent_engine.NotFoundError):
        assent_engine.connect("http://localhost", key_file=tmp_path / "none")
    with pytest.raises(ValueError, match="timeout"):
        assent_engine.connect("http://localhost", timeout=0)


def test_an_engine_of_a_server_does_nothing_else(client: Client) -> None:
    native: Any = client._native
    with pytest.raises(assent_engine.InvalidError, match="decides and records"):
        native.reload()
    assert native.index_state() == 0
    client.close()
    with pytest.raises(RuntimeError):
        client.decide("A-0")
