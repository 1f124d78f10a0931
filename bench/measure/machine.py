"""The machine on which everything was measured."""

import os
import platform
import re
import subprocess
import time

from measure import work


def _lscpu(key):
    text = subprocess.run(["lscpu"], capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"}).stdout
    found = re.search(rf"^{key}:\s*(.+)$", text, re.MULTILINE)
    return found.group(1).strip() if found else "unknown"


def _memory():
    with open("/proc/meminfo") as file:
        return int(re.search(r"MemTotal:\s+(\d+) kB", file.read()).group(1)) * 1024


def disk_read_rate(folder, size=1 << 30):
    """Bytes a second from the disk, past the page cache; nothing where the file system cannot do that."""
    path = folder / "disk-rate"
    block = os.urandom(1 << 22)
    with open(path, "wb") as file:
        for _ in range(size // len(block)):
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    try:
        begun = time.monotonic()
        subprocess.run(["dd", f"if={path}", "of=/dev/null", "bs=4M", "iflag=direct", "status=none"], check=True)
        return size / (time.monotonic() - begun)
    except subprocess.CalledProcessError:
        return None
    finally:
        path.unlink()


def keep(results):
    folder = work.BUILD / "disk"
    folder.mkdir(parents=True, exist_ok=True)
    rate = disk_read_rate(folder)
    results.keep(
        "machine", float(os.cpu_count()), "processors", "lscpu; uname -r",
        model=_lscpu("Model name"), threads_a_core=_lscpu("Thread.s. per core"), cache=_lscpu("L3 cache"),
        memory=_memory(), kernel=platform.release(), disk_read=rate, compiler=_compiler())


def _compiler():
    text = subprocess.run(["g++-12", "--version"], capture_output=True, text=True).stdout
    return text.splitlines()[0] if text else "unknown"
