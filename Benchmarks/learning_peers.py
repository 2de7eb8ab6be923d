"""What others take to train and to unlearn the same objective: J(w) = ½‖w‖² + Σ ln(1+exp(−yᵢwᵀxᵢ)).

    pip install scikit-learn && python3 learning_peers.py FILE.svm

Lines of "label column:value …", as `learning-bench logistic` reads them. Each figure is CPU seconds, the best of five, with one
thread; beside it how far the solve ended from the optimum, as the gradient relative to that at zero.
"""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import resource
import sys

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.special import expit
from sklearn.datasets import load_svmlight_file
from sklearn.linear_model import LogisticRegression


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def best(work, repeats=5):
    seconds, result = [], None
    for _ in range(repeats):
        start = cpu()
        result = work()
        seconds.append(cpu() - start)
    return min(seconds), result


def gradient(x, signs, w):
    return w - x.T @ (signs * expit(-signs * (x @ w)))


def relative(x, signs, w):
    return np.linalg.norm(gradient(x, signs, w)) / np.linalg.norm(gradient(x, signs, np.zeros_like(w)))


def newton_step(x, signs, w, hessian=None):
    if hessian is None:
        p = expit(x @ w)
        hessian = np.eye(x.shape[1]) + x.T @ (x * (p * (1 - p))[:, None])
    return w - cho_solve(cho_factor(hessian), gradient(x, signs, w))


def solvers(x, signs):
    settings = {
        "liblinear": dict(solver="liblinear", tol=1e-10),
        "newton-cg": dict(solver="newton-cg", tol=1e-9),
        "lbfgs": dict(solver="lbfgs", tol=1e-9),
        "lbfgs, its default tolerance": dict(solver="lbfgs"),
    }
    for name, setting in settings.items():
        model = LogisticRegression(C=1, fit_intercept=False, max_iter=20000, **setting)
        seconds, fitted = best(lambda: model.fit(x, signs))
        print(f"  {name:32} {seconds:8.4f} cpu  gradient {relative(x, signs, fitted.coef_[0]):.1e}")


def forests(x, y):
    """Forests on the same columns, one thread; deletion by dare_rf where it can be imported."""
    from sklearn.ensemble import ExtraTreesClassifier, RandomForestClassifier

    dense, truth = x.toarray().astype(np.float32), (y > 0).astype(np.int32)
    order = np.random.RandomState(7).permutation(len(truth))
    train, test = order[: len(order) * 3 // 4], order[len(order) * 3 // 4 :]
    print(f"forests of 100 trees on {len(train)} records")
    for kind in (RandomForestClassifier, ExtraTreesClassifier):
        for depth in (10, None):
            model = kind(n_estimators=100, max_depth=depth, random_state=1, n_jobs=1)
            seconds, _ = best(lambda: model.fit(dense[train], truth[train]), repeats=2)
            print(f"  {kind.__name__}, depth {depth}: {seconds:.3f} cpu, accuracy {model.score(dense[test], truth[test]):.4f}")
    try:
        import dare
    except ImportError:
        print("  dare_rf can't be imported here")
        return
    model = dare.Forest(n_estimators=100, max_depth=10, topd=0, random_state=1)
    seconds, _ = best(lambda: model.fit(dense[train], truth[train]), repeats=1)
    print(f"  dare_rf, depth 10: {seconds:.3f} cpu")
    seconds, _ = best(lambda: model.delete(0), repeats=20)
    print(f"  dare_rf, one deletion: {seconds * 1000:.2f} ms")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    x, y = load_svmlight_file(sys.argv[1], zero_based=True)
    x.indices, x.indptr = x.indices.astype(np.int32), x.indptr.astype(np.int32)
    signs = np.where(y > 0, 1.0, -1.0)
    print(f"{x.shape[0]} records, {x.shape[1]} columns, {x.nnz} entries")
    print("train")
    solvers(x, signs)
    if x.shape[1] > 4096:
        return
    dense = x.toarray()
    w = np.zeros(x.shape[1])
    for _ in range(30):
        w = newton_step(dense, signs, w)
    p = expit(dense @ w)
    spread = p * (1 - p)
    full = np.eye(dense.shape[1]) + dense.T @ (dense * spread[:, None])
    order = np.random.RandomState(7).permutation(len(signs))
    for count in (1, 100, 1000):
        keep = np.ones(len(signs), bool)
        keep[order[:count]] = False
        gone = dense[~keep]
        kept, kept_signs = dense[keep], signs[keep]
        print(f"forget {count}")
        seconds, after = best(lambda: newton_step(kept, kept_signs, w))
        print(f"  {'NumPy, one batched Newton step':32} {seconds:8.4f} cpu  gradient {relative(kept, kept_signs, after):.1e}")

        def updated():
            hessian = full - gone.T @ (gone * spread[~keep][:, None])
            # The gradient of the whole at w is 0, so that of the rest is minus that of the removed.
            rest = gone.T @ (signs[~keep] * expit(-signs[~keep] * (gone @ w)))
            return w - cho_solve(cho_factor(hessian), rest)

        seconds, after = best(updated)
        print(f"  {'NumPy, kept Hessian, no pass':32} {seconds:8.4f} cpu  gradient {relative(kept, kept_signs, after):.1e}")
        solvers(x[keep].astype(np.float64), kept_signs)
    forests(x, y)


main()
