#!/usr/bin/env python3
"""The library as other programs get it: installed to its own folder, found by find_package and pkg-config alone.

    check.py BUILD SOURCE FOLDER

Builds the examples of docs/library.md and docs/client.md against the installed tree, runs them (the second with a server
and without) and compares what they print; and checks what libassent.so exports.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

build, source, folder = (Path(each).resolve() for each in sys.argv[1:4])
prefix = folder / "prefix"

PROJECT = """
cmake_minimum_required(VERSION 3.25)
project(others LANGUAGES C CXX)
find_package(assent 0.1 REQUIRED)
set(CMAKE_CXX_STANDARD 20)
add_compile_options(-Wall -Wextra -Wpedantic -Werror)
add_executable(example_c example.c)
target_link_libraries(example_c PRIVATE assent::c)
add_executable(example_cpp example.cpp)
target_link_libraries(example_cpp PRIVATE assent::assent)
add_executable(client client.cpp)
target_link_libraries(client PRIVATE assent::assent)
add_executable(headers_c headers.c)
set_target_properties(headers_c PROPERTIES C_STANDARD 99 C_EXTENSIONS OFF)
target_link_libraries(headers_c PRIVATE assent::c)
add_executable(headers_cpp headers.cpp)
set_target_properties(headers_cpp PROPERTIES CXX_STANDARD 17 CXX_EXTENSIONS OFF)
target_link_libraries(headers_cpp PRIVATE assent::assent)
"""


def run(*command: object, **more: object) -> str:
    done = subprocess.run([str(each) for each in command], capture_output=True, text=True, **more)
    if done.returncode != 0:
        sys.exit(f"{command[0]} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def check(what: str, found: object, wanted: object) -> None:
    if found != wanted:
        sys.exit(f"{what}:\n{found}\nwanted:\n{wanted}")
    print(f"{what}: as wanted")


def examples() -> dict[str, tuple[str, str]]:
    """Each language's example with what it prints."""
    text = (source / "docs/library.md").read_text()
    return {
        language: (code, printed)
        for language, code, printed in re.findall(r"```(cpp|c|python)\n(.*?)```\n\n```text\n(.*?)```", text, re.S)
    }


def client_example() -> tuple[str, str, str]:
    """The example in C++ of docs/client.md, what it prints, and what it prints without a server."""
    text = (source / "docs/client.md").read_text()
    found = re.search(r"```cpp\n(.*?)```\n.*?```text\n(.*?)```\n\n```text\n(.*?)```", text, re.S)
    if not found:
        sys.exit("docs/client.md has no example in C++")
    return found.group(1), found.group(2), found.group(3)


def run_client(program: Path) -> None:
    sys.path.insert(0, str(source / "tests/served"))
    from server import Server

    _, printed, without = client_example()
    with Server(build / "assent", build / "assentd", folder / "server") as server:
        url, environment = f"http://127.0.0.1:{server.port}", {**os.environ, "ASSENT_KEY": server.keys["service"]}
        check("what the client prints", run(program, url, env=environment), printed)
        server.end()
        check("what it prints without a server", run(program, url, env=environment), without)


def only_our_names_are_seen() -> None:
    library = next((prefix).rglob("libassent.so"))
    seen = {line.split()[-1].split("@")[0] for line in run("nm", "-D", "--defined-only", library).splitlines()}
    header = (prefix / "include/assent/c.h").read_text()
    declared = set(re.findall(r"^ASSENT_API\b.*?\b(assent_\w+)\(", header, re.M | re.S))
    check("what libassent.so shows", sorted(seen), sorted(declared))


def build_examples(project: Path) -> None:
    blocks = examples()
    project.mkdir()
    (project / "CMakeLists.txt").write_text(PROJECT)
    (project / "example.c").write_text(blocks["c"][0])
    (project / "example.cpp").write_text(blocks["cpp"][0])
    (project / "client.cpp").write_text(client_example()[0])
    (project / "headers.c").write_text("#include <assent/c.h>\nint main(void) { return assent_version() == NULL; }\n")
    headers = sorted(each.name for each in (prefix / "include/assent").glob("*.hpp"))
    (project / "headers.cpp").write_text(
        "".join(f"#include <assent/{each}>\n" for each in headers) + "int main() { return 0; }\n"
    )
    environment = {**os.environ, "CMAKE_PREFIX_PATH": str(prefix)}
    run("cmake", "-G", "Ninja", "-S", project, "-B", project / "build", env=environment)
    run("cmake", "--build", project / "build", env=environment)


def place_to_run() -> Path:
    place = folder / "run"
    place.mkdir()
    for each in ("customers.csv", "mapping.toml"):
        shutil.copy(source / "tests/installed" / each, place)
    for each in ("regimes", "catalogues", "notices"):
        (place / each).symlink_to(source / each)
    return place


def main() -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    run("cmake", "--install", build, "--component", "library", "--prefix", prefix)
    only_our_names_are_seen()
    project = folder / "project"
    build_examples(project)
    place = place_to_run()
    blocks = examples()
    # In this order: the first one makes the ledger.
    for language in ("cpp", "c"):
        printed = run(project / "build" / f"example_{language}", cwd=place)
        check(f"what the example in {language} prints", printed, blocks[language][1])
    run_client(project / "build/client")
    if shutil.which("pkg-config"):
        package = next(prefix.rglob("pkgconfig"))
        flags = run("pkg-config", "--cflags", "--libs", "assent", env={**os.environ, "PKG_CONFIG_PATH": str(package)})
        run("cc", project / "example.c", "-o", folder / "by_pkg_config", *flags.split())
        print("pkg-config: as wanted")
    # For the example in Python, which scripts/python runs here.
    (place / "example.py").write_text(blocks["python"][0])
    (place / "example.py.prints").write_text(blocks["python"][1])


main()
