// SPDX-License-Identifier: MIT
// What a child of a gather costs: N children that give way once. Their creation, the list of
// results in order, its sum and all destruction are inside the timed region. CPython runs the same
// program in the same run (GATHERCHECK_PYTHON names another interpreter than python3); the memory
// is that of a first run, with nothing to use again.
#include <benchmark/benchmark.h>
#include <malloc.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "gathercheck/reference/asyncio.hpp"

namespace {

/// What has been allocated, in bytes and calls.
struct Memory {
  std::size_t bytes = 0;
  std::size_t peak = 0;
  std::size_t allocations = 0;
};
Memory memory;

}  // namespace

[[gnu::noinline]] void* operator new(std::size_t size) {
  void* block = std::malloc(size);
  if (block == nullptr) throw std::bad_alloc();
  memory.bytes += malloc_usable_size(block);
  memory.peak = std::max(memory.peak, memory.bytes);
  ++memory.allocations;
  return block;
}
[[gnu::noinline]] void operator delete(void* block) noexcept {
  memory.bytes -= malloc_usable_size(block);
  std::free(block);
}
void operator delete(void* block, std::size_t) noexcept {
  operator delete(block);
}

namespace {

using namespace gathercheck::reference;

Coroutine<long> child(long i) {
  co_await sleep(Seconds(0));
  co_return i;
}

Coroutine<long> parent(long n) {
  std::vector<Coroutine<long>> children;
  children.reserve(static_cast<std::size_t>(n));
  for (long i = 0; i < n; ++i) children.push_back(child(i));
  const auto results = co_await gather(std::move(children));
  long sum = 0;
  for (const long result : results) sum += result;
  co_return sum;
}

Memory measured_memory(long n) {
  EventLoop loop;
  const Memory before = std::exchange(memory, {});
  loop.run_until_complete(parent(n));
  return std::exchange(memory, before);
}

/// Nanoseconds a child of CPython, by the number of children.
std::map<long, double> python_times(const std::vector<long>& numbers) {
  const char* python = std::getenv("GATHERCHECK_PYTHON");
  std::string command = std::string(python ? python : "python3") + " " BENCHMARK_SCRIPT;
  for (const long n : numbers) command += " " + std::to_string(n);
  std::map<long, double> times;
  std::FILE* output = popen(command.c_str(), "r");
  if (output == nullptr) return times;
  long n = 0;
  double time = 0;
  while (std::fscanf(output, "%ld %lf", &n, &time) == 2) times[n] = time;
  pclose(output);
  return times;
}

void gather_children(benchmark::State& state, const std::map<long, double>& python) {
  const long n = state.range(0);
  const Memory used = measured_memory(n);
  EventLoop loop;
  loop.run_until_complete(parent(n));
  const auto start = std::chrono::steady_clock::now();
  for (auto _ : state) {
    if (loop.run_until_complete(parent(n)) != n * (n - 1) / 2) state.SkipWithError("wrong sum");
  }
  const std::chrono::duration<double, std::nano> time = std::chrono::steady_clock::now() - start;
  const auto children = static_cast<double>(n);
  const double each = time.count() / static_cast<double>(state.iterations()) / children;
  state.counters["ns/child"] = each;
  state.counters["bytes/child"] = static_cast<double>(used.peak) / children;
  state.counters["allocs/child"] = static_cast<double>(used.allocations) / children;
  const auto found = python.find(n);
  if (found == python.end()) return;
  state.counters["CPython ns/child"] = found->second;
  state.counters["times CPython"] = found->second / each;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<long> numbers = {1, 10, 1000, 100'000, 1'000'000};
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  const auto python = python_times(numbers);
  for (const long n : numbers) {
    benchmark::RegisterBenchmark("gather", gather_children, python)
        ->Arg(n)
        ->Unit(benchmark::kMicrosecond);
  }
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
