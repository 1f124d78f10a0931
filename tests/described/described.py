"""Is a running server as its own description says, whatever is sent?

    described.py ASSENT ASSENTD [--examples N] [--seed N] [--operation ID]... [--phases LIST]

Schemathesis makes requests from /openapi.json, well formed and not, and holds each response against it: no 5xx; a status, a type and a shape
that are described; no method that is not described; no answer without a credential. Each request is made by a caller who may make it.
Exit status 0: all is as described.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "served"))
from server import Server, every_interface, granted  # noqa: E402

# What a description cannot promise: that a name which is well formed is known, or that something is still there.
LEFT_OUT = ("positive_data_acceptance", "ensure_resource_availability", "object_level_authorization")
# What is wrong there is the answer, with 200; or it is left out of a refusal, which is recorded all the same.
ANSWERS_WHAT_IS_WRONG = ("check_notice", "check_campaign", "record_opt_out", "record_withdrawal", "record_oral_answer", "phone_menu")


def configuration(server, description):
    """What schemathesis reads: for each operation a caller of a role that may ask."""
    roles = granted()
    lines = ["[checks]", *(f"{each}.enabled = false" for each in LEFT_OUT)]
    for item in description["paths"].values():
        for operation in item.values():
            if "security" in operation:
                role = next(each for each in roles[operation["security"][0]["bearer"][0]] if each in server.keys)
                name = operation["operationId"]
                lines.append(f'[[operations]]\ninclude-operation-id = "{name}"\n'
                             f'headers = {{ Authorization = "Bearer {server.keys[role]}" }}\n')
                if name in ANSWERS_WHAT_IS_WRONG:
                    lines.append("[operations.checks]\nnegative_data_rejection.enabled = false\n")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("assent")
    parser.add_argument("assentd")
    parser.add_argument("--examples", type=int, default=20, help="of each operation, that are made at random")
    parser.add_argument("--seed", type=int, default=20261130)
    parser.add_argument("--operation", action="append", default=[], help="only this one, by its id")
    parser.add_argument("--phases", default="examples,coverage,fuzzing")
    asked = parser.parse_args()
    assent, assentd = (str(pathlib.Path(each).resolve()) for each in (asked.assent, asked.assentd))
    with tempfile.TemporaryDirectory() as folder:
        with Server(assent, assentd, folder, settings=every_interface(assent, folder)) as server:
            description = server.ask("GET", "/openapi.json", role="").json()
            here = pathlib.Path(folder) / "asking"
            here.mkdir()
            (here / "schemathesis.toml").write_text(configuration(server, description), encoding="utf-8")
            (here / "openapi.json").write_text(json.dumps(description), encoding="utf-8")
            only = [word for each in asked.operation for word in ("--include-operation-id", each)]
            status = subprocess.run(
                [pathlib.Path(sys.executable).parent / "st", "run", "openapi.json", "--url", f"http://127.0.0.1:{server.port}",
                 "--phases", asked.phases, "--max-examples", str(asked.examples), "--seed", str(asked.seed),
                 "--generation-database", "none", "--suppress-health-check", "all", "--warnings", "off", "--continue-on-failure", "--no-color",
                 *only], cwd=here, check=False).returncode
            assert server.ask("GET", "/livez", role="").status == 200
    return status


if __name__ == "__main__":
    sys.exit(main())
