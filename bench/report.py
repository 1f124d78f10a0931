#!/usr/bin/env python3
"""The report of what has been measured: build/bench/report/README.md and its plots, from the files in
build/bench/results. What has not been measured is left out and named.

    bench/report.py [RESULTS [REPORT]]
"""

import dataclasses
import pathlib
import sys

from measure import plot, work
from measure.sizes import in_words


@dataclasses.dataclass(frozen=True)
class Pair:
    """Two results of the same work. The ratio is the peer's time divided by ours; `bar` is the lowest ratio that is demanded."""

    what: str
    ours: str
    peer: str
    engine: str
    bar: float | None


PAIRS = (
    Pair("one decision in process, with its reason", "decision.assent", "decision.cedar", "Cedar", 20),
    Pair("one decision in process, with its reason", "decision.assent", "decision.opa", "OPA", 100),
    Pair("one decision in process, with its reason", "decision.assent", "decision.casbin", "Casbin", 100),
    Pair("a list, CSV in to CSV out", "scrub.assent", "scrub.duckdb", "DuckDB", 6),
    Pair("a list, CSV in to CSV out", "scrub.small.assent", "scrub.small.postgres", "PostgreSQL", None),
    Pair("the whole base by reason", "reach.assent", "reach.duckdb", "DuckDB", 3),
    Pair("the whole base by reason", "reach.small.assent", "reach.small.postgres", "PostgreSQL", None),
)

# The base that the demands about size speak of.
LARGE = 100_000_000

ENGINES = (("cedar", "Cedar"), ("opa", "OPA"), ("casbin", "Casbin"), ("duckdb", "DuckDB"), ("postgres", "PostgreSQL"))


def seconds_of(result):
    return result["value"] * 1e-9 if result["unit"] == "ns" else result["value"]


