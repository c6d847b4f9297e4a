"""Times scipy's KS and Wasserstein, or Evidently's default drift preset, on normal columns in memory; prints JSON."""
import json, sys, time
import numpy as np

rng = np.random.default_rng(1)
if sys.argv[1] == 'scipy':
    import scipy, scipy.stats as st
    n = int(sys.argv[2])
    x, y = rng.normal(size=n), rng.normal(0.01, 1, size=n)
    start, cpu = time.perf_counter(), time.process_time()
    values = [float(st.ks_2samp(x, y).pvalue), float(st.wasserstein_distance(x, y))]
    versions = f'scipy {scipy.__version__}, numpy {np.__version__}'
else:
    import evidently, pandas as pd
    from evidently import DataDefinition, Dataset, Report
    from evidently.presets import DataDriftPreset
    columns, n, m = (int(a) for a in sys.argv[2:5])
    names = [f'x{i}' for i in range(columns)]
    reference = pd.DataFrame({name: rng.normal(size=n) for name in names})
    current = pd.DataFrame({name: rng.normal(i / 1000, 1, size=m) for i, name in enumerate(names)})
    definition = DataDefinition(numerical_columns=names)
    start, cpu = time.perf_counter(), time.process_time()
    old = Dataset.from_pandas(reference, data_definition=definition)
    new = Dataset.from_pandas(current, data_definition=definition)
    result = Report([DataDriftPreset()]).run(new, old)
    values = [len(result.dict()['metrics'])]
    versions = f'Evidently {evidently.__version__}, pandas {pd.__version__}'
print(json.dumps(dict(ms=(time.perf_counter() - start) * 1000, cpu=(time.process_time() - cpu) * 1000, versions=versions, values=values)))
