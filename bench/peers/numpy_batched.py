"""The longest path in NumPy, 1,024 replications at once. usage: numpy_batched.py WORKLOAD.json 0 REPLICATIONS"""
import json
import sys
import time

import numpy

workload = json.load(open(sys.argv[1]))
replications = int(sys.argv[3])
count = workload["n"]
before = [[] for _ in range(count)]
after = [[] for _ in range(count)]
for source, target in zip(workload["src"], workload["dst"]):
    before[target].append(source)
    after[source].append(target)
missing = [len(row) for row in before]
order = [task for task in range(count) if missing[task] == 0]
for task in order:
    for other in after[task]:
        missing[other] -= 1
        if missing[other] == 0:
            order.append(other)
rank = {task: place for place, task in enumerate(order)}
rows = [numpy.array([rank[other] for other in before[task]], dtype=numpy.int64) for task in order]
mu = numpy.array(workload["mu"])[order][:, None]
sigma = numpy.array(workload["sigma"])[order][:, None]
generator = numpy.random.Generator(numpy.random.SFC64(1))
BATCH = 1024


def batch():
    ends = generator.standard_normal((count, BATCH))
    ends *= sigma
    ends += mu
    numpy.exp(ends, out=ends)
    for place, row in enumerate(rows):
        if row.size == 1:
            ends[place] += ends[row[0]]
        elif row.size:
            latest = numpy.maximum(ends[row[0]], ends[row[1]])
            for other in row[2:]:
                numpy.maximum(latest, ends[other], out=latest)
            ends[place] += latest
    return ends.max(axis=0)


batch()
began = time.process_time()
makespans = numpy.concatenate([batch() for _ in range(max(1, replications // BATCH))])
mean, p95 = float(makespans.mean()), float(numpy.quantile(makespans, 0.95))
print(json.dumps({"cpuSeconds": time.process_time() - began, "replications": makespans.size, "mean": mean, "p95": p95}))
