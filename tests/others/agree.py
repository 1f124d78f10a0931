"""Do other programs read the same rows from the files that this program writes?

    agree.py ASSENT ASSENT-LAB

Makes both write every kind of CSV file that they write, from lists full of what programs read differently. Reads each
file with Python's csv module, DuckDB and pandas. All must see the same rows. Exit status 0: they do.
"""

import csv
import pathlib
import random
import subprocess
import sys
import tempfile

import duckdb
import pandas

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOTICE = ROOT / "examples/notice.toml"
LISTS = 30
SEED = 20260601

MAPPING = """
[account]
column = "account"
[state]
column = "state"
values = { A = "active" }
[kind]
constant = "residential"
[language]
constant = "en"
[time_zone]
constant = "Asia/Beirut"
[[services]]
constant = "local"
"""
FLAGS = """
[account]
column = "account"
[choice]
column = "choice"
values = { N = "opted_out" }
"""
CAMPAIGN = """
name = "Others"
regime = "tra"
purpose = "marketing"
offer = "long_distance"
recipient = "carrier"
information = ["contact", "services"]
"""

GOOD = [f"G{i}" for i in range(8)]
BAD = [f"B{i}" for i in range(8)]

# Cells as they stand in a list: sound ones, and ones that make their row faulty.
SOUND = [b"", b"x", b" x ", b"=1+1", b"-2", b"@x", b"+961", b"'", b"#x", b"\\", b"a;b", b"a|b", b"a\tb", b"007", b"1e5", b"NULL",
         b"NaN", b"sep=;", "أبي".encode(), "it’s ©".encode(), b'""', b'"x"', b'"a,b"', b'"a""b"', b'""""', b'"a\nb"', b'"a\r\nb"',
         b'"a\rb"', b'"\n"', b'"\nG0,permitted"', '"a\u2028b"'.encode(), '"\u0085"'.encode(), b'" x"', b'";"', b'"\t"',
         "\ufeffx".encode(), b"x" * 3000, b'"' + b"y\n" * 2000 + b'"']
FAULTY = [b'x"y', b' "x"', b'"x" y', b'"x"y', b"a\x00b", b"\x1a", b'"\x1a"', b"a\x1b[2K", b"\x0b", b'"\x0c"', b"\xff", "a\u2028b".encode(),
          "a\u0085b".encode(), b"a,b", b'x"y,z']


def fail(text):
    sys.exit(f"agree: {text}")


