// What `assent load` costs by itself, for comparison with other load generators against bench_http_constant.
//
//   bench_http_load PORT CONNECTIONS SECONDS    without a rate; prints requests a second and the processor's time for
//   each
#include "http_client/volley.hpp"
#include "load/run.hpp"

#include "must.hpp"

#include <sys/resource.h>

#include <cstdlib>
#include <iostream>

int main(int argc, char** argv) {
  using namespace assent;
  if (argc != 4) {
    std::cerr << "bench_http_load PORT CONNECTIONS SECONDS\n";
    return 3;
  }
  const http::Address address{false, "127.0.0.1", static_cast<std::uint16_t>(std::atoi(argv[1])), ""};
  load::Plan plan;
  plan.duration = std::chrono::seconds(std::atoi(argv[3]));
  load::Run run(plan, {"A-1", "A-2", "A-3"}, address, "", {});
  must(http_client::send_volley(address, {}, {static_cast<std::size_t>(std::atoi(argv[2])), std::chrono::seconds(10)},
                                run));
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  const auto& results = run.results();
  const double took = std::chrono::duration<double>(results.took).count();
  std::cout << static_cast<double>(results.requests) / took << " requests/s, "
            << (seconds(used.ru_utime) + seconds(used.ru_stime)) / static_cast<double>(results.requests) * 1e6
            << " us of processor each, " << results.errors_of_all_kinds() << " errors\n";
}
