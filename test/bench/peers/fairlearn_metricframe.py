"""Times fairlearn's MetricFrame (selection rate, TPR, FPR, accuracy, count) on ONE attribute of synthetic rows; prints JSON."""
import json, sys, time
import numpy as np, pandas as pd, fairlearn
from fairlearn.metrics import MetricFrame, selection_rate, true_positive_rate, false_positive_rate, count
from sklearn.metrics import accuracy_score

rows = int(sys.argv[1])
rng = np.random.default_rng(1)
sex = pd.Series(rng.choice(["Female", "Male"], rows)).astype("category")
y, d = rng.integers(0, 2, rows, dtype=np.int8), rng.integers(0, 2, rows, dtype=np.int8)
start = time.perf_counter()
frame = MetricFrame(metrics=dict(selection_rate=selection_rate, tpr=true_positive_rate, fpr=false_positive_rate, accuracy=accuracy_score, n=count), y_true=y, y_pred=d, sensitive_features=sex)
frame.by_group
print(json.dumps(dict(ms=(time.perf_counter() - start) * 1000, fairlearn=fairlearn.__version__, pandas=pd.__version__)))
