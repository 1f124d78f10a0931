"""Do hostile clients hold up the others?

    hostile.py ASSENT ASSENTD [--seconds N] [--rate N] [--idle N] [--slow N] [--handshakes N] [--most-ratio R]

Others ask a server for decisions at an even rate (`assent load`), beside nobody, and beside each kind of hostile client in turn; always once
before and once after beside nobody. The table has the time within which 99 of 100 were answered, and its ratio to that beside nobody.
Exit status 0: no ratio is larger than R, and each of the others was answered; 1: not so; 3: this machine has not enough open files or ports.
"""

import argparse
import asyncio
import json
import pathlib
import resource
import subprocess
import sys
import tempfile

from server import Server, certificates

HEAD = b"POST /access/v1/evaluation HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
RECORD = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"  # how a handshake begins; 500 more bytes are promised


class Hostile:
    """Clients of one kind, as many as `count`, each of which comes again when it is turned away."""

    def __init__(self, port, count, key):
        self.port, self.count, self.authorization = port, count, f"Authorization: Bearer {key}\r\n".encode()
        self.came = self.ended = 0

    async def run(self, ready):
        self.ready = ready
        await asyncio.gather(*(self.client(number) for number in range(self.count)))

    async def client(self, number):
        while True:
            try:
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                self.came += 1
                if self.came == self.count:
                    self.ready.set()
                try:
                    await self.meet(reader, writer, number)
                finally:
                    self.ended += 1
                    writer.transport.abort()
            except OSError:
                await asyncio.sleep(0.2)

    async def until_it_ends(self, reader):
        try:
            while await reader.read(65536):
                pass
        except OSError:
            pass

    async def drip(self, reader, writer, first, rest):
        """Sends `first`, and then a byte each second until the server has enough of it."""
        writer.write(first)
        ended = asyncio.ensure_future(self.until_it_ends(reader))
        for each in rest:
            done, _ = await asyncio.wait([ended], timeout=1)
            if done:
                return await ended
            writer.write(bytes([each]))
        await ended


class Idle(Hostile):
    async def meet(self, reader, writer, number):
        await self.until_it_ends(reader)


class SlowHeads(Hostile):
    async def meet(self, reader, writer, number):
        await self.drip(reader, writer, b"", HEAD * 100)


class SlowBodies(Hostile):
    async def meet(self, reader, writer, number):
        await self.drip(reader, writer, HEAD + self.authorization + b"Content-Length: 50000\r\n\r\n{", b" " * 50_000)


class HalfHandshakes(Hostile):
    async def meet(self, reader, writer, number):
        await self.drip(reader, writer, RECORD, b"\0" * 500)


class NoReaders(Hostile):
    async def meet(self, reader, writer, number):
        body = json.dumps({"subject": {"type": "carrier", "id": "crm"}, "action": {"name": "marketing"},
                           "evaluations": [{"resource": {"type": "account", "id": "A-1"}}] * 2000}).encode()
        writer.transport.pause_reading()
        writer.write(HEAD.replace(b"evaluation ", b"evaluations ") + self.authorization + b"Content-Length: %d\r\n\r\n" % len(body) + body)
        await asyncio.sleep(15)


class Oversized(Hostile):
    """Twenty a second: a body of which 2 GiB are promised, or a head that goes on and on."""

    async def meet(self, reader, writer, number):
        body = HEAD + self.authorization + b"Content-Length: 2147483648\r\n\r\n"
        writer.write(body if number % 2 else HEAD + b"X: " + b"x" * 10_000)
        ended = asyncio.ensure_future(self.until_it_ends(reader))
        while not ended.done():
            writer.write(b"x" * 16_384)
            await asyncio.wait([ended], timeout=0.05)
        await asyncio.sleep(self.count / 20)


KINDS = {"idle connections": (Idle, "idle"), "heads a byte a second": (SlowHeads, "slow"), "bodies a byte a second": (SlowBodies, "slow"),
         "half handshakes": (HalfHandshakes, "handshakes"), "clients that do not read": (NoReaders, "unread"),
         "bodies and heads too large": (Oversized, "large")}


async def load(server, asked):
    process = await asyncio.create_subprocess_exec(
        str(server.assent_program), "load", f"http://127.0.0.1:{server.port}", "--count", "200", "--offer", "mobile_plan", "--rate", str(asked.rate),
        "--duration", str(asked.seconds), "--connections", "16", "--json", env=server.environment | {"ASSENT_KEY": server.keys["service"]},
        stdout=subprocess.PIPE)
    out, _ = await process.communicate()
    assert process.returncode == 0, out
    made = json.loads(out)
    assert not made["errors"], made["errors"]
    return made["latency"]


async def beside(server, asked, kind, count):
    hostile = kind(server.ports[1 if kind is HalfHandshakes else 0], count, server.keys["service"])
    ready = asyncio.Event()
    running = asyncio.ensure_future(hostile.run(ready))
    await asyncio.wait_for(ready.wait(), 120)
    measured = await load(server, asked)
    ended = hostile.ended
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    return measured, ended


async def measure(server, asked):
    rows = []
    quiet = await load(server, asked)
    for name, (kind, amount) in KINDS.items():
        count = getattr(asked, amount)
        if count == 0:
            continue
        measured, ended = await beside(server, asked, kind, count)
        after = await load(server, asked)
        base = (quiet["p99"] + after["p99"]) / 2
        rows.append({"beside": name, "clients": count, "ended": ended, "quiet_p50_us": (quiet["p50"] + after["p50"]) / 2, "p50_us": measured["p50"],
                     "quiet_p99_us": base, "p99_us": measured["p99"], "ratio": round(measured["p99"] / base, 2)})
        quiet = after
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("assent")
    parser.add_argument("assentd")
    parser.add_argument("--seconds", type=int, default=10, help="of each measurement")
    parser.add_argument("--rate", type=int, default=200, help="requests a second of the others")
    parser.add_argument("--idle", type=int, default=10_000)
    parser.add_argument("--slow", type=int, default=1000)
    parser.add_argument("--handshakes", type=int, default=3000)
    parser.add_argument("--unread", type=int, default=100)
    parser.add_argument("--large", type=int, default=20)
    parser.add_argument("--most-ratio", type=float, default=2)
    asked = parser.parse_args()
    needed = 2 * max(asked.idle, asked.slow, asked.handshakes)
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < needed:
        print(f"this machine lets a process open {hard} files; {needed} are needed: raise the limit, or ask for fewer clients", file=sys.stderr)
        return 3
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard if hard != resource.RLIM_INFINITY else needed, hard))
    with tempfile.TemporaryDirectory() as folder:
        certificates(folder)
        settings = ('[[listen]]\nport = 0\n[[listen]]\nport = 0\ntls = true\n[tls]\ncertificate = "localhost.pem"\nkey = "localhost.key"\n')
        with Server(asked.assent, asked.assentd, pathlib.Path(folder), settings=settings) as server:
            rows = asyncio.run(measure(server, asked))
            assert server.ask("GET", "/livez", role="").status == 200
    print("| beside | clients | ended meanwhile | p50, quiet | p50 | p99, quiet | p99 | ratio |\n|---|---|---|---|---|---|---|---|")
    for row in rows:
        print("| " + " | ".join(f"{value / 1000:.2f} ms" if name.endswith("_us") else str(value) for name, value in row.items()) + " |")
    return 0 if all(row["ratio"] <= asked.most_ratio for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
