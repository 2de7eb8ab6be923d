"""What others make of the same: near-duplicates, label errors, similar vectors; and the files that neighbours-bench reads.

    pip install numpy scipy scikit-learn pandas cleanlab==2.9.0 datasketch==2.0.0 rensa==0.5.0 numkong==7.8.6
    python3 neighbours_peers.py duplicates DIR TEXTS.csv:COLUMN...    DIR/texts.jsonl, DIR/pairs-words.txt, DIR/pairs-characters.txt
    python3 neighbours_peers.py labels DIR ADULT.csv DAVIDSON.csv [SEEDS]  DIR/labels-*.csv
    python3 neighbours_peers.py similar DIR COUNT TEXTS.csv:COLUMN... DIR/vectors.npy, DIR/queries.npy

Everything is from a seed. One thread; CPU seconds.
Duplicates: 20,000 texts and 3,000 edited copies; truth by an exact join (prefix filter, every candidate counted out).
Labels: flips planted in all records, or one way in one group (Adult: women of >50K; Davidson: retweets that are neither);
out-of-fold probabilities of a logistic regression. Similar: texts as 384 numbers, mixed to a million.
"""
import os
for key in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"):
    os.environ[key] = "1"
import csv, json, math, random, re, resource, sys, warnings
from collections import Counter, defaultdict
csv.field_size_limit(1 << 24)
warnings.filterwarnings("ignore")


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def timed(body):
    start = cpu()
    result = body()
    return result, cpu() - start


def columns(named):
    texts = []
    for item in named:
        path, column = item.rsplit(":", 1)
        with open(path, newline="", encoding="utf-8") as file:
            texts += [row[column] for row in csv.DictReader(file)]
    return texts


def edited(text, kind, dice, words):
    parts = text.split()
    place = dice.randrange(len(parts))
    if kind == "exchange":
        for place in dice.sample(range(len(parts)), min(dice.randint(1, 3), len(parts))):
            parts[place] = dice.choice(words)
    elif kind == "drop": parts.pop(place)
    elif kind == "add": parts.insert(place, dice.choice(words))
    elif kind == "slip": parts[place] = parts[place][1:2] + parts[place][:1] + parts[place][2:]
    elif kind == "case": return text.upper()
    elif kind == "signs": return re.sub(r"[.,!?']", "", text) + dice.choice(["!!!", " ...", "?!"])
    elif kind == "quote": return f"RT @name{dice.randrange(1000)}: {text}"
    else: return text.replace(" ", "  ") + " "
    return " ".join(parts)


def shingles(text, unit):
    words = re.findall(r"\w+", text.lower())
    units = words if unit == "words" else " ".join(words)
    return {tuple(units[i:i + 5]) for i in range(len(units) - 4)} or {tuple(units)}


def similarity(a, b):
    shared = len(a & b)
    return shared / (len(a) + len(b) - shared)


def exact(sets):
    """Every pair at .8 or above: what is similar shares one of its rarest shingles."""
    often = Counter(s for one in sets for s in one)
    rank = {s: i for i, s in enumerate(sorted(often, key=lambda s: (often[s], s)))}
    ordered = [sorted(rank[s] for s in one) for one in sets]
    index, pairs = defaultdict(list), set()
    for i in sorted(range(len(sets)), key=lambda i: (len(ordered[i]), i)):
        seen = set()
        for s in ordered[i][:len(ordered[i]) - math.ceil(.8 * len(ordered[i]) - 1e-9) + 1]:
            for j in index[s]:
                if j not in seen:
                    seen.add(j)
                    if similarity(sets[i], sets[j]) >= .8 - 1e-12:
                        pairs.add((min(i, j), max(i, j)))
            index[s].append(i)
    return pairs