def time_text(seconds):
    for scale, unit in ((1, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns")):
        if seconds >= scale or unit == "ns":
            value = seconds / scale
            return f"{value:,.0f} {unit}" if value >= 100 else f"{value:.3g} {unit}"
    return ""


def spread_text(result):
    if "low" not in result:
        return ""
    scale = 1e-9 if result["unit"] == "ns" else 1
    return f"{time_text(result['low'] * scale)} – {time_text(result['high'] * scale)}, {result['runs']} runs"


def times_text(ratio):
    return f"{ratio:,.3g} ×" if ratio < 1000 else f"{ratio:,.0f} ×"


def rate_text(rate):
    for scale, unit in ((1e9, "billion"), (1e6, "million"), (1e3, "thousand")):
        if rate >= scale:
            return f"{rate / scale:.3g} {unit}"
    return f"{rate:.3g}"


def bytes_text(value):
    for scale, unit in ((1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")):
        if value >= scale:
            return f"{value / scale:.3g} {unit}"
    return f"{value:.0f} B"


def table(head, rows, right=()):
    line = "|" + "|".join(" ---: " if i in right else " --- " for i in range(len(head))) + "|"
    return ["| " + " | ".join(head) + " |", line, *("| " + " | ".join(row) + " |" for row in rows), ""]


class Report:
    def __init__(self, results, folder):
        self.results = results
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.svg"):
            old.unlink()

    def has(self, *names):
        return all(name in self.results for name in names)

    def under(self, prefix):
        return {name[len(prefix):]: each for name, each in self.results.items() if name.startswith(prefix)}

    def plot(self, name, text):
        (self.folder / (name + ".svg")).write_text(text)
        return [f"![{name}]({name}.svg)", ""]

    def size_text(self, result):
        parts = []
        if "rows" in result:
            parts.append(in_words(result["rows"]) + " rows")
        if "customers" in result:
            parts.append(in_words(result["customers"]) + " customers")
        return " against ".join(parts)

    def demands(self):
        """Everything that is demanded, whether it holds or not; the report says what was not measured."""
        rows = []

        def demand(what, demanded, measured, text, holds):
            if measured is None:
                rows.append([what, demanded, "not measured", ""])
            else:
                rows.append([what, demanded, text(measured), "yes" if holds(measured) else "**no**"])

        for pair in PAIRS:
            if pair.bar is not None:
                ratio = (seconds_of(self.results[pair.peer]) / seconds_of(self.results[pair.ours])
                         if self.has(pair.ours, pair.peer) else None)
                demand(pair.what, f"at least {pair.bar:g} × as fast as {pair.engine}", ratio, times_text,
                       lambda ratio, bar=pair.bar: ratio >= bar)
        demand("the whole base by reason", "at least 60 % of the memory's bandwidth, which is that of a sum over the same "
               "bytes", self.results.get("reach.assent", {}).get("share"), lambda share: f"{100 * share:.0f} %",
               lambda share: share >= 0.6)
        demand("a list, CSV in to CSV out", "at most 4 × the time of `wc -l` of the list and `cat` of both outputs",
               seconds_of(self.results["scrub.assent"]) / (self.results["limits.wc"]["value"] +
                                                           self.results["limits.cat"]["value"])
               if self.has("scrub.assent", "limits.wc", "limits.cat") else None, times_text, lambda ratio: ratio <= 4)
        for kind, what, most in (("bytes", "the index", 32), ("all_bytes", "the index with keys and maps", 56)):
            demand(f"{what}, {in_words(LARGE)} customers", f"at most {most} bytes a customer", self._large(kind),
                   lambda size: f"{size:.1f} bytes", lambda size, most=most: size <= most)
        demand(f"the index of {in_words(LARGE)} customers", "built in at most 60 s", self._large("build"), time_text,
               lambda seconds: seconds <= 60)
        for name in ("coverage", "due"):
            told = self.results.get(f"coverage.assent.{name}")
            enough = told is not None and told.get("customers", 0) >= 10_000_000
            demand(f"`notice {name}`, 10 million customers, with the index", "under 1 s, the process included",
                   told["value"] * 10_000_000 / told["customers"] if enough else None, time_text,
                   lambda seconds: seconds < 1)
        return ["## What is demanded, and whether it holds", "",
                *table(["what", "demanded", "measured", "holds"], rows, (2,)),
                "The index is built here from invented customers in memory; from a ledger it takes as long as reading "
                "that takes ([operating.md](../operating.md)).", ""]

    def _large(self, kind):
        return self.results.get(f"growth.assent.{kind}.{LARGE}", {}).get("value")

    def pairs(self):
        rows, missing = [], []
        for pair in PAIRS:
            if not self.has(pair.ours, pair.peer):
                missing.append(f"{pair.what}, beside {pair.engine}")
                continue
            ours, peer = self.results[pair.ours], self.results[pair.peer]
            size = self.size_text(ours)
            rows.append([pair.what + (f": {size}" if size else ""), time_text(seconds_of(ours)), pair.engine,
                         time_text(seconds_of(peer)), f"**{times_text(seconds_of(peer) / seconds_of(ours))}**"])
        text = ["## Ours and theirs", ""]
        text += table(["the same work", "Assent", "peer", "its time", "ratio"], rows, (1, 3, 4))
        text += ["The ratio is the peer's time by ours. Every pair was measured in one run, and only after both gave the "
                 "same answers; where they do not, there is no figure.", ""]
        if missing:
            text += ["Not measured here: " + "; ".join(missing) + ".", ""]
        return text

    def decision(self):
        if not self.has("decision.assent"):
            return []
        rows = [("Assent", seconds_of(self.results["decision.assent"]), True)]
        rows += [(name, seconds_of(self.results["decision." + key]), False) for key, name in ENGINES
                 if self.has("decision." + key)]
        text = ["## One decision in process", ""]
        text += self.plot("decision", plot.bars("One decision, with its reason, facts in memory",
                                                "processor time a decision, one thread", rows, time_text))
        detail = []
        for key, name in (("assent", "Assent"), *ENGINES):
            result = self.results.get("decision." + key)
            if result:
                detail.append([name, result.get("version", ""), time_text(seconds_of(result)), spread_text(result)])
        text += table(["engine", "version", "median", "lowest – highest"], detail, (2,))
        questions = self.results["decision.questions"]
        kinds = questions["by_reason"]
        shown = ", ".join(f"`{reason.split()[1]}` {count}" for reason, count in list(kinds.items())[:8])
        text += [f"{questions['value']:,.0f} questions, {len(kinds)} different answers: {shown}, …", ""]
        text += [
            "The questions are those of the project's decision cases ([cases.md](../cases.md)) that a policy engine can be "
            "asked, and drawn ones: one customer under `tra` or `fcc-2007`, at most one notice, one opt-out, one "
            "withdrawal, one opt-in, one agreement; steps 2 to 9, 12, 13, 14 and 15 of [decision.md](../decision.md). "
            "What is left to Assent alone: one-time consents, soft opt-ins, chains of notices, histories with several events of a kind, clocks that are set back at midnight.", "",
            "In the peers' favour, outside their time: local dates were worked out (each as a day number and as "
            "`yyyymmdd`), the offer was looked up in the catalogue, entities, contexts, inputs and requests were made, "
            "policies parsed, queries prepared. Cedar and Casbin hold one regime at a time, OPA both. Inside ours: time "
            "zone and calendar arithmetic from instants and dates, and all that a decision has besides its reason – "
            "findings, the entries it rests on, the instant until which it holds, and on a deny what would turn it.", ""]
        single = self.under("decision.kind.")
        if single:
            text += table(["kind of decision, Assent alone", "median", "allocations"],
                          [[name.replace("_", " "), time_text(seconds_of(each)), f"{each['allocations']:.0f}"]
                           for name, each in single.items()], (1, 2))
        return text

    def databases(self):
        bars = []
        for name, label in (("scrub", "list"), ("reach", "count")):
            for key, engine in ((".assent", "Assent"), (".duckdb", "DuckDB"), (".small.assent", "Assent"),
                                (".small.postgres", "PostgreSQL")):
                if self.has(name + key):
                    each = self.results[name + key]
                    bars.append((f"{label}, {in_words(each['customers'])}: {engine}", seconds_of(each),
                                 engine == "Assent"))
        if not bars:
            return []
        text = ["## Lists and whole bases, beside databases", ""]
        text += self.plot("databases", plot.bars("A list scrubbed, a base counted", "seconds by the clock", bars,
                                                 time_text))
        detail = []
        for name in ("scrub.assent", "scrub.duckdb", "scrub.small.assent", "scrub.small.postgres", "reach.assent",
                     "reach.duckdb", "reach.small.assent", "reach.small.postgres"):
            if not self.has(name):
                continue
            each = self.results[name]
            rate = each.get("rows", each.get("customers", 0)) / seconds_of(each)
            memory = bytes_text(each["memory"]) if each.get("memory") else "–"
            detail.append([f"`{name}`", self.size_text(each), time_text(seconds_of(each)), rate_text(rate) + " a second",
                           memory, spread_text(each)])
        text += table(["", "size", "median", "rate", "most memory", "lowest – highest"], detail, (2, 3, 4))
        text += [
            "All decide long distance, offered by the carrier itself, under `tra`, from the same synthetic base (docs/"
            "synth.md): Assent from what its ledger has, the databases from a flat table, where the base's maker has put the latest "
            "choice of each kind and each notice's outcome into columns. Their SQL is set-based and knows this one "
            "campaign: the offer, the recipient and the pack are written into it. The list is scrubbed into two files, the "
            "refused rows with their reason; Assent keeps the list's order and adds a sentence to each refused row, which "
            "the databases do not. Counts by reason and the permitted rows are equal, row for row, or there is no "
            "figure.", "",
            "DuckDB: the base in its own file, two threads, 14 GB, the order of rows left free; timed inside the process "
            "from the first statement. PostgreSQL: tuned for whole-table work (bench/peers/postgres/cluster), primary key, "
            "ANALYZE, parallel plans; timed at the client. " + self.our_ways() + " All with a warm page cache.", ""]
        return text

    def our_ways(self):
        """Which part of our work was timed; the results of the parts say it."""
        ways = {each["way"] for name, each in self.results.items() if "way" in each}
        return " ".join(sorted(ways))

    def limits(self):
        rows = []
        if self.has("limits.sum"):
            rows.append(["triad", rate_text(self.results["limits.triad"]["value"]) + " bytes/s", ""])
            rows.append(["sum over the index's bytes", rate_text(self.results["limits.sum"]["value"]) + " bytes/s",
                         self._share("reach.assent", "limits.sum")])
            rows.append(["look-ups at random places, prefetched",
                         rate_text(self.results["limits.probes"]["value"]) + " a second", ""])
        if self.has("limits.wc"):
            rows.append(["`wc -l` of the list", time_text(self.results["limits.wc"]["value"]),
                         self._times("scrub.assent", "limits.wc")])
        if self.has("limits.cat"):
            rows.append(["`cat` of both outputs into a file", time_text(self.results["limits.cat"]["value"]),
                         self._times("scrub.assent", "limits.cat")])
        if not rows:
            return []
        return ["## Beside what the machine can do", "",
                *table(["limit", "measured", "Assent beside it"], rows, (1,)),
                "Memory with two threads, files with a warm page cache; medians. A machine that is shared has faster memory "
                "at times: a sum, for which the processor reads far ahead, gains more by that than counting, whose share "
                "of it is then smaller (50 % where a sum made 48 billion bytes/s).", ""]

    def _share(self, ours, limit):
        if not self.has(ours, limit) or "scanned_bytes" not in self.results[ours]:
            return ""
        each = self.results[ours]
        seconds = each.get("scan_seconds", seconds_of(each))
        rate = each["scanned_bytes"] / seconds
        beside = f", {each['share']:.0%} of a sum over the same bytes just before and after" if "share" in each else ""
        return f"counting goes at {rate_text(rate)} bytes/s, {rate / self.results[limit]['value']:.0%} of this{beside}"

    def _times(self, ours, limit):
        if not self.has(ours, limit):
            return ""
        return f"the scrub takes {seconds_of(self.results[ours]) / self.results[limit]['value']:.3g} × that"

    def growth(self):
        kinds = self.under("growth.")
        if not kinds:
            return []
        series = {}
        for name, each in kinds.items():
            kind, customers = name.rsplit(".", 1)
            series.setdefault(kind, []).append((int(customers), each["value"], each["unit"]))
        rates = []
        for kind, label, per_second in (("assent.build", "index built", False), ("assent.save", "index written", False),
                                        ("assent.load", "index read and checked", False),
                                        ("assent.update", "index updated", True), ("assent.count", "base counted", False),
                                        ("duckdb.load", "DuckDB loaded", False),
                                        ("postgres.load", "PostgreSQL loaded", False)):
            points = [(n, value if per_second else n / value) for n, value, _ in series.get(kind, []) if value > 0]
            if points:
                rates.append((label, sorted(points)))
        sizes = [(label, sorted((n, value) for n, value, _ in series[kind])) for kind, label in
                 (("assent.bytes", "Assent's index"), ("assent.all_bytes", "with keys and maps"),
                  ("duckdb.bytes", "DuckDB's file"), ("postgres.bytes", "PostgreSQL")) if kind in series]
        text = ["## Growth", ""]
        if rates:
            text += self.plot("growth-rates", plot.lines("As the base grows: rates", "customers in the base",
                                                         "customers (or changes) a second", rates, in_words, rate_text))
        if sizes:
            text += self.plot("growth-bytes", plot.lines("As the base grows: bytes a customer", "customers in the base",
                                                         "bytes a customer", sizes, in_words, lambda v: f"{v:g}"))
        numbers = sorted({n for points in series.values() for n, _, _ in points})
        rows = [[label, *(next((rate_text(v) for n, v in points if n == size), "–") for size in numbers)]
                for label, points in rates]
        rows += [[label + ", bytes a customer", *(next((f"{v:.1f}" for n, v in points if n == size), "–")
                                                  for size in numbers)] for label, points in sizes]
        opened = dict((n, value) for n, value, _ in series.get("assent.load_validated", []))
        if opened:
            rows.append(["time to open an index that was found whole before",
                         *(time_text(opened[size]) if size in opened else "–" for size in numbers)])
        text += table(["a second", *(in_words(n) for n in numbers)], rows, tuple(range(1, len(numbers) + 1)))
        return text + self._how_to_read(series)

    def _how_to_read(self, series):
        text = []
        counted = dict((n, n / value) for n, value, _ in series.get("assent.count", []))
        whole = self.results.get("reach.assent")
        if whole and whole["customers"] in counted:
            text += [f"The {rate_text(whole['customers'] / seconds_of(whole))} customers a second of `reach.assent` include "
                     f"compiling the campaign; the {rate_text(counted[whole['customers']])} of *base counted* are counting "
                     "alone. The two were measured in different runs, and runs differ.", ""]
        sizes = sorted((n, value) for n, value, _ in series.get("assent.all_bytes", []))
        if len(sizes) > 1:
            text += [f"Small bases take more bytes a customer ({sizes[0][1]:.1f} with keys and maps at "
                     f"{in_words(sizes[0][0])}), because the shared facts weigh more where fewer share them.", ""]
        return text

    def ledger(self):
        parts = self.under("ledger.")
        if not parts:
            return []
        text = ["## The ledger", ""]
        for name in ("append", "import"):
            if name in parts:
                text += ["```", parts[name]["text"].rstrip(), "```", ""]
        return text

    def coverage(self):
        parts = self.under("coverage.")
        if not self.has("coverage.assent.coverage", "coverage.duckdb.coverage", "coverage.limit.sum"):
            return []
        ours = parts["assent.coverage"]["value"]
        names = {"assent.coverage": "`assent notice coverage`, with its index",
                 "assent.coverage_30_days": "the same, with a trend of 30 days",
                 "assent.due": "`assent notice due`, with the list",
                 "duckdb.coverage": "DuckDB, the same slices from Parquet",
                 "limit.sum": "one thread sums the bytes that are read"}
        rows = [[text, time_text(parts[name]["value"]), times_text(parts[name]["value"] / ours)]
                for name, text in names.items() if name in parts]
        return [f"## Who was told: {in_words(parts['assent.coverage']['customers'])} customers", "",
                "From the start of the process to its end; the last row without a process.", "",
                *table(["what", "time", "as a multiple of coverage"], rows, (1, 2))]

    def machine(self):
        if not self.has("machine"):
            return []
        each = self.results["machine"]
        disk = bytes_text(each["disk_read"]) + "/s past the page cache" if each["disk_read"] else "not measured"
        versions = [f"{name} {version}" for name, version in self.versions().items()]
        loads = [result["load"] for result in self.results.values() if "load" in result]
        return ["## Machine", "",
                *table(["", ""], [
                    ["processors", f"{each['value']:.0f} × {each['model']}, {each['threads_a_core']} thread a core, "
                                   f"L3 {each['cache']}"],
                    ["memory", bytes_text(each["memory"])], ["kernel", each["kernel"]], ["disk, reading", disk],
                    ["compiler", each["compiler"]], ["peers", "; ".join(versions) or "none"],
                    ["load average while measuring", f"{min(loads):.1f} to {max(loads):.1f}"],
                ])]

    def versions(self):
        found = {}
        for result in self.results.values():
            for key, name in ENGINES:
                if f".{key}" in result["name"] and result.get("version"):
                    found[name] = result["version"].lstrip("v")
        return found

    def commands(self):
        rows = [[f"`{name}`", f"`{each['command']}`"] for name, each in self.results.items()
                if name != "machine" and not name.startswith(("decision.kind", "limits.cat")) and each["command"]]
        return ["## Run it again", "", "    scripts/bench                      everything, some hours at 100 million",
                "    scripts/bench --quick              everything at 1 million customers, some minutes",
                "    scripts/bench --only decision      one part: decision, scrub, reach, growth, ledger", "",
                "The figures above come from these commands, which `scripts/bench` gives in this order:", "",
                *table(["result", "command"], rows)]

    def served(self):
        parts = self.under("served.")
        rows = []
        for kind in ("single", "batch"):
            constant = parts.get(f"{kind}.constant")
            for what in ("constant", "reason", "full", "opa", "cerbos", "openfga"):
                part = parts.get(f"{kind}.{what}")
                if part is None:
                    continue
                of_constant = "" if what == "constant" or not constant else f"{100 * part['value'] / constant['value']:.0f} %"
                waits = f"{part['p50_us'] / 1000:.2f} / {part['p99_us'] / 1000:.2f} ms" if "p50_us" in part else ""
                rows.append([part["note"], what, f"{rate_text(part['value'])} {part['unit']}", of_constant, waits])
        if not rows:
            return []
        text = ["## The server", "", "`wrk` asks on the same processors. *constant*: a handler in the same server that sends the same bytes for "
                "every request. *reason*: the decision with its reason, from the index. *full*: with everything behind it, from the ledger. "
                "*opa*, *cerbos*, *openfga*: the same question to other servers, each with 100,000 accounts and the least that answers it.", "",
                *table(["", "response", "rate", "of the constant", "median / 99 % within"], rows, right=(2, 3, 4))]
        for name, words in (("start", "ready to be asked after"), ("memory", "resident memory"), ("memory.opa", "OPA's resident memory"),
                            ("memory.cerbos", "Cerbos's"), ("memory.openfga", "OpenFGA's")):
            if name in parts:
                value = time_text(parts[name]["value"]) if name == "start" else bytes_text(parts[name]["value"])
                text.append(f"- {words} {value} ({parts[name]['note']})")
        for name, words in (("half", "decisions at half of the peak"), ("half.beside", "the same"), ("writes.most", "refusals recorded, durable"),
                            ("writes.paced", "refusals recorded, durable")):
            if name in parts:
                part = parts[name]
                text.append(f"- {words}: {rate_text(part['value'])} {part['unit']} ({part['note']}); median {part['p50_us'] / 1000:.2f} ms, "
                            f"99 % within {part['p99_us'] / 1000:.2f} ms")
        if "writes.sync" in parts:
            text.append(f"- beside: {time_text(parts['writes.sync']['value'])} for {parts['writes.sync']['note']}")
        return [*text, ""]

    def write(self):
        text = ["# Measured", "", "Assent beside the engines and databases that could do its work, on one machine, as "
                "`scripts/bench` measures it. Synthetic customers; nobody's data.", ""]
        for part in (self.demands, self.pairs, self.decision, self.databases, self.limits, self.growth, self.coverage, self.ledger, self.served, self.honest,
                     self.machine, self.commands):
            text += part()
        (self.folder / "README.md").write_text("\n".join(text).rstrip() + "\n")

    def honest(self):
        loads = [result["load"] for result in self.results.values() if "load" in result]
        processors = self.results["machine"]["value"] if self.has("machine") else 1
        busy = [f"- The machine was busy with other work while this was measured: a load average of up to {max(loads):.0f} "
                f"on {processors:.0f} processors. All times are longer than on a quiet one; the sides of a pair were measured "
                "one after the other under it."] if loads and max(loads) > 2 * processors else []
        return ["## What these figures do not say", "", *busy,
                "- One machine with two processors; peers that scale over many were given two as well.",
                "- Policy engines and databases do much that Assent does not. They are measured at Assent's work alone.",
                "- The rules were written for them here, with care, and not by their makers.",
                "- Synthetic customers are more regular than real ones; the shares of the reasons are the base's maker's.",
                "- Other work on the machine shows in the load average below; single decisions are measured in processor "
                "time, everything else by the clock.", ""]


def main(results=work.BUILD / "results", report=work.BUILD / "report"):
    made = Report(work.Results(pathlib.Path(results)).all(), pathlib.Path(report))
    made.write()
    print(f"the report is {pathlib.Path(report).resolve() / 'README.md'}".replace(str(work.ROOT) + "/", ""))


if __name__ == "__main__":
    main(*sys.argv[1:])
