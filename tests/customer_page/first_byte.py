"""How soon does the page for refusing begin, beside a response that never changes?

    first_byte.py ASSENT ASSENTD

Asks a real server for both in turns, over one connection, and prints the time from the request to the first byte of the response: median
and ninth decile, in microseconds. The page may take at most twice as long. Not a part of the suite: on a machine that does much else, it
measures the machine. Exit status 1: it takes longer.
"""

import socket
import sys
import tempfile
import time

from world import World

TURNS = 3000


def ask(connection, path):
    began = time.perf_counter()
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: choices.carrier.example\r\n\r\n".encode())
    got = connection.recv(1)
    first = time.perf_counter() - began
    while b"\r\n\r\n" not in got:
        got += connection.recv(65536)
    head, _, body = got.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), head
    length = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length"))
    while len(body) < length:
        body += connection.recv(65536)
    return first, length


def main():
    with tempfile.TemporaryDirectory() as place:
        world = World(sys.argv[1], sys.argv[2], place)
        link = world.link("C-1")
        paths = {"constant": "/livez", "page": link[link.index("/choices"):]}
        times = {name: [] for name in paths}
        with socket.create_connection(("127.0.0.1", world.server.port)) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for _ in range(TURNS):
                for name, path in paths.items():
                    first, length = ask(connection, path)
                    times[name].append((first, length))
        assert world.end() == 0
    medians = {}
    for name, all_of_it in times.items():
        firsts = sorted(first for first, _ in all_of_it)
        medians[name] = firsts[len(firsts) // 2]
        print(f"{name}: {all_of_it[0][1]} bytes, median {medians[name] * 1e6:.0f} us, ninth decile {firsts[len(firsts) * 9 // 10] * 1e6:.0f} us")
    ratio = medians["page"] / medians["constant"]
    print(f"page / constant: {ratio:.2f}")
    return 0 if ratio <= 2 else 1


if __name__ == "__main__":
    sys.exit(main())
