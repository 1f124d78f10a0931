// bench_limits: what this machine's memory can do, to compare other measurements with.
//
//   bench_limits BYTES [THREADS [REPETITIONS]]
//
// Over arrays that together have BYTES: a triad (a[i] = b[i] + s * c[i], as STREAM counts it: 24 bytes an element), a
// sum of one array, and look-ups at random places of one array, each with the next ones prefetched. Each thread has its
// own part. Prints one line of JSON: bytes a second, look-ups a second; the median of the repetitions.
#include <algorithm>
#include <barrier>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begun) { return std::chrono::duration<double>(Clock::now() - begun).count(); }

// Runs `work(thread)` on all threads at once and gives the seconds that the slowest took.
double together(unsigned threads, const std::function<void(unsigned)>& work) {
  std::barrier ready(static_cast<std::ptrdiff_t>(threads) + 1);
  std::vector<std::thread> running;
  for (unsigned thread = 0; thread < threads; ++thread) {
    running.emplace_back([&, thread] {
      ready.arrive_and_wait();
      work(thread);
    });
  }
  ready.arrive_and_wait();
  const auto begun = Clock::now();
  for (auto& each : running) each.join();
  return seconds_since(begun);
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// Not initialised by the allocator, so that each thread's part is first touched by that thread.
template <class T>
std::unique_ptr<T[]> array_of(std::size_t size) {
  return std::unique_ptr<T[]>(new T[size]);
}

struct Part {
  std::size_t begin;
  std::size_t end;
};

Part part_of(std::size_t size, unsigned threads, unsigned thread) {
  return {size * thread / threads, size * (thread + 1) / threads};
}

// Bytes a second.
double triad(std::size_t bytes, unsigned threads, int repetitions) {
  const std::size_t size = bytes / (3 * sizeof(double));
  const auto a = array_of<double>(size);
  const auto b = array_of<double>(size);
  const auto c = array_of<double>(size);
  together(threads, [&](unsigned thread) {
    const auto [begin, end] = part_of(size, threads, thread);
    for (std::size_t i = begin; i < end; ++i) {
      a[i] = 0;
      b[i] = 1;
      c[i] = 2;
    }
  });
  std::vector<double> taken;
  for (int i = 0; i < repetitions; ++i) {
    taken.push_back(together(threads, [&](unsigned thread) {
      const auto [begin, end] = part_of(size, threads, thread);
      double* const to = a.get();
      const double* const from = b.get();
      const double* const scaled = c.get();
      for (std::size_t k = begin; k < end; ++k) to[k] = from[k] + 3.0 * scaled[k];
    }));
  }
  if (a[size / 2] != 7.0) std::fprintf(stderr, "the triad went wrong\n");
  return static_cast<double>(3 * sizeof(double) * size) / median(taken);
}

std::uint64_t mixed(std::uint64_t bits) {
  bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9U;
  bits = (bits ^ (bits >> 27)) * 0x94d049bb133111ebU;
  return bits ^ (bits >> 31);
}

// One array of words for the sum and for the look-ups.
class Words {
 public:
  Words(std::size_t bytes, unsigned threads)
      : size_(bytes / sizeof(std::uint64_t)), threads_(threads), words_(array_of<std::uint64_t>(size_)) {
    together(threads_, [&](unsigned thread) {
      const auto [begin, end] = part_of(size_, threads_, thread);
      for (std::size_t i = begin; i < end; ++i) words_[i] = i;
    });
  }

  // Bytes a second.
  double sum(int repetitions) {
    std::vector<double> taken;
    for (int i = 0; i < repetitions; ++i) {
      taken.push_back(together(threads_, [&](unsigned thread) {
        const auto [begin, end] = part_of(size_, threads_, thread);
        std::uint64_t total = 0;
        const std::uint64_t* const words = words_.get();
        for (std::size_t k = begin; k < end; ++k) total += words[k];
        keep(thread, total);
      }));
    }
    return static_cast<double>(size_ * sizeof(std::uint64_t)) / median(taken);
  }

  // Look-ups a second.
  double probes(int repetitions) {
    constexpr std::size_t kAhead = 32;
    constexpr std::size_t kProbes = 20'000'000;
    std::vector<double> taken;
    for (int i = 0; i < repetitions; ++i) {
      taken.push_back(together(threads_, [&](unsigned thread) {
        const auto place = [&](std::size_t probe) {
          const std::uint64_t bits = mixed(probe * 2 + thread) >> 32;
          return static_cast<std::size_t>((bits * size_) >> 32);
        };
        std::uint64_t total = 0;
        for (std::size_t probe = 0; probe < kProbes; ++probe) {
          __builtin_prefetch(&words_[place(probe + kAhead)]);
          total += words_[place(probe)];
        }
        keep(thread, total);
      }));
    }
    return static_cast<double>(kProbes * threads_) / median(taken);
  }

 private:
  void keep(unsigned thread, std::uint64_t value) { kept_[thread % kKept] = value; }

  static constexpr std::size_t kKept = 64;
  std::size_t size_;
  unsigned threads_;
  std::unique_ptr<std::uint64_t[]> words_;
  volatile std::uint64_t kept_[kKept] = {};
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || std::atoll(argv[1]) < (1 << 20)) {
    std::fprintf(stderr, "usage: bench_limits BYTES [THREADS [REPETITIONS]]; at least a megabyte\n");
    return 3;
  }
  const auto bytes = static_cast<std::size_t>(std::atoll(argv[1]));
  const auto threads = static_cast<unsigned>(argc > 2 ? std::max(1, std::atoi(argv[2])) : 2);
  const int repetitions = argc > 3 ? std::max(1, std::atoi(argv[3])) : 7;
  const double triad_rate = triad(bytes, threads, repetitions);
  Words words(bytes, threads);
  const double sum_rate = words.sum(repetitions);
  const double probe_rate = words.probes(std::min(repetitions, 3));
  std::printf(R"({"bytes":%zu,"threads":%u,"triad":%.4g,"sum":%.4g,"probes":%.4g})"
              "\n",
              bytes, threads, triad_rate, sum_rate, probe_rate);
}
