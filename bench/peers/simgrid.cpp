// A workload in SimGrid (S4U), one activity a task. `dispatched`: made when its turn comes, chained by completion
// callbacks. `declared`: all made before the run, each with its successors, as SimGrid's own examples of graphs do.
// usage: simgrid WORKLOAD.txt WORKERS|0 REPLICATIONS dispatched|declared
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <deque>
#include <random>
#include <simgrid/s4u.hpp>
#include <string>
#include <unordered_map>
#include <vector>

namespace sg4 = simgrid::s4u;

int main(int argc, char **argv) {
  sg4::Engine engine(&argc, argv);
  int count = 0, edges = 0;
  FILE *file = std::fopen(argv[1], "r");
  if (!file || std::fscanf(file, "%d %d", &count, &edges) != 2) return 1;
  std::vector<std::vector<int>> successors(count);
  std::vector<int> degree(count, 0), missing;
  std::vector<double> mu(count), sigma(count), makespans;
  for (int e = 0, a, b; e < edges; ++e) {
    if (std::fscanf(file, "%d %d", &a, &b) != 2) return 1;
    successors[a].push_back(b), ++degree[b];
  }
  for (int v = 0; v < count; ++v)
    if (std::fscanf(file, "%lf %lf", &mu[v], &sigma[v]) != 2) return 1;
  std::fclose(file);
  int workers = std::atoi(argv[2]), replications = std::atoi(argv[3]);
  auto *zone = sg4::create_full_zone("zone");
  auto *host = zone->create_host("host", 1.0);
  host->set_core_count(workers ? workers : count);
  zone->seal();
  std::mt19937_64 random(1);
  std::normal_distribution<double> normal;
  std::deque<int> queue;
  int free = 0;
  std::unordered_map<const sg4::Activity *, int> taskOf;
  // Somebody must hold an activity until it is over.
  std::vector<sg4::ExecPtr> held(count);
  auto begin = [&](int v) {
    auto exec = sg4::Exec::init();
    exec->set_flops_amount(std::exp(mu[v] + sigma[v] * normal(random)));
    taskOf[exec.get()] = v;
    held[v] = exec;
    exec->set_host(host);
    exec->vetoable_start();
  };
  auto ready = [&](int v) {
    if (workers == 0) begin(v);
    else if (free > 0 && queue.empty()) --free, begin(v);
    else queue.push_back(v);
  };
  sg4::Activity::on_completion_cb([&](sg4::Activity const &activity) {
    auto found = taskOf.find(&activity);
    if (found == taskOf.end()) return;
    int v = found->second;
    taskOf.erase(found);
    if (workers) {
      if (!queue.empty()) {
        int next = queue.front();
        queue.pop_front();
        begin(next);
      } else ++free;
    }
    for (int next : successors[v])
      if (--missing[next] == 0) ready(next);
  });
  bool isDeclared = std::string(argv[4]) == "declared";
  auto declare = [&] {
    for (int v = 0; v < count; ++v) {
      held[v] = sg4::Exec::init();
      held[v]->set_flops_amount(std::exp(mu[v] + sigma[v] * normal(random)));
    }
    for (int v = 0; v < count; ++v)
      for (int next : successors[v]) held[v]->add_successor(held[next]);
    for (int v = 0; v < count; ++v) {
      held[v]->set_host(host);
      held[v]->vetoable_start();
    }
  };
  std::clock_t began = std::clock();
  for (int replication = 0; replication < replications; ++replication) {
    double start = sg4::Engine::get_clock();
    missing = degree;
    free = workers;
    if (isDeclared) declare();
    for (int v = 0; v < count; ++v)
      if (!isDeclared && !degree[v]) ready(v);
    engine.run();
    makespans.push_back(sg4::Engine::get_clock() - start);
  }
  double seconds = double(std::clock() - began) / CLOCKS_PER_SEC, sum = 0;
  std::sort(makespans.begin(), makespans.end());
  for (double value : makespans) sum += value;
  std::printf("{\"cpuSeconds\": %.6f, \"replications\": %d, \"mean\": %.9g, \"p95\": %.9g}\n", seconds, replications,
              sum / replications, makespans[size_t(0.95 * replications)]);
}
