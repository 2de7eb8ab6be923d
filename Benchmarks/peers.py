#!/usr/bin/env python3
"""The same steps on the same file with the tools that are installed: polars, duckdb, VisiData, wc, grep.

usage: peers.py FILE [TOOL ...]     (pip install polars duckdb visidata; one process a tool)
Each line: tool, step, seconds by the clock, CPU seconds, peak memory in MB of the process.
"""
import resource, subprocess, sys, time


def cpu():
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in usage)


def peak():
    return max(resource.getrusage(w).ru_maxrss for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) // 1024


def step(tool, name, work):
    start, before = time.perf_counter(), cpu()
    result = work()
    print(f"{tool:12} {name:10} {time.perf_counter() - start:8.3f} s {cpu() - before:8.3f} cpu {peak():6d} MB  {result}")
    return result


def polars(path):
    import polars as pl
    read = pl.read_ndjson if path.endswith(".jsonl") else pl.read_csv
    frame = read(path)  # once, so that pages are warm and the import is paid
    del frame
    frame = []
    step("polars", "open", lambda: frame.append(read(path)) or frame[0].height)
    table = frame[0]
    step("polars", "filter", lambda: table.filter((pl.col("target") > 0.8) & (pl.col("rating") == "rejected")).height)
    step("polars", "search", lambda: table.filter(pl.col("comment_text").str.contains("people", literal=True)).height)
    step("polars", "sort", lambda: table.sort(["target", "id"], descending=True).head(50)["id"][0])


def duckdb(path):
    import duckdb as db
    con = db.connect()
    source = f"read_json('{path}', format='newline_delimited')" if path.endswith(".jsonl") else f"read_csv('{path}', parallel=false)"
    query = lambda text: con.execute(text).fetchall()[0][0]
    step("duckdb", "open", lambda: query(f"select count(*) from {source}"))
    step("duckdb", "filter", lambda: query(f"select count(*) from {source} where target > 0.8 and rating = 'rejected'"))
    step("duckdb", "search", lambda: query(f"select count(*) from {source} where contains(comment_text, 'people')"))
    step("duckdb", "sort", lambda: query(f"select id from {source} order by target desc, id desc limit 50"))


def visidata(path):
    from visidata import Path, vd
    sheet = vd.openPath(Path(path))

    def load():
        sheet.reload()
        vd.sync()
        return len(sheet.rows)

    def sort():
        sheet._ordering = [(sheet.column("target"), True)]
        sheet.sort()
        vd.sync()
        return sheet.column("id").getValue(sheet.rows[0])

    step("visidata", "open", load)
    step("visidata", "sort", sort)


def wc(path):
    step("wc -l", "open", lambda: subprocess.run(["wc", "-l", path], capture_output=True, text=True).stdout.split()[0])
    step("grep -cF", "search", lambda: subprocess.run(
        ["grep", "-cF", "people", path], capture_output=True, text=True, env={"LC_ALL": "C"}).stdout.strip())


TOOLS = {"wc": wc, "polars": polars, "duckdb": duckdb, "visidata": visidata}
if len(sys.argv) == 2:
    for name in TOOLS:
        status = subprocess.run([sys.executable, __file__, sys.argv[1], name]).returncode
        if status:
            print(f"{name:12} not measured: it is not installed, or it failed")
else:
    for name in sys.argv[2:]:
        TOOLS[name](sys.argv[1])
