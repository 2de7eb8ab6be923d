"""Measures the program's commands on a project of 199,523 records and 42 columns (100 MB), beside a plain pass over the file.

    python3 projects.py ../.build/release/lethe DIR                                  makes the file once, and measures
    python3 projects.py ../.build/release/lethe DIR --check projects-thresholds.json   fails where a command takes too many passes

The plain pass is one SHA-256 of the file's bytes. Every command is a process of its own, from its start to its end: seconds by
the clock, of the processors, and the processors' seconds in plain passes. The first screen is `lethe open` on the same project
through a pseudo-terminal, to the moment at which its last line has arrived: the median of 9 starts.
"""

import hashlib
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import time

from keys import first_screen

RECORDS = 199_523


def make(path, records=RECORDS):
    """A census-like table: 10 columns of numbers, 31 of categories, one target; the same bytes on every machine."""
    chance = random.Random(5)
    sizes = [chance.choice([2, 3, 5, 9, 17, 24, 51]) for _ in range(30)]
    levels = [[f"Level {column}-{level} of it" for level in range(size)] for column, size in enumerate(sizes)]
    numbers = ["age", "wage", "gain", "loss", "dividends", "weeks", "weight", "hours", "year", "code"]
    with open(path, "w") as file:
        file.write(",".join(numbers + ["sex"] + [f"cat{column}" for column in range(30)] + ["income"]) + "\n")
        for _ in range(records):
            age, sex, weeks = chance.randrange(0, 91), chance.choice(["Male", "Female"]), chance.randrange(53)
            row = [
                age,
                chance.randrange(9999) if chance.random() < 0.1 else 0,
                chance.randrange(99999) if chance.random() < 0.04 else 0,
                chance.randrange(4000) if chance.random() < 0.02 else 0,
                chance.randrange(20000) if chance.random() < 0.1 else 0,
                weeks,
                f"{chance.uniform(100, 9000):.2f}",
                chance.randrange(99),
                chance.choice([94, 95]),
                chance.randrange(52),
                sex,
            ]
            row += [of[min(len(of) - 1, int(chance.expovariate(1) * len(of) / 3))] for of in levels]
            merit = (age - 45) / 20 + (0.6 if sex == "Male" else 0) + weeks / 40 - 2.5
            row.append("50000+." if chance.gauss(0, 1) < merit * 0.6 - 0.7 else "- 50000.")
            file.write(",".join(map(str, row)) + "\n")


def plain_pass(path):
    """Processor seconds of hashing the file once, the best of three."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        with open(path, "rb") as file:
            digest = hashlib.sha256()
            while block := file.read(1 << 20):
                digest.update(block)
        taken.append(time.process_time() - start)
    return min(taken)


def run(command):
    """Seconds by the clock and of the processors; the program's own words where it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{' '.join(command)}: {done.stderr}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    if len(sys.argv) not in (3, 5):
        sys.exit(__doc__)
    lethe, folder = sys.argv[1], sys.argv[2]
    os.makedirs(folder, exist_ok=True)
    file = os.path.join(folder, "census.csv")
    if not os.path.exists(file):
        make(file)
        time.sleep(4)
    project = file + ".lethe"
    shutil.rmtree(project, ignore_errors=True)
    passes = plain_pass(file)
    print(f"plain pass: {passes:.3f} CPU s, {os.path.getsize(file) / 1e6:.0f} MB")
    commands = [
        ("init", ["init", file, "--target", "income", "--positive", "50000+.", "--groups", "sex", "--as", "ada"]),
        ("train", ["train", project, "--model", "logistic"]),
        ("find", ["show", project, "--sort", "model.disagreement", "--limit", "3"]),
        ("show", ["show", project, "--limit", "3"]),
        ("show a score", ["show", project, "--where", "model.score>0.99", "--count"]),
        ("show by disagreement", ["show", project, "--sort", "model.disagreement", "--limit", "3"]),
        ("flag", ["flag", project, "biased", "--where", "row:1..5"]),
        ("log", ["log", project]),
        ("forget one", ["forget", project, "--where", "row:7", "--yes"]),
        ("show after it", ["show", project, "--limit", "3"]),
        ("flag after it", ["flag", project, "biased", "--where", "row:11..15"]),
    ]
    ratios = {}
    for name, words in commands:
        taken = [run([lethe, *words]) for _ in range(3 if name.startswith(("show", "flag", "log")) else 1)]
        wall, cpu = sorted(taken)[len(taken) // 2]
        ratios[name] = cpu / passes
        print(f"{name:24} {wall:7.3f} s {cpu:7.3f} CPU s {ratios[name]:8.1f} passes")
    starts = sorted(first_screen([lethe, "open", project]) for _ in range(9))
    print(f"{'first screen':24} {starts[4]:7.3f} s")
    ratios["first screen by the clock"] = starts[4] / passes
    if len(sys.argv) == 5:
        with open(sys.argv[4]) as thresholds:
            limits = json.load(thresholds)
        over = {name: limit for name, limit in limits.items() if ratios.get(name, float("inf")) > limit}
        for name, limit in over.items():
            print(f"SLOW  {name}: {ratios.get(name, float('nan')):.1f} plain passes, {limit} allowed")
        sys.exit(1 if over else 0)


if __name__ == "__main__":
    main()
