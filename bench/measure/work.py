"""Running commands and keeping what they measured.

A result is a small JSON file in build/bench/results: name, value, unit, command, note, and what else belongs to it
(spread, version, the machine's load). Parts write them and the report reads those that are there, so you can run parts
alone and again.
"""

import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "bench"
RELEASE = ROOT / "build" / "release"


class Refused(Exception):
    """A part cannot measure: a program is missing or failed, or results differ. Says why."""


def shown(argv):
    """A command as a person would type it from the root of the source tree."""
    return " ".join(str(each).replace(str(ROOT) + "/", "") for each in argv)


class Ran:
    """What a command cost: seconds by the clock, seconds of processors, and the most memory it held, in bytes."""

    def __init__(self, argv, seconds, usage, out):
        self.argv = argv
        self.command = shown(argv)
        self.seconds = seconds
        self.processor_seconds = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss * 1024
        self.out = out


def run(argv, *, stdin=None, env=None, allowed=(0,), cwd=None):
    """Runs a command to its end, keeping what it prints. A status that is not allowed is a refusal."""
    begun = time.monotonic()
    with open(stdin or os.devnull, "rb") as source:
        process = subprocess.Popen(
            [str(each) for each in argv], stdin=source, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**os.environ, **(env or {})}, cwd=cwd)
        # Commands print little here, so the pipe of one never fills while the other is read.
        out = process.stdout.read().decode(errors="replace")
        err = process.stderr.read().decode(errors="replace")
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - begun
    if process.returncode not in allowed:
        raise Refused(f"`{shown(argv)}` ended with {process.returncode}:\n{err[-2000:]}")
    return Ran(argv, seconds, usage, out)


def median_run(times, argv, before=lambda: None, **options):
    """The run of median time among so many; with the seconds of all of them. `before` is called before each."""
    def one():
        before()
        return run(argv, **options)
    ran = sorted((one() for _ in range(times)), key=lambda each: each.seconds)
    middle = ran[len(ran) // 2]
    middle.all_seconds = [each.seconds for each in ran]
    return middle


class Results:
    def __init__(self, folder=BUILD / "results"):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def forget(self, prefix):
        """So that a part that refuses leaves no older results behind."""
        for file in self.folder.glob(prefix + "*.json"):
            file.unlink()

    def keep(self, name, value, unit, command, note="", **more):
        result = {"name": name, "value": value, "unit": unit, "command": command, "note": note, **more}
        result["load"] = os.getloadavg()[0]
        (self.folder / (name + ".json")).write_text(json.dumps(result, indent=1) + "\n")
        print(f"  {name}: {value:,.4g} {unit}", flush=True)
        return result

    def all(self):
        return {file.stem: json.loads(file.read_text()) for file in sorted(self.folder.glob("*.json"))}


def spread(values):
    return {"low": min(values), "high": max(values), "runs": len(values)}


def median(values):
    return statistics.median(values)


def say(text):
    print(text, flush=True)


def complain(text):
    print(text, file=sys.stderr, flush=True)


def installed(program):
    return shutil.which(program) is not None


def clear(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def size_of(path):
    """Bytes of a file, or of all files of a folder."""
    path = pathlib.Path(path)
    if path.is_file():
        return path.stat().st_size
    return sum(each.stat().st_size for each in path.rglob("*") if each.is_file())


def warm(*paths):
    """Reads files once, so that what is timed afterwards finds them in the page cache."""
    for path in paths:
        with open(path, "rb", buffering=0) as file:
            while file.read(1 << 22):
                pass
