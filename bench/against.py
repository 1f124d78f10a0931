#!/usr/bin/env python3
"""Two builds of the program on the same jobs, in turns: what became slower, beyond the spread of one build's own runs.

    bench/against.py BEFORE NOW [--rounds 9] [--copies 40] [--folder FOLDER]

BEFORE and NOW are two `assent` programs of release builds. Each round runs every job with both, one after the other, each in
its own folder. The customers are those of data/telco, as often as --copies says, each copy under its own accounts. For each
job: the median of the rounds in seconds of the clock and of the processors, the least and the most of BEFORE, and NOW divided
by BEFORE. A job is marked where its median is over 5 % slower and beyond BEFORE's own spread.
"""
import argparse
import csv
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TELCO = ROOT / "data/telco"
CAMPAIGN = ROOT / "examples/campaigns/new-service.toml"
SLOWER = 1.05


def write_inputs(folder, copies):
    """The customers, their replies, and a notice's returned letters."""
    with open(TELCO / "telco-customers.csv", newline="") as file:
        header, *rows = list(csv.reader(file))
    account = header.index("customerID")
    answers = [["account", "choice", "at", "channel", "recipients", "parties", "form", "notice", "notice_version", "evidence"]]
    with open(folder / "customers.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        number = 0
        for copy in range(copies):
            for row in rows:
                number += 1
                mine = row.copy()
                mine[account] += f"-{copy}"
                out.writerow(mine)
                if number % 9 == 0:
                    answers.append([mine[account], "opt_out", "2026-01-27T10:00:00Z", "mail", "", "", "", "", "", f"slip-{number}"])
                if number % 6 == 0:
                    answers.append([mine[account], "opt_in", "2026-02-20T10:00:00Z", "web", "joint_venture_partner", "PX",
                                    "electronic", "your-information", "2026-1", f"click-{number}"])
    with open(folder / "answers.csv", "w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(answers)


class Build:
    """One program with its ledger; seconds of each job, one a round."""

    def __init__(self, program, inputs, folder):
        self.program, self.inputs, self.folder = pathlib.Path(program).resolve(), inputs, folder
        self.clock, self.processors = {}, {}

    def run(self, *words, may_deny=False):
        environment = {"PATH": os.environ["PATH"], "ASSENT_LEDGER": "ledger", "ASSENT_ACTOR": "bench", "ASSENT_DATA": str(self.data())}
        done = subprocess.run([self.program, *words], cwd=self.folder, env=environment, capture_output=True, text=True)
        if done.returncode not in ((0, 2) if may_deny else (0,)):
            raise SystemExit(f"{self.program} {' '.join(words)}: status {done.returncode}\n{done.stderr}")

    def data(self):
        """The packs and the catalogue that lie beside the program's build."""
        return self.program.parents[2]

    def timed(self, job, work):
        before, begun = os.times(), time.perf_counter()
        work()
        seconds, after = time.perf_counter() - begun, os.times()
        spent = after.children_user + after.children_system - before.children_user - before.children_system
        self.clock.setdefault(job, []).append(seconds)
        self.processors.setdefault(job, []).append(spent)

    def jobs(self):
        """What a round does, in this order."""
        customers, answers = str(self.inputs / "customers.csv"), str(self.inputs / "answers.csv")
        mapping = str(TELCO / "mapping.toml")
        notice = ("--notice", "your-information", "--version", "2026-1")

        def begin():
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir()
            self.run("init")
            self.run("--now", "2026-01-01T06:00:00Z", "import", "customers", "--mapping", mapping, customers)

        def give():
            self.run("--now", "2026-01-10T08:00:00Z", "notice", "publish", str(ROOT / "examples/notice.toml"))
            self.run("--now", "2026-01-15T15:00:00Z", "notice", "give", customers, "--account-column", "customerID", *notice,
                     "--by", "mail", "--sent", "2026-01-15", "--otherwise-in", "ar")

        def scrub(name, times=1):
            for each in range(times):
                self.run("scrub", str(CAMPAIGN), customers, "--account-column", "customerID", "--at", "2026-03-02T08:00:00+02:00",
                         "--permitted", f"{name}-{each}-permitted.csv", "--refused", f"{name}-{each}-refused.csv")

        def decide():
            for each in range(30):
                self.run("decide", "--account", f"7590-VHVEG-{each % 10}", "--offer", "long_distance", "--information",
                         "services,usage", "--at", "2026-03-02T08:00:00+02:00", may_deny=True)

        def refuse():
            for each in range(30):
                self.run("--now", "2026-03-03T08:00:00Z", "record", "opt-out", "--account", f"7590-VHVEG-{each % 10}",
                         "--channel", "web", "--evidence", f"click {each}")

        yield "import of customers", begin
        yield "the same import again", lambda: self.run("--now", "2026-01-02T06:00:00Z", "import", "customers", "--mapping", mapping, customers)
        yield "notices given", give
        yield "answers recorded", lambda: self.run("--now", "2026-02-20T18:00:00Z", "record", "answers", answers)
        yield "scrub by the ledger", lambda: scrub("ledger")
        yield "index build", lambda: self.run("index", "build")
        yield "scrub by the index, 5 times", lambda: scrub("index", 5)
        yield "reach, 5 times", lambda: [self.run("reach", str(CAMPAIGN), "--at", "2026-03-02T08:00:00+02:00") for _ in range(5)]
        yield "decide, 30 times", decide
        yield "record opt-out, 30 times", refuse
        yield "ledger verify", lambda: self.run("ledger", "verify")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before")
    parser.add_argument("now")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--copies", type=int, default=40)
    parser.add_argument("--folder", default=None, help="where to work; a disk rather than memory")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as name:
        folder = pathlib.Path(name).resolve()
        write_inputs(folder, asked.copies)
        before, now = Build(asked.before, folder, folder / "before"), Build(asked.now, folder, folder / "now")
        for number in range(asked.rounds):
            pair = (before, now) if number % 2 == 0 else (now, before)
            for first, second in zip(pair[0].jobs(), pair[1].jobs()):
                pair[0].timed(*first)
                pair[1].timed(*second)
            print(f"round {number + 1} of {asked.rounds}", flush=True)
    print(f"\n| job | before, s | least-most | now, s | ratio | processors, ratio | |\n|---|---|---|---|---|---|---|")
    for job, seconds in before.clock.items():
        old, new = statistics.median(seconds), statistics.median(now.clock[job])
        cpu = statistics.median(now.processors[job]) / statistics.median(before.processors[job])
        mark = "slower" if new > SLOWER * old and new > max(seconds) else ""
        print(f"| {job} | {old:.3f} | {min(seconds):.3f}-{max(seconds):.3f} | {new:.3f} | {new / old:.2f} | {cpu:.2f} | {mark} |")


if __name__ == "__main__":
    main()
