"""One decision in process: ours, Cedar, OPA and Casbin on the same questions, one thread, warm."""

import json
import os

from measure import work

PEERS = work.ROOT / "bench" / "peers"
FOLDER = work.BUILD / "decision"


def _cedar_version():
    lines = (PEERS / "cedar" / "Cargo.lock").read_text().splitlines()
    at = lines.index('name = "cedar-policy"')
    return lines[at + 1].split('"')[1]


def build_peers(say):
    """Builds the peers whose language is installed, and names missing languages. A peer that fails to build is a refusal."""
    programs = {}
    if work.installed("cargo"):
        say("building Cedar's program (some minutes, the first time)")
        work.run(["cargo", "build", "--release", "--locked", "--quiet"], cwd=PEERS / "cedar",
                 env={"CARGO_TARGET_DIR": str(work.BUILD / "cedar")})
        programs["cedar"] = [work.BUILD / "cedar" / "release" / "assent-bench-cedar", PEERS / "cedar" / "policies"]
    else:
        say("no cargo on this machine: Cedar is left out")
    for engine in ("opa", "casbin"):
        if not work.installed("go"):
            say(f"no go on this machine: {engine} is left out")
            continue
        say(f"building {engine}'s program")
        program = work.BUILD / "peers" / engine
        work.run(["go", "build", "-o", program, "."], cwd=PEERS / engine)
        programs[engine] = [program, PEERS / engine]
    return programs


def measure(results, quick):
    results.forget("decision.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    questions = work.RELEASE / "bench" / "bench_questions"
    work.run([questions, FOLDER, 1000])

    engines = {"assent": [work.RELEASE / "bench" / "bench_decisions", FOLDER / "cases.jsonl"]}
    for engine, program in build_peers(work.say).items():
        engines[engine] = [*program, FOLDER / "questions.jsonl"]

    # In turn, round after round, so that other work on the machine affects all of them equally.
    rounds, seconds, repetitions = (3, 0.2, 3) if quick else (5, 0.5, 5)
    figures = {engine: [] for engine in engines}
    told = {}
    for _ in range(rounds):
        for engine, argv in engines.items():
            ran = work.run([*argv, seconds, repetitions])
            told[engine] = json.loads(ran.out)
            figures[engine] += told[engine]["ns"]
            told[engine]["command"] = ran.command
    cases = {each["cases"] for each in told.values()}
    if len(cases) != 1:
        raise work.Refused("the engines were asked different numbers of questions")
    note = f"all answers and reasons agree on {cases.pop():,} questions; processor time, one thread, warm"
    for engine, values in figures.items():
        version = _cedar_version() if engine == "cedar" else told[engine].get("version", "")
        results.keep(f"decision.{engine}", work.median(values), "ns", told[engine]["command"], note, version=version,
                     **work.spread(values))
    results.keep("decision.questions", float(max(each["cases"] for each in told.values())), "questions",
                 work.shown([questions, FOLDER, 1000]), by_reason=_by_reason())
    _google(results, quick)


def _by_reason():
    counts = {}
    with open(FOLDER / "questions.jsonl") as file:
        for line in file:
            expect = json.loads(line)["expect"]
            key = expect["decision"] + " " + expect["reason"]
            counts[key] = counts.get(key, 0) + 1
    return dict(sorted(counts.items(), key=lambda each: -each[1]))


def _google(results, quick):
    """The benchmark of single kinds of decisions, with allocations counted."""
    out = FOLDER / "google.json"
    ran = work.run([work.RELEASE / "bench" / "bench_decision", f"--benchmark_repetitions={3 if quick else 9}",
                    "--benchmark_report_aggregates_only=true", f"--benchmark_out={out}",
                    "--benchmark_out_format=json"])
    for each in json.loads(out.read_text())["benchmarks"]:
        if each.get("aggregate_name") != "median":
            continue
        name = each["run_name"].split("/")[1]
        results.keep(f"decision.kind.{name}", each["cpu_time"], "ns", ran.command,
                     allocations=each.get("allocations", 0))
    os.remove(out)
