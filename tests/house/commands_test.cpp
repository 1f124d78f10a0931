// Commands stay small: each reads its arguments, calls one use case and prints. To know what a command does, you read
// one screen or two.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace commands_test {
namespace {

namespace fs = std::filesystem;

const fs::path kCommands = fs::path(ASSENT_SOURCE_DIR) / "src" / "cli";
constexpr std::size_t kLinesFewerThan = 150;

std::vector<std::string> lines_in(const fs::path& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

bool is_command(const std::string& file) { return std::regex_search(file, std::regex(R"(_commands?\.cpp$)")); }

std::set<std::string> files_of_commands() {
  std::set<std::string> files;
  for (const auto& each : fs::directory_iterator(kCommands)) {
    if (each.path().extension() == ".cpp" || each.path().extension() == ".hpp") files.insert(each.path().filename());
  }
  return files;
}

// The files that belong to a file: the headers of its folder that it includes, and the sources of those headers.
std::set<std::string> next_to(const std::string& file, const std::set<std::string>& all) {
  static const std::regex include(R"rx(^#include "cli/([a-z_]+\.hpp)")rx");
  std::set<std::string> found;
  for (const std::string& line : lines_in(kCommands / file)) {
    std::smatch match;
    if (std::regex_search(line, match, include)) found.insert(match[1]);
  }
  const std::string source = fs::path(file).stem().string() + ".cpp";
  if (all.contains(source)) found.insert(source);
  return found;
}

// For each file, the commands that reach it.
std::map<std::string, std::set<std::string>> commands_by_file() {
  const auto all = files_of_commands();
  std::map<std::string, std::set<std::string>> next;
  for (const std::string& file : all) next[file] = next_to(file, all);
  std::map<std::string, std::set<std::string>> commands;
  for (const std::string& command : all) {
    if (!is_command(command)) continue;
    std::vector<std::string> to_visit{command};
    while (!to_visit.empty()) {
      const std::string file = to_visit.back();
      to_visit.pop_back();
      // Files that a command reaches through another command's header would belong to that one.
      if (!commands[file].insert(command).second) continue;
      to_visit.insert(to_visit.end(), next[file].begin(), next[file].end());
    }
  }
  return commands;
}

// A file that several commands use counts for none of them; one that a single command uses counts as its own.
TEST(Commands, EachIsSmallWithAllThatIsItsOwn) {
  std::map<std::string, std::size_t> lines;
  std::map<std::string, std::string> files;
  for (const auto& [file, commands] : commands_by_file()) {
    if (commands.size() != 1) continue;
    lines[*commands.begin()] += lines_in(kCommands / file).size();
    files[*commands.begin()] += " " + file;
  }
  EXPECT_GT(lines.size(), 30U);
  for (const auto& [command, sum] : lines) {
    EXPECT_LT(sum, kLinesFewerThan) << command << " has" << files[command]
                                    << ": what is no reading of arguments and no printing belongs to `app`, tables to "
                                       "`tables`, files by name to `embed`";
  }
}

TEST(Commands, CallUseCasesOfTheAppAndNotTheirParts) {
  const std::set<std::string> values{"service/life.hpp"};  // words of what is on record
  const std::regex include(R"rx(^#include "((service|store|world)/[a-z_]+\.hpp)")rx");
  for (const std::string& file : files_of_commands()) {
    if (!is_command(file)) continue;
    for (const std::string& line : lines_in(kCommands / file)) {
      std::smatch match;
      if (std::regex_search(line, match, include)) {
        EXPECT_TRUE(values.contains(match[1])) << file << ": " << line;
      }
    }
  }
}

}  // namespace
}  // namespace commands_test