def duplicates(folder, named):
    dice = random.Random(20)
    texts = columns(named)[:20000]
    words = [w for text in dice.sample(texts, 2000) for w in text.split()]
    kinds = "exchange drop add slip case signs quote blanks".split()
    picked = dice.sample([t for t in texts if len(t.split()) >= 4], 3000)
    texts += [edited(text, kinds[i % len(kinds)], dice, words) for i, text in enumerate(picked)]
    with open(f"{folder}/texts.jsonl", "w") as file:
        file.writelines(json.dumps(text) + "\n" for text in texts)
    from datasketch import MinHash, MinHashLSH
    from datasketch.lsh import _optimal_param
    from rensa import RMinHash, RMinHashLSH
    for unit in ("words", "characters"):
        sets, cutting = timed(lambda: [shingles(text, unit) for text in texts])
        truth, joining = timed(lambda: exact(sets))
        with open(f"{folder}/pairs-{unit}.txt", "w") as file:
            file.writelines(f"{i} {j}\n" for i, j in sorted(truth))

        def said(name, pairs, seconds):
            right = len(pairs & truth)
            print(f"{unit} {name}: {len(pairs)} pairs, precision {right / max(1, len(pairs)):.4f} recall {right / len(truth):.4f}, "
                  f"{seconds / len(texts) * 1e6:.0f} CPU s a million", flush=True)
        said("exact join", truth, cutting + joining)

        def sketched():
            made = MinHash.bulk([[" ".join(s).encode() for s in one] for one in sets], num_perm=128, seed=1)
            table, pairs = MinHashLSH(threshold=.8, num_perm=128), set()
            for i, sketch in enumerate(made):
                pairs.update((j, i) for j in table.query(sketch))
                table.insert(i, sketch)
            return pairs
        pairs, seconds = timed(sketched)
        said("datasketch", pairs, cutting + seconds)

        def hashed():
            bands, _ = _optimal_param(.8, 128, .5, .5)
            while 128 % bands:
                bands += 1
            made = RMinHash.from_token_sets([[" ".join(s) for s in one] for one in sets], 128, 1)
            table, pairs = RMinHashLSH(.8, 128, bands), set()
            table.insert_many(made)
            for i, others in enumerate(table.query_all(made)):
                pairs.update((j, i) for j in others if j < i)
            return pairs
        pairs, seconds = timed(hashed)
        said("rensa", pairs, cutting + seconds)


def labels(folder, adult_path, davidson_path, seeds=3):
    import numpy as np, pandas as pd, scipy.sparse as sp
    from cleanlab.filter import find_label_issues
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    def adult():
        d = pd.read_csv(adult_path, skipinitialspace=True)
        y = d["income-per-year"].astype(str).str.strip().str.startswith(">50K").to_numpy().astype(int)
        g = (d["sex"].astype(str).str.strip() == "Female").to_numpy()
        d = d.drop(columns=["income-per-year"])
        numbers = [c for c in d if pd.api.types.is_numeric_dtype(d[c])]
        N = d[numbers].to_numpy(float)
        rest = pd.get_dummies(d.drop(columns=numbers)).to_numpy(float)
        return sp.csr_matrix(np.hstack([(N - N.mean(0)) / N.std(0), rest])), y, g, 1, 0

    def davidson():
        d = pd.read_csv(davidson_path)
        X = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True).fit_transform(d["tweet"])
        return X, d["class"].to_numpy().astype(int), d["tweet"].str.contains("RT @", regex=False).to_numpy(), 2, 1

    for name, (X, y, g, source, target) in (("adult", adult()), ("davidson", davidson())):
        n, K = len(y), y.max() + 1
        fold = np.random.default_rng(5).integers(0, 5, n)
        for kind in ("symmetric", "group"):
            for rate in (.05, .1, .2):
                for seed in range(int(seeds)):
                    rng = np.random.default_rng(1000 + seed)
                    z = y.copy()
                    of = np.arange(n) if kind == "symmetric" else np.flatnonzero(g & (y == source))
                    bad = rng.choice(of, int(round(rate * len(of))), replace=False)
                    z[bad] = (y[bad] + 1 + rng.integers(0, K - 1, len(bad))) % K if kind == "symmetric" else target
                    P = np.zeros((n, K))
                    for f in range(5):
                        model = LogisticRegression(C=1.0, max_iter=1000, tol=1e-4).fit(X[fold != f], z[fold != f])
                        P[fold == f] = model.predict_proba(X[fold == f])
                    planted = np.isin(np.arange(n), bad)
                    found, seconds = timed(lambda: find_label_issues(
                        z, P, filter_by="prune_by_noise_rate", return_indices_ranked_by="self_confidence", n_jobs=1))
                    loss = -np.log(P[np.arange(n), z])
                    # What is found first, in its order; the rest by loss.
                    order = list(found) + [i for i in np.argsort(-loss, kind="stable") if i not in set(found)]
                    hits = planted[order[:len(bad)]].mean()
                    print(f"{name} {kind} {rate} {seed}: cleanlab {hits:.4f} at {len(bad)}, {len(found)} found, {seconds:.3f} CPU s", flush=True)
                    table = np.column_stack([z, planted, g, P])
                    np.savetxt(f"{folder}/labels-{name}-{kind}-{rate}-{seed}.csv", table, delimiter=",", fmt=["%d"] * 3 + ["%.17g"] * K)


