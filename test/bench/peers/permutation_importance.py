"""Peers of the importance bench: scikit-learn's permutation_importance of xgboost models.

    train FOLDER      makes 100,000 rows of 30 features with outcomes and the models m1 (100 trees, depth 6) and m2 (300 trees, depth 8), once
    serve FOLDER      answers lines "model rows repeats" with milliseconds, versions and the means over the repeats, as JSON
"""
import json
import os
import sys
import time
import numpy as np
import sklearn
import xgboost as xgb
from sklearn.inspection import permutation_importance

what, folder = sys.argv[1:]
at = lambda name: os.path.join(folder, name)
ROWS, FEATURES = 100_000, 30


def train():
    rng = np.random.default_rng(7)
    X = rng.normal(size=(ROWS, FEATURES)).astype(np.float32)
    X[:, 20:] = np.round(2 * X[:, 20:])
    X[rng.random(X.shape) < 0.03] = np.nan
    Z = np.nan_to_num(X)
    f = Z[:, 0] * Z[:, 1] + np.sin(2 * Z[:, 2]) + 0.5 * (Z[:, 3] > 0) * Z[:, 4] + 0.3 * Z[:, 5:20].sum(1)
    f += 0.2 * Z[:, 20] * Z[:, 21] + 0.3 * np.abs(Z[:, 22])
    y = (f + rng.normal(size=ROWS) > 0).astype(int)
    for name, depth, trees in (("m1", 6, 100), ("m2", 8, 300)):
        model = xgb.XGBClassifier(n_estimators=trees, max_depth=depth, learning_rate=0.1, tree_method="hist", n_jobs=2)
        model.fit(X, y).save_model(at(name + ".json"))
    X.tofile(at("X.f32"))
    y.astype(np.float32).tofile(at("y.f32"))


def serve():
    X = np.fromfile(at("X.f32"), dtype=np.float32).reshape(-1, FEATURES)
    y = np.fromfile(at("y.f32"), dtype=np.float32).astype(int)
    models = {}
    for name in ("m1", "m2"):
        models[name] = xgb.XGBClassifier(n_jobs=2)
        models[name].load_model(at(name + ".json"))
    for line in sys.stdin:
        name, rows, repeats = line.split()
        few, outcome = X[: int(rows)], y[: int(rows)]
        start, used = time.perf_counter(), time.process_time()
        found = permutation_importance(
            models[name], few, outcome, scoring="neg_log_loss", n_repeats=int(repeats), random_state=0, n_jobs=1
        )
        ms = (time.perf_counter() - start) * 1000
        cpu = (time.process_time() - used) * 1000
        version = f"scikit-learn {sklearn.__version__} on xgboost {xgb.__version__}"
        print(json.dumps(dict(ms=ms, cpu=cpu, version=version, means=list(found.importances_mean))), flush=True)


train() if what == "train" else serve()
