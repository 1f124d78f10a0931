"""Notices out through a real mail server, and back.

exchange.py SERVER ASSENT SEND_NOTICE PACKAGES [KEEP]: SERVER is postfix, opensmtpd or exim. Ends with 77 where no namespace for mounts can
be had: the servers need users and folders of their own. KEEP is a folder for what came back.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

name, assent, send_notice, packages = sys.argv[1], *(str(pathlib.Path(each).resolve()) for each in sys.argv[2:5])
keep = pathlib.Path(sys.argv[5]).resolve() if len(sys.argv) > 5 else None

if "ASSENT_OWN_MOUNTS" not in os.environ:
    if subprocess.run(["unshare", "-m", "true"], capture_output=True).returncode != 0:
        print("no namespace for mounts can be had here: the server is not tested")
        sys.exit(77)
    os.environ["ASSENT_OWN_MOUNTS"] = "1"
    os.execvp("unshare", ["unshare", "-m", "--propagation", "private", sys.executable, *sys.argv])

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import servers  # noqa: E402
import sink as other_side  # noqa: E402

ACCOUNTS = {
    "A-1": "known1@customers.example.net",
    "A-2": "unknown2@customers.example.net",
    "A-3": "full3@customers.example.net",
    "A-4": "known4@customers.example.net",
}
if name != "opensmtpd":  # it does not offer SMTPUTF8
    ACCOUNTS["A-5"] = "unknown.زبون@customers.example.net"

MAPPING = """[account]
column = "id"
[state]
constant = "active"
[kind]
constant = "residential"
[services]
constant = "local"
"""
source = pathlib.Path(__file__).resolve().parents[2]


def run(*words, now, expect=0):
    done = subprocess.run(
        [assent, *words, "--ledger", str(work / "ledger"), "--now", now, "--actor", "test", "--regimes", str(source / "regimes"),
         "--catalogue", str(source / "catalogues/default.toml")],
        capture_output=True, text=True, cwd=work,
    )
    assert done.returncode == expect, f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


with tempfile.TemporaryDirectory(prefix="assent-mail-") as folder:
    work = pathlib.Path(folder)
    work.chmod(0o755)
    servers.make_users(work)

    # A notice that is on record as given by e-mail.
    (work / "carrier.toml").write_text(MAPPING)
    (work / "base.csv").write_text("id\n" + "\n".join(ACCOUNTS) + "\n")
    run("init", now="2025-05-01T08:00:00Z")
    run("import", "customers", "--mapping", "carrier.toml", "base.csv", now="2025-05-01T08:00:00Z")
    run("notice", "publish", str(source / "examples/notice.toml"), now="2025-05-01T08:00:00Z")
    for account in ACCOUNTS:
        run("record", "email-permission", "--account", account, "--evidence", "form-1", now="2025-05-01T08:00:00Z")
    (work / "given.csv").write_text("account\n" + "\n".join(ACCOUNTS) + "\n")
    run("notice", "give", "given.csv", "--notice", "your-information", "--version", "2026-1", "--by", "email", "--sent",
        "2025-06-01T09:00:00Z", "--in", "en", now="2025-06-01T09:00:00Z")
    places = {}
    for account in ACCOUNTS:
        for line in run("ledger", "log", "--account", account, "--json", now="2025-06-01T09:00:00Z").splitlines():
            entry = json.loads(line)
            if "notice_given" in line:
                places[account] = entry["entry"]
    assert places.keys() == ACCOUNTS.keys(), places

    keys = work / "return.keys"
    keys.write_text("00112233445566778899aabbccddeeff" * 2 + "\n")
    for algorithm, file in (("rsa", "rsa.pem"), ("ed25519", "ed25519.pem")):
        subprocess.run(["openssl", "genpkey", "-algorithm", algorithm, "-out", str(work / file)], check=True, capture_output=True)

    sink = other_side.Sink()
    kind = {"postfix": servers.Postfix, "opensmtpd": servers.OpenSMTPD, "exim": servers.Exim}[name]
    server = kind(pathlib.Path(packages), work / "server", sink.port)
    try:
        server.run()
        lines = "".join(f"{places[each]}\t{ACCOUNTS[each]}\t{'ar' if each == 'A-4' else 'en'}\n" for each in ACCOUNTS)
        sent = subprocess.run(
            [send_notice, str(server.port), str(keys), str(work / "rsa.pem"), str(work / "ed25519.pem")],
            input=lines, capture_output=True, text=True, check=True,
        ).stdout
        assert sent.count("\taccepted\t") == len(ACCOUNTS), sent

        # Every notice arrived, or a bounce came back to its own address.
        def complete(kept):
            notices = {to for _, to, _ in kept if not to.endswith(b"@returns.example.com")}
            bounced = {to for _, to, text in kept if to.startswith(b"b.") and b"Action: failed" in text or b"rror has occurred" in text}
            return len(notices) >= 2 and len(bounced) >= len(ACCOUNTS) - 2

        kept = sink.wait_for(complete, 40)
    finally:
        server.stop()
        sink.stop()

    def server_log():
        return "".join(f"--- {each}\n{each.read_text(errors='replace')[-3000:]}" for each in sorted((work / "server").glob("*log")))

    notices = {to.decode(): text for _, to, text in kept if not to.endswith(b"@returns.example.com")}
    returns = [(to.decode(), sender, text) for sender, to, text in kept if to.endswith(b"@returns.example.com")]
    assert complete(kept), f"{[(s, t) for s, t, _ in kept]}\n{server_log()}"
    assert set(notices) == {"known1@customers.example.net", "known4@customers.example.net"}, notices.keys()
    if keep:
        keep.mkdir(parents=True, exist_ok=True)

    # Other implementations verify the signatures as they arrive.
    records = dict(
        line.split("\t") for line in subprocess.run(
            [send_notice, "records", str(work / "rsa.pem"), str(work / "ed25519.pem")], capture_output=True, text=True, check=True
        ).stdout.splitlines()
    )
    import dkim  # noqa: E402

    for to, text in notices.items():
        text = text[text.index(b"DKIM-Signature") :]  # without what relays put before
        for index in range(2):
            verifier = dkim.DKIM(text)
            looked_up = lambda question, timeout=5: records[question.decode().split(".")[0]].encode()  # noqa: E731
            assert verifier.verify(idx=index, dnsfunc=looked_up), f"signature {index} of the e-mail to {to}"
            signed = [each.lower() for each in verifier.include_headers]
            assert b"list-unsubscribe" in signed and b"list-unsubscribe-post" in signed, signed
        assert not dkim.verify(text.replace(b"List-Unsubscribe: <https://example.com", b"List-Unsubscribe: <https://example.org"),
                               dnsfunc=looked_up), "a changed List-Unsubscribe is verified"

    # What came back is matched to its notice, and recorded.
    found = {}
    for number, (to, sender, text) in enumerate(returns):
        assert sender == b"", sender
        (work / "message").write_bytes(text)
        line = json.loads(run("email", "receive", "--keys", str(keys), "--recipient", to, "--json", "message", now="2025-06-02T09:00:00Z"))
        found.setdefault(line["account"], set()).add((line["verdict"], line["done"], line["status"]))
        if keep:
            (keep / f"{line['verdict']}.{name}-{number}.eml").write_bytes(text.replace(b"\r\n", b"\n"))
        # Without the envelope's address its token is found in what is returned.
        again = json.loads(run("email", "receive", "--keys", str(keys), "--json", "message", now="2025-06-02T09:00:00Z"))
        assert again["account"] == line["account"] and again["done"] == line["done"], again
        assert again["repeated"] or line["done"] == "nothing", again
    print(json.dumps({account: sorted(map(list, each)) for account, each in sorted(found.items())}))
    assert {each[:2] for each in found["A-2"]} == {("hard", "bounced")}, found
    assert {each[:2] for each in found["A-3"]} == {("soft", "bounced")}, found
    if "A-5" in ACCOUNTS and "A-5" in found:
        assert {each[:2] for each in found["A-5"]} == {("hard", "bounced")}, found
    for account in ("A-1", "A-4"):  # the other side reports nothing: no proof that they arrived
        assert {each[0] for each in found.get(account, set())} <= {"relayed"}, found
    decision = run("decide", "--account", "A-2", "--purpose", "marketing", "--offer", "internet", "--information", "services",
                   "--at", "2025-07-20T09:00:00Z", now="2025-07-20T09:00:00Z", expect=2)
    assert "undelivered" in decision or "did not arrive" in decision, decision
    decision = run("decide", "--account", "A-1", "--purpose", "marketing", "--offer", "internet", "--information", "services",
                   "--at", "2025-07-20T09:00:00Z", now="2025-07-20T09:00:00Z", expect=0)
    assert "opt_out_deemed" in decision, decision