def similar(folder, count, named):
    import numpy as np, time
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    path = f"{folder}/vectors.npy"
    if not os.path.exists(path):
        weights = TfidfVectorizer(sublinear_tf=True, min_df=3).fit_transform(columns(named))
        base = TruncatedSVD(384, random_state=1).fit_transform(weights).astype(np.float32)
        base = base[np.linalg.norm(base, axis=1) > 1e-6]
        base /= np.linalg.norm(base, axis=1, keepdims=True)
        rng = np.random.default_rng(1)

        def draw(m):
            share = rng.uniform(.6, 1, (m, 1)).astype(np.float32)
            v = share * base[rng.integers(0, len(base), m)] + (1 - share) * base[rng.integers(0, len(base), m)]
            v += rng.standard_normal((m, 384), dtype=np.float32) * np.float32(.2 / 384 ** .5)
            return v / np.linalg.norm(v, axis=1, keepdims=True)
        made = np.lib.format.open_memmap(path, mode="w+", dtype=np.float32, shape=(count, 384))
        for s in range(0, count, 50_000):
            made[s:s + 50_000] = draw(min(50_000, count - s))
        np.save(f"{folder}/queries.npy", draw(100))
        del made
    X, Q = np.load(path), np.load(f"{folder}/queries.npy")
    top = lambda s, k: (lambda i: i[np.argsort(-s[i])])(np.argpartition(s, -k)[-k:])

    def measured(name, search, truth=None):
        search(Q[0])
        clock, start = time.perf_counter(), cpu()
        found = [search(q) for q in Q]
        spent, clock = cpu() - start, time.perf_counter() - clock
        recall = "" if truth is None else f", recall at 10 {np.mean([len(set(a) & set(b)) / 10 for a, b in zip(found, truth)]):.4f}"
        print(f"{name}: {spent / len(Q) * 1e3:.2f} CPU ms a query, {clock / len(Q) * 1e3:.2f} ms by the clock{recall}", flush=True)
        return found
    truth = measured("float32", lambda q: top(X @ q, 10))
    with open(f"{folder}/nearest.txt", "w") as file:
        file.writelines(" ".join(map(str, rows)) + "\n" for rows in truth)
    try:
        import numkong
    except ImportError:
        return
    scale = float(np.abs(X[:20000]).max())
    quantised = lambda M: np.clip(np.rint(M * 127 / scale), -127, 127).astype(np.int8)
    X8 = np.concatenate([quantised(X[s:s + 50_000]) for s in range(0, len(X), 50_000)])

    def rescored(q):
        s = np.asarray(numkong.cdist(quantised(q)[None], X8, metric="dot")).ravel()
        i = np.argpartition(s, -100)[-100:]
        return i[top(X[i] @ q, 10)]
    measured("numkong int8, 100 rescored", rescored, truth)


task, folder = sys.argv[1:3]
os.makedirs(folder, exist_ok=True)
if task == "duplicates": duplicates(folder, sys.argv[3:])
elif task == "labels": labels(folder, *sys.argv[3:])
elif task == "similar": similar(folder, int(sys.argv[3]), sys.argv[4:])
