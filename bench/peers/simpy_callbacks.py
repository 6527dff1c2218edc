"""A workload in SimPy with callbacks only, its fastest way: an event a task, no processes.
usage: simpy_callbacks.py WORKLOAD.json WORKERS|0 REPLICATIONS"""
import json
import random
import statistics
import sys
import time
from collections import deque

import simpy

workload = json.load(open(sys.argv[1]))
workers, replications = int(sys.argv[2]), int(sys.argv[3])
count = workload["n"]
successors = [[] for _ in range(count)]
degree = [0] * count
for source, target in zip(workload["src"], workload["dst"]):
    successors[source].append(target)
    degree[target] += 1
mu, sigma = workload["mu"], workload["sigma"]
sources = [task for task in range(count) if degree[task] == 0]
draw = random.Random(1).lognormvariate


def run():
    environment = simpy.Environment()
    missing = degree[:]
    queue = deque()
    free = [workers]

    def start(task):
        event = environment.timeout(draw(mu[task], sigma[task]), task)
        event.callbacks.append(finish)

    def ready(task):
        if workers == 0:
            start(task)
        elif free[0] > 0 and not queue:
            free[0] -= 1
            start(task)
        else:
            queue.append(task)

    def finish(event):
        if workers:
            if queue:
                start(queue.popleft())
            else:
                free[0] += 1
        for task in successors[event.value]:
            missing[task] -= 1
            if missing[task] == 0:
                ready(task)

    for task in sources:
        ready(task)
    environment.run()
    return environment.now


run()
began = time.process_time()
makespans = sorted(run() for _ in range(replications))
mean = statistics.fmean(makespans)
quantile = makespans[int(0.95 * replications)]
print(json.dumps({"cpuSeconds": time.process_time() - began, "replications": replications, "mean": mean, "p95": quantile}))
