#!/usr/bin/env python3
"""Files that are far too large, too deep or never end: what every command that reads them says, and what it takes.

    python3 Fuzzing/resources.py [--program .build/release/lethe] [--small] [CASE …]

Makes one file after the other in a temporary folder, runs the program on it with a time limit, and prints a table: exit
code, seconds, the most anonymous memory at any time (RssAnon: mapped pages of the file are not in it), and what was said.
A line that is not as it must be begins with "!": a signal, a trap, more than 512 MB, no sentence, a time limit, or
another exit code than is expected. --small makes files of a tenth of the size. RESULTS.md has the last table.
"""

import argparse, gzip, os, random, shutil, signal, struct, subprocess, sys, tempfile, threading, time

MIB = 1 << 20
LIMIT = 512 * MIB
FATAL = 3 << 30  # A run that takes so much is ended before it takes the machine.


class Case:
    def __init__(self, name, make, commands, seconds=120):
        self.name, self.make, self.commands, self.seconds = name, make, commands, seconds


def repeat(path, piece, size, head=b"", tail=b""):
    """A file of `size` bytes of `piece`, between head and tail."""
    block = piece * max(1, MIB // len(piece))
    with open(path, "wb") as out:
        out.write(head)
        left = size
        while left > 0:
            part = block[: min(left, len(block))]
            out.write(part)
            left -= len(part)
        out.write(tail)


def text(path, content):
    with open(path, "wb") as out:
        out.write(content if isinstance(content, bytes) else content.encode())


def rows(path, header, line, count):
    with open(path, "w") as out:
        out.write(header)
        for start in range(0, count, 100_000):
            for i in range(start, min(count, start + 100_000)):
                out.write(line(i))


def bomb(path, compressor, gigabytes, head=b"a,b\n", piece=b"1,2\n"):
    with open(path, "wb") as out:
        process = subprocess.Popen(compressor, stdin=subprocess.PIPE, stdout=out)
        process.stdin.write(head)
        block = piece * (4 * MIB // len(piece))
        for _ in range(gigabytes * 256):
            process.stdin.write(block)
        process.stdin.close()
        process.wait()


def npy(path, shape, data=b"\0" * 64, descr="<f8"):
    header = ("{'descr': '%s', 'fortran_order': False, 'shape': %s, }\n" % (descr, shape)).encode()
    with open(path, "wb") as out:
        out.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + data)


def nested(depth):
    return b'{"a":' * depth + b"1" + b"}" * depth + b"\n"


# What a command must end with: exit codes, or None where any documented one does.
READ = [(["show", "FILE", "--limit", "2"], None), (["summary", "FILE"], None), (["init", "FILE"], None)]


def read(*codes):
    return [(command, set(codes) if codes else None) for command, _ in READ]


def cases(scale):
    n = lambda count: max(1, count // scale)
    wide = lambda columns: (
        ",".join(f"c{i}" for i in range(columns)) + "\n" + (",".join("1" * columns) + "\n") * 3)
    many = n(1_000_000)

    def categories(path):
        rows(path, "id,kind,sex,y\n", lambda i: f"{i},k{i * 7919 % many},{'fm'[i % 2]},{i * 31 % 7 // 4}\n", many)

    def predictions(path):
        rows(path, "g,t,p\n", lambda i: f"g{i},{i % 2},{i * 31 % 7 // 4}\n", many)

    init = ["init", "FILE", "--target", "y", "--positive", "1"]
    yield Case("wide-1e5", lambda p: text(p, wide(n(100_000))),
               read(65) + [(["values", "FILE", "c5"], {65}), (["redact", "FILE", "--where", "row:1", "--to", "OUT"], {65})])
    yield Case("wide-16384", lambda p: text(p, wide(16_384)),
               read(0) + [(["values", "FILE", "c5"], {0}), (["redact", "FILE", "--where", "row:1", "--to", "OUT"], {0})], 300)
    yield Case("wide-1e6", lambda p: text(p, wide(n(1_000_000))), read(65))
    yield Case("header-field-10MB", lambda p: text(p, b"a," + b"x" * n(10 * MIB) + b"\n1,2\n3,4\n"), read(65))
    yield Case("header-field-300KB", lambda p: text(p, b"a," + b"x" * 300_000 + b"\n1,2\n3,4\n"), read(0))
    yield Case("header-repeated-names", lambda p: text(p, b"abc," * 16_000 + b"d\n" + b"1," * 16_000 + b"2\n" * 2), read(0), 300)
    yield Case("header-without-end", lambda p: repeat(p, b"abc,", n(200 * MIB)), read(65))
    yield Case("header-one-word-without-end", lambda p: repeat(p, b"x", n(200 * MIB)), read(65))
    yield Case("record-1e7-columns",
               lambda p: text(p, b"a,b\n1,2\n" + b",".join([b"1"] * n(10_000_000)) + b"\n3,4\n"), read(65))
    yield Case("record-300MB", lambda p: repeat(p, b"x", n(300 * MIB), b"a,b\n1,", b"\n3,4\n"), read(65))
    long = [(["values", "FILE", "b"], {0}), (["show", "FILE", "--csv"], {0}), (["show", "FILE", "--json"], {0}),
            (["show", "FILE", "--where", "b~/y+z/", "--count"], None), (["show", "FILE", "--sort", "b"], {0}),
            (["redact", "FILE", "--where", "row:1", "--to", "OUT"], {0})]
    yield Case("record-30MB", lambda p: repeat(p, b"x", n(30 * MIB), b"a,b\n1,", b"\n3,4\n"), read(0) + long)
    yield Case("record-30MB-of-words", lambda p: repeat(p, b"word wort ", n(30 * MIB), b"a,b\n1,", b"\n3,4\n"), read(0) + long)
    yield Case("records-60-of-30MB", lambda p: rows(
        p, "a,b\n", lambda i: f"{i % 2},{i} {'word ' * n(6 * MIB)}\n", 60),
        [(["show", "FILE"], {0}), (["summary", "FILE"], {0}), (["init", "FILE", "--target", "a"], {0})] + long[:5], 300)
    yield Case("records-1000-of-1MB", lambda p: rows(
        p, "a,b\n", lambda i: f"{i % 2},{i} {'word ' * n(MIB // 5)}\n", 1000),
        [(["show", "FILE"], {0}), (["summary", "FILE"], {0}), (["init", "FILE", "--target", "a"], {0})] + long[:5]
        + [(["train", "FILE"], {0})], 300)
    yield Case("quote-open-200MB", lambda p: repeat(p, b"1,x\n", n(200 * MIB), b'a,b\n1,"'), read(65))
    yield Case("quote-open-late", lambda p: repeat(p, b"1,x\n", n(200 * MIB), b"", b'1,"never\n'), read(65))
    yield Case("quotes-only", lambda p: repeat(p, b'"', n(200 * MIB)), read(65))
    yield Case("quotes-alternating", lambda p: repeat(p, b'"a', n(200 * MIB)), read())
    yield Case("quotes-lines", lambda p: repeat(p, b'"\n', n(200 * MIB)), read()[:2])
    yield Case("tiny-records-1e7", lambda p: repeat(p, b"0\n1\n1\n0\n", n(20 * MIB), b"a\n"), read(0))
    yield Case("newlines", lambda p: repeat(p, b"\n", n(100 * MIB)), read(65))
    yield Case("newlines-late", lambda p: repeat(p, b"\n", n(100 * MIB), b"a,b\n1,2\n"), read(0))
    yield Case("carriage-returns", lambda p: repeat(p, b"\r", n(100 * MIB)), read(65))
    yield Case("delimiters", lambda p: repeat(p, b",", n(100 * MIB)), read(65))
    yield Case("delimiters-late", lambda p: repeat(p, b",", n(100 * MIB), b"a,b\n1,2\n"), read(65))
    yield Case("comments", lambda p: repeat(p, b"#x\n", n(100 * MIB)), read(65))
    yield Case("categories-1e6", categories, [
        (["values", "FILE", "kind"], {0}), (["values", "FILE", "kind", "--by", "sex"], {0}),
        (["values", "FILE", "kind", "--limit", "1000000", "--json"], {0}),
        (["values", "FILE", "sex", "--by", "kind"], None), (["summary", "FILE"], {0}),
        (["show", "FILE", "--sort", "kind", "--limit", "2"], {0}), (init + ["--features", "kind"], None),
        (["train", "FILE", "--model", "logistic"], None), (["train", "FILE", "--model", "bayes"], None),
        (["train", "FILE", "--model", "ridge"], None), (["train", "FILE", "--model", "trees"], None),
        (["show", "FILE.lethe", "--where", "row:1..3"], {0})], 300)
    yield Case("groups-1e6", predictions, [
        (["audit", "FILE", "--truth", "t", "--prediction", "p", "--groups", "g"], None),
        (["audit", "FILE", "--truth", "t", "--prediction", "p", "--groups", "g", "--json"], None),
        (["report", "FILE", "--truth", "t", "--prediction", "p", "--groups", "g", "--to", "OUT.html"], None),
        (["init", "FILE", "--target", "t", "--positive", "1", "--groups", "g"], None)], 300)
    yield Case("text-target-1e6", categories, [(["init", "FILE", "--target", "kind"], {64}),
                                               (["train", "FILE", "--all-classes"], None)])
    yield Case("gzip-bomb-20GB", lambda p: bomb(p + ".gz", ["gzip", "-1"], n(20)), [
        (["show", "FILE.gz", "--limit", "2"], {65}), (["init", "FILE.gz"], {65}), (["summary", "FILE.gz"], {65})])
    yield Case("zstd-bomb-20GB", lambda p: bomb(p + ".zst", ["zstd", "-q", "-1"], n(20)), [
        (["show", "FILE.zst", "--limit", "2"], {65}), (["init", "FILE.zst"], {65})])
    yield Case("zstd-window", lambda p: text(p + ".zst", b"\x28\xb5\x2f\xfd\x00\xb8" + b"\0" * 64), [
        (["show", "FILE.zst", "--limit", "2"], {65})])
    yield Case("json-nested-1e6", lambda p: text(p + ".jsonl", nested(n(1_000_000))), [
        (["show", "FILE.jsonl", "--limit", "2"], {65}), (["init", "FILE.jsonl"], {65})])
    yield Case("json-arrays-nested-1e6", lambda p: text(
        p + ".jsonl", b'{"a":1}\n{"a":' + b"[" * n(1_000_000) + b"]" * n(1_000_000) + b"}\n"), [
        (["show", "FILE.jsonl", "--limit", "2"], {65})])
    yield Case("json-keys-1e6", lambda p: rows(
        p + ".jsonl", "", lambda i: '{"k%d":%d}\n' % (i, i), n(1_000_000)), [
        (["show", "FILE.jsonl", "--limit", "2"], None), (["init", "FILE.jsonl"], None),
        (["summary", "FILE.jsonl"], None)])
    yield Case("json-keys-in-one-1e6", lambda p: text(
        p + ".jsonl", "{" + ",".join('"k%d":%d' % (i, i) for i in range(n(1_000_000))) + "}\n"), [
        (["show", "FILE.jsonl", "--limit", "2"], None), (["init", "FILE.jsonl"], None)])
    yield Case("json-string-300MB", lambda p: repeat(p + ".jsonl", b"x", n(300 * MIB), b'{"a":"', b'"}\n{"a":"y"}\n'), [
        (["show", "FILE.jsonl", "--limit", "2"], None), (["init", "FILE.jsonl"], None)])
    yield Case("json-array-unclosed", lambda p: repeat(p + ".json", b'{"a":1},', n(200 * MIB), b"["), [
        (["show", "FILE.json", "--limit", "2"], {65})])
    yield Case("json-escapes", lambda p: repeat(p + ".jsonl", b"\\u0041", n(200 * MIB), b'{"a":"', b'"}\n{"a":"y"}\n'), [
        (["show", "FILE.jsonl", "--limit", "2"], None)])
    yield Case("libsvm-index-2^63-1", lambda p: text(
        p + ".svm", b"1 1:0.5 9223372036854775807:1\n0 1:0.5\n"), [
        (["show", "FILE.svm", "--limit", "2"], {65}), (["init", "FILE.svm"], {65})])
    yield Case("libsvm-index-2^48", lambda p: text(p + ".svm", b"1 1:0.5 281474976710655:1\n0 1:0.5\n" * 20), [
        (["show", "FILE.svm", "--limit", "2"], None), (["init", "FILE.svm"], None),
        (["train", "FILE.svm"], None)])
    yield Case("libsvm-one-line", lambda p: text(
        p + ".svm", b"1 " + b" ".join(b"%d:1" % i for i in range(1, n(10_000_000))) + b"\n0 1:1\n"), [
        (["show", "FILE.svm", "--limit", "2"], None), (["init", "FILE.svm"], None)])
    for name, shape in [("huge", "(9223372036854775807, 4096)"), ("overflow", "(4611686018427387904, 4)"),
                        ("negative-rows", "(-4, 2)"), ("negative-columns", "(4, -2)"), ("zero-columns", "(4, 0)"),
                        ("sum-overflow", "(1152921504606846975, 1)"), ("empty", "()"), ("words", "(a, b)")]:
        yield Case("npy-" + name, lambda p, shape=shape: npy(p + ".npy", shape), [
            (["show", "FILE.npy", "--limit", "2"], {65}), (["init", "FILE.npy"], {65})])
    yield Case("npy-type", lambda p: npy(p + ".npy", "(4, 2)", descr="<f9223372036854775807"), [
        (["show", "FILE.npy", "--limit", "2"], {65})])
    yield Case("npy-header-length", lambda p: text(
        p + ".npy", b"\x93NUMPY\x02\x00" + struct.pack("<I", 2**32 - 1) + b"{'descr': '<f8'"), [
        (["show", "FILE.npy", "--limit", "2"], {65})])
    yield Case("npy-beside-huge", lambda p: (text(p, b"a,b\n1,2\n3,4\n"), npy(p + ".npy", "(9223372036854775807, 4096)")), [
        (["show", "FILE", "--beside", "FILE.npy", "--limit", "2"], {65})])
    yield Case("utf16-cut", lambda p: text(p, "a,b\n1,ä\n".encode("utf-16")[:-3]), read(65))
    yield Case("utf16-200MB", lambda p: repeat(
        p, ("1," + "ä" * 100 + "\n").encode("utf-16le"), n(208 << 20), "\ufeffa,b\n".encode("utf-16le")), read(0))
    yield Case("number-1e6-digits", lambda p: text(p, b"a,b\n" + b"1,%s\n" % (b"9" * n(1_000_000)) * 20),
               read() + [(["values", "FILE", "b"], {0}), (["values", "FILE", "b", "--bins"], None),
                         (["show", "FILE", "--where", "b>3", "--count"], {64}),
                         (["show", "FILE", "--sort", "b", "--limit", "2"], {0})])
    small = b"a,b,y\n" + b"".join(b"%d,%s,%d\n" % (i, b"a" * 40, i % 2) for i in range(100))
    yield Case("where-nested-1e5", lambda p: text(p, small), [
        (["show", "FILE", "--where", "(" * n(60_000) + "a=1" + ")" * n(60_000), "--count"], {64}),
        (["show", "FILE", "--where", "-" * n(120_000) + "a=1", "--count"], {64})])
    yield Case("where-long", lambda p: text(p, small), [
        (["show", "FILE", "--where", " or ".join(f"a={i}" for i in range(n(10_000))), "--count"], {0}),
        (["show", "FILE", "--where", "x" * n(120_000), "--count"], {64}),
        (["show", "FILE", "--where", "x" * n(120_000) + "=1", "--count"], {64}),
        (["show", "FILE", "--where", "a=1 b=" + "(" * n(120_000), "--count"], {64}),
        (["show", "FILE", "--where", "a=" + '"x' * n(60_000), "--count"], {64}),
        (["values", "FILE", "x" * n(120_000)], {64}),
        (["show", "FILE", "--where", "a=" + "9" * n(120_000), "--count"], {0}),
        (["show", "FILE", "--where", "b~/" + "(a|" * n(10_000) + "b" + ")" * n(10_000) + "/", "--count"], {64}),
        (["show", "FILE", "--where", "b~/" + "a{1000}" * 100 + "/", "--count"], None)])
    yield Case("regex-explodes", lambda p: text(p, small), [
        (["show", "FILE", "--where", "b~/(a+)+$b/", "--count"], None),
        (["show", "FILE", "--where", "b~/(a|aa)+c/", "--count"], None),
        (["show", "FILE", "--where", "b~/((a{1,1000}){1,1000}){1,1000}/", "--count"], None),
        (["show", "FILE", "--where", "b~/(?R)/", "--count"], None)])
    yield Case("ids-1GB", lambda p: (text(p, small), repeat(p + ".ids", b"0123456789abcdef" * 2 + b"\n", n(1024 * MIB))), [
        (["redact", "FILE", "--ids", "FILE.ids", "--to", "OUT"], {65}),
        (["init", "FILE"], {0}), (["flag", "FILE.lethe", "toxic", "--ids", "FILE.ids"], {65})])
    yield Case("ids-one-line", lambda p: (text(p, small), repeat(p + ".ids", b"0", n(1024 * MIB))), [
        (["redact", "FILE", "--ids", "FILE.ids", "--to", "OUT"], {65})])
    yield Case("ids-zero", lambda p: text(p, small), [
        (["redact", "FILE", "--ids", "/dev/zero", "--to", "OUT"], None)], 20)
    yield Case("ids-fifo", lambda p: (text(p, small), os.mkfifo(p + ".ids")), [
        (["redact", "FILE", "--ids", "FILE.ids", "--to", "OUT"], {66})], 20)
    yield Case("sparse-100GB", lambda p: (open(p, "wb").close(), os.truncate(p, n(100 << 30))), read(65))
    yield Case("sparse-tail-100GB", lambda p: (text(p, b"a,b\n" + b"1,2\n" * 300_000), os.truncate(p, n(100 << 30))), [
        (["show", "FILE", "--limit", "2"], None)])
    for device in ["/dev/zero", "/dev/urandom", "/dev/null", "/dev/full", "/dev/tty", "/dev/stdin", "/proc/kmsg",
                   "/proc/kcore", "/proc/self/mem", "/proc/self/pagemap", "/proc/self/environ", "/proc/meminfo",
                   "/proc/cpuinfo", "/dev/ptmx", "/sys/kernel/debug/tracing/trace_pipe", "/"]:
        yield Case(device, lambda p: None, [(["show", device, "--limit", "2"], None),
                                            (["init", device, "--project", "OUT"], None)], 20)
    yield Case("fifo", lambda p: os.mkfifo(p), [(command, {66}) for command in (
        ["show", "FILE"], ["summary", "FILE"], ["values", "FILE", "a"], ["init", "FILE"], ["open", "FILE"],
        ["audit", "FILE", "--truth", "a", "--prediction", "b"], ["redact", "FILE", "--where", "a=1", "--to", "OUT"],
        ["report", "FILE", "--truth", "a", "--prediction", "b", "--to", "OUT.md"])], 20)


def memory(pid):
    try:
        with open(f"/proc/{pid}/status") as status:
            for line in status:
                if line.startswith("RssAnon:"):
                    return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        pass
    return 0


def run(program, arguments, folder, seconds):
    output, errors = open(folder + "/stdout", "wb+"), open(folder + "/stderr", "wb+")
    start = time.monotonic()
    process = subprocess.Popen([program] + arguments, stdin=subprocess.DEVNULL, stdout=output, stderr=errors, cwd=folder,
                               env={"PATH": "/usr/bin:/bin", "HOME": folder, "TMPDIR": folder, "USER": "auditor",
                                    "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no"})
    peak, ended = 0, ""
    while process.poll() is None:
        peak = max(peak, memory(process.pid))
        if peak > FATAL or time.monotonic() - start > seconds:
            ended = "too much memory" if peak > FATAL else "time limit"
            process.kill()
            process.wait()
            break
        time.sleep(0.002)
    spent = time.monotonic() - start
    errors.seek(0)
    said = errors.read(1 << 20).decode("utf-8", "replace").strip().splitlines()
    printed = os.path.getsize(folder + "/stdout")
    return process.returncode, spent, peak, ended, said, printed


def main():
    parser = argparse.ArgumentParser()
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    parser.add_argument("--program", default=root + "/.build/debug/lethe")
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--width", type=int, default=200)
    parser.add_argument("case", nargs="*")
    options = parser.parse_args()
    base = tempfile.mkdtemp(prefix="lethe-resources-")
    bad = runs = 0
    try:
        for case in cases(10 if options.small else 1):
            if options.case and not any(case.name.startswith(wanted) for wanted in options.case):
                continue
            folder = base + "/case"
            os.mkdir(folder)
            case.make(folder + "/data")
            for arguments, wanted in case.commands:
                filled = [a.replace("FILE", folder + "/data").replace("OUT", folder + "/out") for a in arguments]
                code, spent, peak, ended, said, printed = run(
                    os.path.abspath(options.program), filled, folder, case.seconds)
                runs += 1
                shown = [a if len(a) < 30 else a[:24] + "…" for a in arguments]
                wrong = [ended] if ended else []
                if code < 0 and not ended: wrong.append(f"signal {-code}")
                if wanted is not None and code not in wanted: wrong.append(f"exit {code}, not {sorted(wanted)}")
                if code not in (0, 1, 64, 65, 66, 69, 73, 74, 75): wrong.append(f"exit {code}")
                if code != 0 and not said: wrong.append("without a word")
                if peak > LIMIT: wrong.append("memory")
                bad += bool(wrong)
                last = said[-1] if said else f"({printed} bytes)"
                if max(map(len, said), default=0) > 2000: wrong.append(f"a line of {max(map(len, said))} characters")
                print(f"{'!' if wrong else ' '} {case.name:24} {' '.join(shown)[:60]:60} {code:4} {spent:7.2f} s "
                      f"{peak / MIB:7.0f} MB  {'; '.join(wrong)}{' · ' if wrong else ''}{last[:options.width]}", flush=True)
            shutil.rmtree(folder)
    finally:
        shutil.rmtree(base, ignore_errors=True)
    print(f"{runs} runs, {bad} not as they must be")
    sys.exit(1 if bad else 0)


main()
