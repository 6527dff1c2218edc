// Straightforward C++ for comparison, -O3 -mavx2: the longest path over 16 replications side by side, and an event loop
// with a binary heap. Both draw by octave tables of 24 octaves, 32 bins each, from a counter hash of two rounds.
// usage: kernels WORKLOAD.txt WORKERS|0 REPLICATIONS
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

constexpr int LANES = 16, OCTAVES = 24, BITS = 5, EDGES = (OCTAVES << BITS) + 1;

struct Workload {
  int count = 0, edges = 0;
  std::vector<int> order, rank, inStart, inNode, outStart, outNode;
  std::vector<double> tables;
  std::vector<uint32_t> key0, key1;
};

static double normalQuantile(double p) {
  double low = -9, high = 9;
  for (int round = 0; round < 60; ++round) {
    double middle = 0.5 * (low + high);
    (0.5 * std::erfc(-middle / std::sqrt(2.0)) < p ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

static inline uint32_t finalize(uint32_t h) {
  h = (h ^ (h >> 16)) * 0x7feb352du;
  h = (h ^ (h >> 15)) * 0x846ca68bu;
  return h ^ (h >> 16);
}

static inline uint32_t word(uint32_t key0, uint32_t key1, uint32_t counter) {
  return finalize(finalize((counter * 0x9e3779b9u) ^ key0) ^ key1);
}

/** The sign bit chooses the side, leading zeros the octave, five more bits the bin. */
static inline double draw(const double *table, uint32_t w) {
  uint32_t depth = (w & 0x7fffffffu) | 128u;
  int shift = 31 - __builtin_clz(depth) - BITS;
  int octave = shift + BITS - 7;
  octave = octave < 0 ? 0 : octave >= OCTAVES ? OCTAVES - 1 : octave;
  uint32_t bin = (depth >> shift) & 31u;
  double within = double(depth & ((1u << shift) - 1)) / double(1u << shift);
  const double *edge = table + (w >> 31 ? EDGES : 0) + (octave << BITS) + bin;
  return edge[0] + (edge[1] - edge[0]) * within;
}

static Workload read(const char *path) {
  Workload w;
  FILE *file = std::fopen(path, "r");
  if (!file || std::fscanf(file, "%d %d", &w.count, &w.edges) != 2) std::exit(1);
  std::vector<int> src(w.edges), dst(w.edges), degree(w.count, 0);
  std::vector<double> mu(w.count), sigma(w.count);
  for (int e = 0; e < w.edges; ++e)
    if (std::fscanf(file, "%d %d", &src[e], &dst[e]) != 2) std::exit(1);
  for (int v = 0; v < w.count; ++v)
    if (std::fscanf(file, "%lf %lf", &mu[v], &sigma[v]) != 2) std::exit(1);
  std::fclose(file);
  w.outStart.assign(w.count + 1, 0);
  for (int e = 0; e < w.edges; ++e) ++w.outStart[src[e] + 1], ++degree[dst[e]];
  for (int v = 0; v < w.count; ++v) w.outStart[v + 1] += w.outStart[v];
  w.outNode.resize(w.edges);
  std::vector<int> next(w.outStart.begin(), w.outStart.end() - 1);
  for (int e = 0; e < w.edges; ++e) w.outNode[next[src[e]]++] = dst[e];
  std::vector<int> missing = degree;
  for (int v = 0; v < w.count; ++v)
    if (!degree[v]) w.order.push_back(v);
  for (size_t at = 0; at < w.order.size(); ++at)
    for (int e = w.outStart[w.order[at]]; e < w.outStart[w.order[at] + 1]; ++e)
      if (--missing[w.outNode[e]] == 0) w.order.push_back(w.outNode[e]);
  w.rank.resize(w.count);
  for (int r = 0; r < w.count; ++r) w.rank[w.order[r]] = r;
  w.inStart.assign(w.count + 1, 0);
  for (int v = 0; v < w.count; ++v) w.inStart[w.rank[v] + 1] = degree[v];
  for (int r = 0; r < w.count; ++r) w.inStart[r + 1] += w.inStart[r];
  w.inNode.resize(w.edges);
  next.assign(w.inStart.begin(), w.inStart.end() - 1);
  for (int e = 0; e < w.edges; ++e) w.inNode[next[w.rank[dst[e]]]++] = w.rank[src[e]];
  std::vector<double> z(EDGES);
  for (int octave = 0; octave < OCTAVES; ++octave)
    for (int bin = 0; bin < 32; ++bin)
      z[(octave << BITS) + bin] = normalQuantile((1 + bin / 32.0) / double(1 << (OCTAVES + 1 - octave)));
  z[EDGES - 1] = 0;
  w.tables.resize(size_t(w.count) * 2 * EDGES);
  for (int v = 0; v < w.count; ++v)
    for (int e = 0; e < EDGES; ++e) {
      w.tables[(size_t(v) * 2) * EDGES + e] = std::exp(mu[v] + sigma[v] * z[e]);
      w.tables[(size_t(v) * 2 + 1) * EDGES + e] = std::exp(mu[v] - sigma[v] * z[e]);
    }
  for (int v = 0; v < w.count; ++v) w.key0.push_back(finalize(v + 1)), w.key1.push_back(finalize(v + 77777));
  return w;
}

static void longestPaths(const Workload &w, int replications, std::vector<double> &makespans) {
  std::vector<double> ends(size_t(w.count) * LANES);
  for (int first = 0; first < replications; first += LANES) {
    double makespan[LANES] = {};
    for (int r = 0; r < w.count; ++r) {
      int v = w.order[r];
      const double *table = &w.tables[size_t(v) * 2 * EDGES];
      alignas(64) double latest[LANES] = {};
      alignas(64) uint32_t words[LANES];
      for (int lane = 0; lane < LANES; ++lane) words[lane] = word(w.key0[v], w.key1[v], first + lane);
      for (int e = w.inStart[r]; e < w.inStart[r + 1]; ++e) {
        const double *before = &ends[size_t(w.inNode[e]) * LANES];
        for (int lane = 0; lane < LANES; ++lane) latest[lane] = before[lane] > latest[lane] ? before[lane] : latest[lane];
      }
      double *end = &ends[size_t(r) * LANES];
      for (int lane = 0; lane < LANES; ++lane) {
        end[lane] = latest[lane] + draw(table, words[lane]);
        makespan[lane] = end[lane] > makespan[lane] ? end[lane] : makespan[lane];
      }
    }
    for (int lane = 0; lane < LANES && first + lane < replications; ++lane) makespans.push_back(makespan[lane]);
  }
}

static double eventLoop(const Workload &w, int workers, int replication) {
  static std::vector<int> missing, queue;
  static std::vector<std::pair<double, int>> storage;
  missing.resize(w.count);
  queue.clear();
  storage.clear();
  std::priority_queue<std::pair<double, int>, std::vector<std::pair<double, int>>, std::greater<>> heap(
      std::greater<>(), std::move(storage));
  size_t head = 0;
  int free = workers;
  double now = 0;
  auto begin = [&](int v) {
    heap.push({now + draw(&w.tables[size_t(v) * 2 * EDGES], word(w.key0[v], w.key1[v], replication)), v});
  };
  auto ready = [&](int v) {
    if (free > 0 && head == queue.size()) --free, begin(v);
    else queue.push_back(v);
  };
  for (int v = 0; v < w.count; ++v) missing[v] = w.inStart[w.rank[v] + 1] - w.inStart[w.rank[v]];
  for (int v = 0; v < w.count; ++v)
    if (!missing[v]) ready(v);
  while (!heap.empty()) {
    auto [time, v] = heap.top();
    heap.pop();
    now = time;
    if (head < queue.size()) begin(queue[head++]);
    else ++free;
    for (int e = w.outStart[v]; e < w.outStart[v + 1]; ++e)
      if (--missing[w.outNode[e]] == 0) ready(w.outNode[e]);
  }
  return now;
}

int main(int, char **arguments) {
  Workload w = read(arguments[1]);
  int workers = std::atoi(arguments[2]), replications = std::atoi(arguments[3]);
  std::vector<double> makespans;
  makespans.reserve(replications);
  std::clock_t began = std::clock();
  if (workers == 0) longestPaths(w, replications, makespans);
  else
    for (int replication = 0; replication < replications; ++replication)
      makespans.push_back(eventLoop(w, workers, replication));
  std::sort(makespans.begin(), makespans.end());
  double sum = 0;
  for (double value : makespans) sum += value;
  double seconds = double(std::clock() - began) / CLOCKS_PER_SEC;
  std::printf("{\"cpuSeconds\": %.6f, \"replications\": %d, \"mean\": %.9g, \"p95\": %.9g}\n", seconds, replications,
              sum / replications, makespans[size_t(0.95 * replications)]);
}
