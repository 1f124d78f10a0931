// bounce-verdicts FILE...: prints a line `FILE<tab>VERDICT<tab>STATUS` for each message; with --words also what the
// server said.

#include "bounces/read.hpp"

#include <cstdio>
#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <string_view>

int main(int count, char** arguments) {
  bool words = false;
  for (const char* file : std::span(arguments, static_cast<std::size_t>(count)).subspan(1)) {
    if (std::string_view(file) == "--words") {
      words = true;
      continue;
    }
    std::ifstream in(file, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    if (!in) return 1;
    const auto returned = assent::bounces::read_returned(bytes, {});
    std::printf("%s\t%.*s\t%s", file, static_cast<int>(name_of(returned.verdict).size()),
                name_of(returned.verdict).data(), returned.status.c_str());
    if (words) std::printf("\t%s", returned.diagnostic.c_str());
    std::printf("\n");
  }
  return 0;
}
