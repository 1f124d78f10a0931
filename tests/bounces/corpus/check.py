"""Compares what the product makes of a corpus of returned mail with labels given by hand.

check.py PROGRAM FOLDER LABELS: PROGRAM prints a verdict for each file; LABELS has lines `FILE<tab>SHA-256<tab>VERDICT`.
"""

import collections
import hashlib
import pathlib
import random
import subprocess
import sys
import tempfile

program, folder, labels = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])


def verdicts(files):
    found = {}
    names = [str(file) for file in files]
    for at in range(0, len(names), 200):
        printed = subprocess.run([program, *names[at : at + 200]], check=True, capture_output=True).stdout
        for line in printed.decode("utf-8", "replace").splitlines():
            name, verdict, _ = line.split("\t")
            found[pathlib.Path(name)] = verdict
    return found


files = sorted(file for file in folder.rglob("*") if file.is_file())
found = verdicts(files)
wrong = [f"{file}: no verdict" for file in files if file not in found]

labelled = 0
for line in labels.read_text().splitlines():
    name, digest, label = line.split("\t")
    file = folder / name
    if not file.exists() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
        wrong.append(f"{name}: not the message that was labelled")
        continue
    labelled += 1
    if found.get(file) != label:
        wrong.append(f"{name}: labelled {label}, found {found.get(file)}")

# The variants that the corpus has, and those that are made here of every message.
variants = 0
for ending in ("dos", "mac"):
    for file in sorted((folder / ending).glob("*")):
        original = folder / "bsd" / file.name
        if original.exists():
            variants += 1
            if found[file] != found[original]:
                wrong.append(f"{ending}/{file.name}: {found[file]}, but {found[original]} with LF")


with tempfile.TemporaryDirectory() as made:
    originals = {}
    for file in files:
        text = file.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        for ending, end in (("lf", b"\n"), ("crlf", b"\r\n"), ("cr", b"\r")):
            variant = pathlib.Path(made) / f"{len(originals)}.{ending}"
            variant.write_bytes(text.replace(b"\n", end))
            originals[variant] = file
    for variant, verdict in verdicts(list(originals)).items():
        variants += 1
        if verdict != found[originals[variant]]:
            wrong.append(f"{originals[variant].name} as {variant.suffix[1:]}: {verdict}, but {found[originals[variant]]}")

    # Cut and changed at random: there must be a verdict, whichever it is.
    chance = random.Random(20260601)
    broken = []
    for number, file in enumerate(files):
        text = bytearray(file.read_bytes())
        for _ in range(20):
            if text:
                text[chance.randrange(len(text))] = chance.randrange(256)
        del text[chance.randrange(len(text) + 1) :]
        broken.append(pathlib.Path(made) / f"broken{number}")
        broken[-1].write_bytes(text)
    if len(verdicts(broken)) != len(broken):
        wrong.append("some of the broken messages have no verdict")

counts = collections.Counter(found.values())
print(f"{len(files)} messages: " + ", ".join(f"{number} {verdict}" for verdict, number in counts.most_common()))
print(f"{labelled} labelled by hand, {variants} variants of line ends, {len(broken)} broken ones: {len(wrong)} wrong")
for each in wrong:
    print(each)
sys.exit(1 if wrong else 0)
