"""Peers of the explain bench.

    train FOLDER      makes 200,000 rows of 30 features and the models m1 (100 trees, depth 6) and m2 (300 trees, depth 8), once
    serve FOLDER      answers lines "what model rows threads" with milliseconds and the library's version, as JSON
"""
import json
import os
import sys
import time
import numpy as np
import xgboost as xgb

what, folder = sys.argv[1:]
at = lambda name: os.path.join(folder, name)
ROWS, FEATURES = 200_000, 30


def train():
    rng = np.random.default_rng(5)
    X = rng.normal(size=(ROWS, FEATURES)).astype(np.float32)
    X[:, 20:] = np.round(2 * X[:, 20:])
    X[rng.random(X.shape) < 0.03] = np.nan
    Z = np.nan_to_num(X)
    f = Z[:, 0] * Z[:, 1] + np.sin(2 * Z[:, 2]) + 0.5 * (Z[:, 3] > 0) * Z[:, 4] + 0.3 * Z[:, 5:20].sum(1)
    f += 0.2 * Z[:, 20] * Z[:, 21] + 0.3 * np.abs(Z[:, 22])
    d = xgb.DMatrix(X, label=(f + rng.normal(size=ROWS) > 0).astype(int))
    for name, depth, trees in (("m1", 6, 100), ("m2", 8, 300)):
        p = {"objective": "binary:logistic", "max_depth": depth, "eta": 0.1, "tree_method": "hist", "nthread": 2}
        xgb.train(p, d, trees).save_model(at(name + ".json"))
    X.tofile(at("X.f32"))


def serve():
    X = np.fromfile(at("X.f32"), dtype=np.float32).reshape(-1, FEATURES)
    boosters = {name: xgb.Booster(model_file=at(name + ".json")) for name in ("m1", "m2")}
    shap_version = None
    for line in sys.stdin:
        kind, name, rows, threads = line.split()
        rows, threads, booster = int(rows), int(threads), boosters[name]
        booster.set_param({"nthread": threads})
        version = f"xgboost {xgb.__version__}"
        if kind.startswith("shap"):
            import shap

            version = f"shap {shap.__version__}"
            data = X[100_000 : 100_000 + threads] if kind == "shap-background" else None
            explainer = shap.TreeExplainer(booster, data=data, feature_perturbation="interventional" if data is not None else "tree_path_dependent")
            few = X[:rows]
            if data is None:  # shap hands a Booster over to xgboost itself: ask its own C code
                explainer.model.original_model = None
                explainer.model.model_type = "internal"
            start = time.perf_counter()
            explainer.shap_values(few, check_additivity=False)
        else:
            few = xgb.DMatrix(X[:rows], nthread=threads)
            start = time.perf_counter()
            booster.predict(few, **{kind: True})
        print(json.dumps(dict(ms=(time.perf_counter() - start) * 1000, version=version)), flush=True)


train() if what == "train" else serve()
