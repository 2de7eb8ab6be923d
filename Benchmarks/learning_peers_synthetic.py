"""What others take to train on the rows of `learning-bench synthetic ROWS`, and to forget a thousand of them.

    pip install scikit-learn && python3 learning_peers_synthetic.py [ROWS]

Run it beside `learning-bench synthetic ROWS`: machines are noisy, and only figures of the same minutes can be compared. CPU
seconds of one thread; beside them how far the solve ended from the optimum, as the gradient relative to that at zero. Ours end
near 1e-17, with every bit proven.
"""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import resource
import sys

import numpy as np
from scipy.sparse import csr_matrix
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

SEED = 20_240_901
BITS = 18
MASK = 2**64 - 1


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def mix(value):
    with np.errstate(over="ignore"):
        z = value.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))


def block(first, last):
    """The rows from `first` on: columns, values, lengths and labels."""
    row = np.arange(first, last, dtype=np.uint64)[:, None]
    u = mix(np.uint64((SEED << 40) & MASK) + row * np.uint64(64) + np.arange(44, dtype=np.uint64)[None, :])
    power = np.uint64(1) << ((u >> np.uint64(48)) % np.uint64(18))
    rank = power + (u & (power - np.uint64(1)))
    column = (rank * np.uint64(2_654_435_761)) & np.uint64((1 << BITS) - 1)
    order = np.argsort(column, axis=1, kind="stable")
    column, rank = np.take_along_axis(column, order, 1), np.take_along_axis(rank, order, 1)
    fresh = np.ones(column.shape, bool)
    fresh[:, 1:] = column[:, 1:] != column[:, :-1]
    score = ((mix(rank ^ np.uint64(0xA5A5A5A5)) >> np.uint64(43)).astype(np.int64) - (1 << 20)) * fresh
    draws = mix(np.uint64((SEED << 41) & MASK) + row * np.uint64(4) + np.arange(4, dtype=np.uint64)[None, :])
    noise = ((draws >> np.uint64(32)) % np.uint64(5 << 20)).astype(np.int64).sum(1) - 4 * (5 << 19)
    lengths = fresh.sum(1)
    weight = np.rint(2.0**14 / np.sqrt(lengths)) / 2.0**14
    # The constant comes first in every row.
    columns = np.concatenate([np.zeros((len(row), 1), np.int32), column.astype(np.int32)], 1)
    kept = np.concatenate([np.ones((len(row), 1), bool), fresh], 1)
    values = np.repeat(weight[:, None], 45, 1)
    values[:, 0] = 1
    return columns[kept], values[kept], lengths + 1, score.sum(1) + noise > 6 << 20


def make(rows):
    parts = [block(first, min(first + 50_000, rows)) for first in range(0, rows, 50_000)]
    starts = np.concatenate([[0], np.cumsum(np.concatenate([part[2] for part in parts]))])
    x = csr_matrix(
        (np.concatenate([p[1] for p in parts]), np.concatenate([p[0] for p in parts]), starts.astype(np.int32)),
        shape=(rows, 1 << BITS),
    )
    return x, np.where(np.concatenate([p[3] for p in parts]), 1.0, -1.0)


def gradient(x, signs, w):
    return w - x.T @ (signs * expit(-signs * (x @ w)))


def newton(x, signs, w, share=1e-9):
    """Truncated Newton with conjugate gradients and the Hessian's diagonal, to a share of the gradient at zero."""
    squares = x.multiply(x).tocsr()
    goal = share * np.linalg.norm(gradient(x, signs, np.zeros_like(w)))
    g = gradient(x, signs, w)
    while np.linalg.norm(g) > goal:
        p = expit(x @ w)
        d = p * (1 - p)
        inverse = 1 / (1 + squares.T @ d)
        norm = np.linalg.norm(g)
        stop = max(norm * min(0.1, np.sqrt(norm / (goal / share))), 0.5 * goal)
        s, r = np.zeros_like(w), -g
        z = inverse * r
        direction, rho = z.copy(), r @ z
        while np.linalg.norm(r) > stop:
            image = direction + x.T @ (d * (x @ direction))
            alpha = rho / (direction @ image)
            s += alpha * direction
            r -= alpha * image
            z = inverse * r
            rho, before = r @ z, rho
            direction = z + rho / before * direction
        w = w + s
        g = gradient(x, signs, w)
    return w


def report(name, x, signs, work):
    start = cpu()
    w = work()
    seconds = cpu() - start
    zero = np.linalg.norm(gradient(x, signs, np.zeros_like(w)))
    away = np.linalg.norm(gradient(x, signs, w)) / zero
    print(f"  {name:34} {seconds:8.2f} cpu  gradient {away:.1e}", flush=True)
    return w


def main():
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    x, signs = make(rows)
    zero = np.zeros(x.shape[1])
    print(f"{x.shape[0]} records, {x.shape[1]} columns, {x.nnz} entries")
    w = report("NumPy, truncated Newton", x, signs, lambda: newton(x, signs, zero))
    objective = 0.5 * w @ w + np.logaddexp(0, -signs * (x @ w)).sum()
    print(f"  J {objective:.6f}")
    keep = np.ones(rows, bool)
    keep[np.random.RandomState(7).permutation(rows)[:1000]] = False
    kept, kept_signs = x[keep], signs[keep]
    report("NumPy, warm, without 1,000", kept, kept_signs, lambda: newton(kept, kept_signs, w))
    model = LogisticRegression(C=1, fit_intercept=False, solver="liblinear", tol=1e-6, max_iter=1000)
    report("liblinear", x, signs, lambda: model.fit(x, signs).coef_[0])


main()