class Carrier:
    def __init__(self, program, folder):
        self.program = pathlib.Path(program).resolve()
        self.folder = folder
        self.read = 0
        self.write("map.toml", MAPPING.encode())
        self.write("flags.toml", FLAGS.encode())
        self.write("campaign.toml", CAMPAIGN.encode())
        self.run("2026-01-01T06:00:00Z", "init")

    def write(self, name, data):
        (self.folder / name).write_bytes(data)
        return name

    def run(self, now, *words, status=(0,), program=None):
        command = [pathlib.Path(program).resolve() if program else self.program, "--now", now, "--quiet", *words]
        environment = {"ASSENT_LEDGER": "t.ledger", "ASSENT_ACTOR": "test"}
        done = subprocess.run(command, cwd=self.folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        if done.returncode not in status:
            fail(f"{words}: exit status {done.returncode}: {done.stderr.decode(errors='replace')}")
        return done

    # What every program sees in the file: its rows, the first of them the header.
    def rows(self, name):
        path = self.folder / name
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        if rows and len({len(row) for row in rows}) != 1:
            fail(f"{name}: rows of {sorted({len(row) for row in rows})} cells")
        with open(path, encoding="utf-8", newline="") as file:
            if list(csv.reader(file, strict=True)) != rows:
                fail(f"{name}: Python's csv module reads it otherwise when it is strict")
        with open(path, encoding="utf-8") as file:  # its own reading of line ends, in cells too
            plain = [[cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row] for row in rows]
            if list(csv.reader(file)) != plain:
                fail(f"{name}: Python's csv module reads it otherwise with a file opened as text")
        self.compare(name, "pandas", rows, self.with_pandas(path))
        self.compare(name, "DuckDB", rows, self.with_duckdb(path))
        self.read += 1
        return rows

    @staticmethod
    def compare(name, reader, rows, others):
        if others == rows:
            return
        for number, (ours, theirs) in enumerate(zip(rows, others)):
            if ours != theirs:
                fail(f"{name}: row {number} is {ours!r} to Python's csv module and {theirs!r} to {reader}")
        fail(f"{name}: {len(rows)} rows to Python's csv module and {len(others)} to {reader}")

    @staticmethod
    def with_pandas(path):
        table = pandas.read_csv(path, header=None, dtype=str, keep_default_na=False, encoding="utf-8")
        return table.values.tolist()

    @staticmethod
    def with_duckdb(path):
        relation = duckdb.sql(
            "SELECT * FROM read_csv($path, header = false, all_varchar = true, auto_detect = false, delim = ',', quote = '\"', "
            "escape = '\"', columns = $columns, nullstr = '\\x00none', max_line_size = 4194304)",
            params={"path": str(path), "columns": {f"c{i}": "VARCHAR" for i in range(len(next(csv.reader(open(path, newline="", encoding="utf-8")))))}})
        return [["" if cell is None else cell for cell in row] for row in relation.fetchall()]


def list_of(chance, columns):
    head = [b"account", b'"na""me"', b'"no\nte"', b"reason"][:columns]
    rows = [b",".join(head)]
    for _ in range(chance.randrange(1, 120)):
        account = chance.choice(GOOD + BAD + ["nobody", "", " "])
        cells = [chance.choice([account, f'"{account}"']).encode()]
        for _ in range(columns - 1):
            cells.append(chance.choice(FAULTY if chance.random() < 0.02 else SOUND))
        if chance.random() < 0.03:
            cells = cells[:-1] or [b"x"]
        rows.append(b",".join(cells))
        if chance.random() < 0.03:
            rows.append(b"")
    line_end = chance.choice([b"\n", b"\r\n"])
    return chance.choice([b"", b"\xef\xbb\xbf"]) + line_end.join(rows) + chance.choice([b"", line_end])


def scrub(carrier, name, data, *words):
    carrier.write("list.csv", data)
    carrier.run("2026-03-05T08:00:00Z", "scrub", "campaign.toml", "list.csv", "--permitted", f"{name}.p.csv", "--refused", f"{name}.r.csv",
                *words, status=(0, 4))
    permitted, refused = carrier.rows(f"{name}.p.csv"), carrier.rows(f"{name}.r.csv")
    if any(row[0] not in GOOD for row in permitted[1:]):
        fail(f"{name}: the permitted list names somebody else")
    again = carrier.run("2026-03-05T08:00:00Z", "scrub", "campaign.toml", f"{name}.p.csv", "--permitted", "again.p.csv", "--refused",
                        "again.r.csv", status=(0, 4))
    if (carrier.folder / "again.p.csv").read_bytes() != (carrier.folder / f"{name}.p.csv").read_bytes():
        fail(f"{name}: the permitted list does not read as itself: {again.stderr!r}")
    return permitted, refused


def main():
    with tempfile.TemporaryDirectory() as folder:
        carrier = Carrier(sys.argv[1], pathlib.Path(folder))
        everybody = "\n".join(GOOD + BAD).encode()
        carrier.write("base.csv", b"account,state\n" + b"\n".join(each.encode() + b",A" for each in GOOD + BAD) + b"\n")
        carrier.run("2026-01-01T06:00:00Z", "import", "customers", "--mapping", "map.toml", "base.csv")
        carrier.run("2026-01-10T08:00:00Z", "notice", "publish", str(NOTICE))
        notice = ["--notice", "your-information", "--version", "2026-1"]
        carrier.write("given.csv", b"account\n" + everybody + b"\n")
        carrier.run("2026-01-15T15:00:00Z", "notice", "give", "given.csv", *notice, "--by", "sms", "--sent", "2026-01-15", "--in", "en")
        for account in BAD:
            carrier.run("2026-02-01T10:00:00Z", "record", "opt-out", "--account", account)

        # Lists of rows that cannot be used: every kind of faulty row, and every cell beside one.
        faults = []
        for cell in SOUND + FAULTY:
            faults.append(b"nobody,?," + cell)
            faults.append(b"nobody,?," + cell + b",x,y,z")
        faults.append(b"nobody,?," + b"x" * 200_000)
        faults.append(b'nobody,?,"open\nnobody,?,x')
        rows = b"\n".join(faults) + b"\n"
        now = "2026-03-01T08:00:00Z"
        rejecting = {
            "customers": (b"account,state,n\n", ["import", "customers", "--mapping", "map.toml"], []),
            "approvals": (b"account,choice,n\n", ["import", "approvals", "--mapping", "flags.toml"], []),
            "answers": (b"account,choice,evidence\n", ["record", "answers"], ["--channel", "mail"]),
            "given": (b"account,x,n\n", ["notice", "give"], [*notice, "--by", "sms", "--sent", "2026-01-16", "--in", "en"]),
            "deliveries": (b"account,result,n\n", ["notice", "deliveries"], [*notice, "--by", "sms"]),
        }
        for kind, (header, command, options) in rejecting.items():
            carrier.write(f"{kind}.csv", header + rows)
            carrier.run(now, *command, f"{kind}.csv", *options, "--rejects", f"{kind}.rejects.csv", status=(0, 4))
            told = carrier.rows(f"{kind}.rejects.csv")
            if len(told) < len(faults) or told[0] != ["line", "column", "reason", "row"]:
                fail(f"{kind}: {len(told)} rows told of {len(faults)} faults")

        # The results of scrubs.
        chance = random.Random(SEED)
        refused_at_all = 0
        for number in range(LISTS):
            columns = chance.randrange(1, 5)
            words = chance.choice([[], ["--explain-each"], ["--language", "ar"]]) if number else []
            _, refused = scrub(carrier, f"s{number}", list_of(chance, columns), *words)
            refused_at_all += len(refused) - 1
        if refused_at_all < LISTS * 10:
            fail("the lists had hardly a row")

        # A text in which some programs see another row: no result.
        for name, data in {"returns": b"account,n\rB0,x\rG0,y\r", "a-return": b"account,n\nG0,x\rB0,y\nG1,z\n"}.items():
            carrier.write(f"{name}.csv", data)
            carrier.run("2026-03-05T08:00:00Z", "scrub", "campaign.toml", f"{name}.csv", "--permitted", f"{name}.p.csv", "--refused",
                        f"{name}.r.csv", status=(3,))
            if list(carrier.folder.glob(f"{name}.p.csv*")) or list(carrier.folder.glob(f"{name}.r.csv*")):
                fail(f"{name}: there are results of a list that was refused")

        # Invented carriers.
        for what in (["table"], ["list"], ["list", "--telephone"]):
            carrier.run("2026-03-01T08:00:00Z", "synth", *what, "--customers", "300", "--output", "synth.csv", program=sys.argv[2])
            if len(carrier.rows("synth.csv")) != 301:
                fail(f"synth {what}: rows are missing")
        print(f"{carrier.read} files, read by four readers as the same rows")


if __name__ == "__main__":
    main()
