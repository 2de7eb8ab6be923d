"""What others take for 1,000 bootstrap intervals of five metrics of six groups, on the records of fairness-bench.

    pip install numpy && python3 fairness_peers.py 1000000
    pip install fairlearn && python3 fairness_peers.py 1000000 fairlearn     # two resamples, times 500

CPU seconds with one thread. "multinomial" draws the 24 confusion cells, which has the distribution of resampling rows;
"rows" draws the rows and counts them; "auc" draws rows at their places in the order of the scores.
"""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import resource
import sys

import numpy as np

GROUPS, RESAMPLES = 6, 1000


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def timed(name, work, times=1):
    start = cpu()
    result = work()
    print(f"{name}: {(cpu() - start) * times:.4f} s, {result}", flush=True)


def records(count):
    z = (np.arange(count, dtype=np.uint64) + np.uint64(5 << 32)) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z ^= z >> np.uint64(31)
    truth = ((z >> np.uint64(8)) % np.uint64(100) < 12).astype(np.int64)
    group = (z % np.uint64(GROUPS)).astype(np.int64)
    noise = ((z >> np.uint64(16)) & np.uint64(0xFFFFF)).astype(np.float64) / 2**20
    score = (noise + 0.35 * truth + 0.03 * group) / 1.5
    return group, truth, score, (score > 0.66).astype(np.int64)


def metrics(cells):
    """(…, 24) counts of group × truth × prediction → (…, 6, 5)"""
    cells = cells.reshape(cells.shape[:-1] + (GROUPS, 2, 2)).astype(np.float64)
    tn, fp, fn, tp = cells[..., 0, 0], cells[..., 0, 1], cells[..., 1, 0], cells[..., 1, 1]
    n = tn + fp + fn + tp
    return np.stack([(tp + fp) / n, tp / (tp + fn), fp / (fp + tn), (tp + tn) / n, tp / (tp + fp)], -1)


def interval(cells):
    low, high = np.quantile(metrics(cells), [0.025, 0.975], axis=0)
    return f"true positive rate of the first group [{low[0, 1]:.6f}, {high[0, 1]:.6f}]"


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    group, truth, score, prediction = records(count)
    code = group * 4 + truth * 2 + prediction
    generator = np.random.default_rng(1)
    if "fairlearn" in sys.argv:
        return fairlearn(group, truth, prediction)
    timed("count", lambda: np.bincount(code, minlength=24)[3::4].tolist())
    cells = np.bincount(code, minlength=24)
    timed("multinomial", lambda: interval(generator.multinomial(count, cells / count, size=RESAMPLES)))
    few = 20

    def rows():
        drawn = [np.bincount(code[generator.integers(0, count, count, dtype=np.int32)], minlength=24) for _ in range(few)]
        return f"{few} resamples, times {RESAMPLES // few}; {interval(np.array(drawn))}"

    timed("rows", rows, RESAMPLES / few)
    order = np.argsort(score, kind="stable")
    positive = truth[order].astype(np.float64)

    def auc():
        values = []
        for _ in range(few):
            times = np.bincount(generator.integers(0, count, count, dtype=np.int32), minlength=count).astype(np.float64)
            ours = times * positive
            below = np.cumsum(times - ours)
            values.append((ours * below).sum() / (ours.sum() * below[-1]))
        return f"{few} resamples, times {RESAMPLES // few}; {np.quantile(values, [0.025, 0.975]).tolist()}"

    timed("auc, sorted once", auc, RESAMPLES / few)


def fairlearn(group, truth, prediction):
    from fairlearn.metrics import MetricFrame, false_positive_rate, selection_rate, true_positive_rate
    from sklearn.metrics import accuracy_score, precision_score

    functions = {
        "selection": selection_rate, "tpr": true_positive_rate, "fpr": false_positive_rate,
        "accuracy": accuracy_score, "precision": precision_score,
    }

    def frame(**more):
        return MetricFrame(metrics=functions, y_true=truth, y_pred=prediction, sensitive_features=group, **more)

    def seconds(**more):
        start = cpu()
        frame(**more)
        return cpu() - start

    seconds()
    values = seconds()
    resampled = seconds(n_boot=2, ci_quantiles=[0.5], random_state=1)
    print(f"fairlearn: values {values:.2f} s, 1,000 resamples {(resampled - values) / 2 * RESAMPLES:.0f} s (two, times 500)")


main()
