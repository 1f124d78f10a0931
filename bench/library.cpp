// Decisions about many customers through the library as other programs use it, in C++. bench/python_rate.py compares
// Python with it.
//
//   bench_library LEDGER LIST
//
// LIST has accounts, one a line below a first line. For each line on standard input all of them are asked about once,
// in one call; a line on standard output has the seconds, how many were permitted, and a sum over the reasons.
#include <assent/engine.hpp>

#include <chrono>
#include <fstream>
#include <iostream>
#include <numeric>
#include <string>
#include <vector>

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: bench_library LEDGER LIST\n";
    return 3;
  }
  const std::string source = ASSENT_SOURCE_DIR;
  const auto engine = assent::Engine::open({argv[1], source + "/regimes", source + "/catalogues/default.toml", "tra",
                                            "bench", std::string(argv[1]) + ".index", 2, true});
  if (!engine) {
    std::cerr << engine.error().message << "; " << engine.error().mend << "\n";
    return 1;
  }
  std::vector<std::string> accounts;
  std::ifstream list(argv[2]);
  std::string line;
  std::getline(list, line);
  while (std::getline(list, line)) accounts.push_back(line.substr(0, line.find(',')));
  assent::Question question;
  question.offer = "long_distance";
  question.information = {"services", "usage"};

  while (std::getline(std::cin, line)) {
    const auto start = std::chrono::steady_clock::now();
    const auto many = engine->decide_many(accounts, question);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    if (!many) return 1;
    std::cout << taken.count() << " " << std::accumulate(many->permitted.begin(), many->permitted.end(), 0ULL) << " "
              << std::accumulate(many->reasons.begin(), many->reasons.end(), 0ULL) << std::endl;
  }
}
