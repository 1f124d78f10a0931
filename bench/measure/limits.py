"""The most that the machine can do: memory, and reading and copying the very files of a scrub."""

import json

from measure import work


def memory(results, size):
    """Triad, sum and look-ups over `size` bytes, which is what the index of the base has."""
    ran = work.run([work.RELEASE / "bench" / "bench_limits", size, 2])
    told = json.loads(ran.out)
    note = f"over {size:,} bytes, 2 threads, median"
    results.keep("limits.triad", told["triad"], "bytes/s", ran.command, note)
    results.keep("limits.sum", told["sum"], "bytes/s", ran.command, note, bytes=size)
    results.keep("limits.probes", told["probes"], "look-ups/s", ran.command, note + ", prefetched")


def files(results, list_file, outputs, times=5):
    work.warm(list_file, *outputs)
    lines = work.median_run(times, ["wc", "-l", list_file])
    results.keep("limits.wc", lines.seconds, "s", lines.command, "the list's lines counted, page cache warm",
                 **work.spread(lines.all_seconds))
    copy = outputs[0].parent / "copy"
    shell = "cat " + " ".join(str(each) for each in outputs) + f" > {copy}"
    # Into a new file each time, as a scrub does: emptying a large file takes as long again.
    copied = work.median_run(times, ["sh", "-c", shell], before=lambda: copy.unlink(missing_ok=True))
    copy.unlink()
    results.keep("limits.cat", copied.seconds, "s", copied.command.replace("sh -c ", ""),
                 "both outputs copied into a file on the same disk, page cache warm", **work.spread(copied.all_seconds))
