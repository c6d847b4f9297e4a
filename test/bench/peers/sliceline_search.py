"""Peer of the slices bench: sliceline (SliceLine, Sagadeeva & Boehm 2021) on the same rows.

    sliceline_search.py FOLDER ROWS COLUMNS DEPTH FEWEST
reads codes.u8 (column after column) and errors.u8, prints milliseconds, processor time, versions and the worst slice as JSON.
"""
import json
import sys
import time
from importlib.metadata import version
import numpy as np
from sliceline.slicefinder import Slicefinder

folder, rows, columns, depth, fewest = sys.argv[1], *map(int, sys.argv[2:])
X = np.fromfile(folder + "/codes.u8", dtype=np.uint8).reshape(columns, rows).T.astype(int)
errors = np.fromfile(folder + "/errors.u8", dtype=np.uint8).astype(float)
finder = Slicefinder(alpha=0.99, k=10, max_l=depth, min_sup=fewest, verbose=False)
start, used = time.perf_counter(), time.process_time()
finder.fit(X, errors)
ms, cpu = (time.perf_counter() - start) * 1000, (time.process_time() - used) * 1000
worst = [None if value is None else int(value) for value in finder.top_slices_[0]]
print(json.dumps(dict(ms=ms, cpu=cpu, versions=f"sliceline {version('sliceline')}, numpy {np.__version__}", worst=worst)))
