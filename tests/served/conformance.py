"""Runs TM Forum's conformance kit for TMF644 4.0.0 against a real server with a real ledger:

    conformance.py ASSENT ASSENTD KIT

Exit status 0: every assertion of the kit holds, and there are as many as with one specification and one profile.
"""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

from server import ROOT, Server

ASSERTIONS = 61
BASE = "/tmf-api/privacyManagement/v4/"
SPECIFICATION = {"name": "Individual Privacy", "status": "active",
                 "partyPrivacyProfileSpecCharacteristic": [{"name": "EmailAddress", "privacyUsagePurpose": "INFORMATION"}]}


def main(assent, assentd, kit):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        copy = folder / "kit"
        shutil.copytree(kit, copy, ignore=shutil.ignore_patterns(".git", "node_modules"))
        # The kit's own lock file pins newman and what it needs.
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=copy / "ctk", check=True)
        with Server(assent, assentd, folder / "server", settings=f'[tmf644]\nmapping = "{ROOT}/examples/tmf644.toml"\n') as server:
            kept = server.post(BASE + "partyPrivacyProfileSpecification", SPECIFICATION)
            assert kept.status == 201, kept.text
            config = json.loads((copy / "config.json").read_text(encoding="utf-8"))
            config["url"] = f"http://127.0.0.1:{server.port}{BASE}"
            config["headers"]["Authorization"] = "Bearer " + server.keys["service"]
            (copy / "config.json").write_text(json.dumps(config), encoding="utf-8")
            subprocess.run(["node", "index.js"], cwd=copy / "ctk", check=True)
            # What the kit sent is in the ledger, with the refusal that it states.
            log = server.assent("ledger", "log", "--account", "9176")
            assert "opted out" in log and "partyPrivacyProfile" in log, log
            server.assent("ledger", "verify")
        run = json.loads((copy / "jsonResults.json").read_text(encoding="utf-8"))["run"]
        for failure in run["failures"]:
            print(failure["source"]["name"], failure["error"]["message"])
        asserted = run["stats"]["assertions"]
        print(f"{asserted['total'] - asserted['failed']} of {asserted['total']} assertions hold")
        return 0 if asserted["failed"] == 0 and not run["failures"] and asserted["total"] == ASSERTIONS else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
