// Other modules may use a module's headers, except those that src/internal_headers.txt names: these may change at any
// time.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace internal_headers_test {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = ASSENT_SOURCE_DIR;

// `index/row_order.hpp`, … A line that begins with a blank continues the module before it.
std::set<std::string> internal_headers() {
  std::set<std::string> headers;
  std::ifstream list(kRoot / "src" / "internal_headers.txt");
  std::string module;
  for (std::string line; std::getline(list, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream words(line);
    if (!line.starts_with(' ')) std::getline(words, module, ':');
    for (std::string header; words >> header;) headers.insert(module + "/" + header);
  }
  return headers;
}

struct Include {
  fs::path in;         // below the root: `src/index/index.cpp`
  std::string header;  // `index/row_order.hpp`

  // Whether the file is in the module. The module's tests are not.
  bool in_module() const { return in.parent_path().string() == "src/" + header.substr(0, header.find('/')); }
};

// Every include of an internal header in everything that is compiled.
std::vector<Include> includes_of(const std::set<std::string>& internal) {
  static const std::regex include(R"rx(^\s*#\s*include "([a-z0-9_]+/[a-z0-9_]+\.hpp)")rx");
  std::vector<Include> found;
  for (const char* folder : {"src", "lab", "apps", "tests", "bench", "fuzz", "bindings", "include"}) {
    for (const auto& each : fs::recursive_directory_iterator(kRoot / folder)) {
      const std::string kind = each.path().extension();
      if (kind != ".cpp" && kind != ".hpp" && kind != ".h") continue;
      std::ifstream file(each.path());
      std::smatch match;
      for (std::string line; std::getline(file, line);) {
        if (!line.starts_with("#include \"")) continue;
        if (std::regex_search(line, match, include) && internal.contains(match[1])) {
          found.push_back({each.path().lexically_relative(kRoot), match[1]});
        }
      }
    }
  }
  return found;
}

TEST(InternalHeaders, AreThere) {
  const auto internal = internal_headers();
  EXPECT_GT(internal.size(), 50U);
  for (const std::string& header : internal) EXPECT_TRUE(fs::exists(kRoot / "src" / header)) << header;
}

TEST(InternalHeaders, AreIncludedByTheirModuleAndItsTestsOnly) {
  const auto includes = includes_of(internal_headers());
  EXPECT_GT(includes.size(), 100U);
  for (const Include& each : includes) {
    const std::string tests = "tests/" + each.header.substr(0, each.header.find('/'));
    EXPECT_TRUE(each.in_module() || each.in.parent_path().string() == tests)
        << each.in << " includes " << each.header << ", which is internal to its module";
  }
}

TEST(InternalHeaders, AreShownByNoOtherHeader) {
  const auto internal = internal_headers();
  for (const Include& each : includes_of(internal)) {
    if (!each.in_module() || each.in.extension() != ".hpp") continue;
    EXPECT_TRUE(internal.contains(each.in.lexically_relative("src").string()))
        << each.in << " shows the internal " << each.header << " to whoever includes it";
  }
}

}  // namespace
}  // namespace internal_headers_test
