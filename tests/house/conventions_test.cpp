// Conventions that no compiler checks. Each has kept a fault out, or let one in before it was checked.

#include <fnmatch.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

const fs::path kRoot = ASSENT_SOURCE_DIR;

std::vector<fs::path> files_under(const std::string& folder) {
  std::vector<fs::path> found;
  for (const auto& each : fs::recursive_directory_iterator(kRoot / folder)) {
    if (each.is_regular_file()) found.push_back(each.path());
  }
  EXPECT_FALSE(found.empty()) << folder;
  return found;
}

// The modules' folders, the product's and the laboratory's.
std::vector<fs::path> modules() {
  std::vector<fs::path> found;
  for (const char* folder : {"src", "lab"}) {
    for (const auto& each : fs::directory_iterator(kRoot / folder)) {
      if (each.is_directory()) found.push_back(each.path());
    }
  }
  return found;
}

std::vector<std::string> lines_of(const fs::path& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

// Once, a formatter took the first line as a comment and joined it with the next.
TEST(Conventions, EveryScriptThatMayBeRunNamesItsInterpreter) {
  for (const char* folder : {"scripts", "packaging", "tests", "bench", "findings"}) {
    for (const fs::path& path : files_under(folder)) {
      const bool may_be_run = (fs::status(path).permissions() & fs::perms::owner_exec) != fs::perms::none;
      if (!may_be_run) continue;
      const auto lines = lines_of(path);
      ASSERT_FALSE(lines.empty()) << path;
      EXPECT_TRUE(lines.front().starts_with("#!/")) << path;
    }
  }
}

TEST(Conventions, EveryModuleSaysWhatItIs) {
  for (const fs::path& module : modules()) {
    EXPECT_TRUE(fs::exists(module / "README.md")) << module;
    if (fs::exists(module / "README.md")) {
      EXPECT_LE(lines_of(module / "README.md").size(), 60U) << module << ": one screen";
    }
  }
}

// Once, a formatter took them as code and left `#decision` and lines of blanks.
TEST(Conventions, EveryReadmeBeginsWithATitle) {
  std::vector<fs::path> readmes{kRoot / "README.md"};
  for (const std::string folder : {"src", "lab", "tests", "bench", "bindings", "data", "docs", "examples"}) {
    for (const fs::path& path : files_under(folder)) {
      if (path.filename() == "README.md") readmes.push_back(path);
    }
  }
  for (const fs::path& path : readmes) {
    const auto lines = lines_of(path);
    EXPECT_TRUE(!lines.empty() && lines.front().starts_with("# ")) << path;
  }
}

// The name may be a pattern, such as `read_*.cpp`.
bool stands_in(const fs::path& folder, const std::string& name) {
  const fs::path pattern = folder / name;
  if (!fs::is_directory(pattern.parent_path())) return false;
  const fs::directory_iterator files(pattern.parent_path());
  return std::any_of(begin(files), end(files), [&](const fs::directory_entry& each) {
    return ::fnmatch(pattern.filename().c_str(), each.path().filename().c_str(), 0) == 0;
  });
}

TEST(Conventions, AModuleReadmeNamesFilesThatExist) {
  const std::regex name(R"(`([\w/*.]+\.(?:hpp|cpp))`)");
  int names = 0;
  for (const fs::path& module : modules()) {
    for (const std::string& line : lines_of(module / "README.md")) {
      for (std::sregex_iterator each(line.begin(), line.end(), name), end; each != end; ++each) {
        const std::string file = (*each)[1];
        const fs::path folders[] = {module, kRoot / "src", kRoot};
        EXPECT_TRUE(std::any_of(std::begin(folders), std::end(folders),
                                [&](const fs::path& folder) { return stands_in(folder, file); }))
            << module / "README.md"
            << " names `" << file << "`";
        ++names;
      }
    }
  }
  EXPECT_GT(names, 50);
}

TEST(Conventions, NothingIsNamedForNothing) {
  const std::regex empty_word(R"((^|_)(manager|helper|helpers|util|utils|common|misc)(_|\.|$))");
  for (const std::string folder : {"src", "lab", "apps", "tests", "bench", "fuzz", "scripts", "bindings", "include"}) {
    for (const fs::path& path : files_under(folder)) {
      EXPECT_FALSE(std::regex_search(path.filename().string(), empty_word)) << path;
    }
  }
}

TEST(Conventions, EveryModuleIsInThePicture) {
  std::string picture;
  for (const std::string& line : lines_of(kRoot / "ARCHITECTURE.md")) picture += line + "\n";
  const std::regex declaration(R"(^assent_module\((\w+)( PURE)?)");
  std::set<std::string> declared;
  for (const char* list : {"src/CMakeLists.txt", "lab/CMakeLists.txt"}) {
    for (const std::string& line : lines_of(kRoot / list)) {
      std::smatch match;
      if (!std::regex_search(line, match, declaration)) continue;
      declared.insert(match[1]);
      const std::string row = "| `" + match[1].str() + "` | " + (match[2].matched ? "yes" : "no") + " |";
      EXPECT_NE(picture.find(row), std::string::npos) << "ARCHITECTURE.md lacks the row " << row;
    }
  }
  EXPECT_EQ(declared.size(), modules().size());
}

// The namespace of a module is its name. The vocabulary that all speak stands in `assent` itself; the server of HTTP
// and its sockets stand with the values that they carry.
std::string namespace_of(const std::string& module) {
  if (module == "base" || module == "consent") return "assent";
  if (module == "http_server" || module == "socket") return "assent::http";
  return "assent::" + module;
}

// What is wrong with a line of a module's source; empty: nothing.
std::string fault_of_namespace(const std::string& line, const std::string& own) {
  static const std::regex opening(R"(^\s*(?:inline )?namespace (assent[\w:]*) \{)");
  static const std::regex directive(R"(^\s*using namespace ([\w:]+);)");
  std::smatch match;
  if (std::regex_search(line, match, opening)) {
    const std::string opened = match[1];
    const bool inside = opened == own || (own != "assent" && opened.starts_with(own + "::"));
    return inside ? "" : "opens " + opened + ", not " + own;
  }
  if (std::regex_search(line, match, directive) && match[1].str().find("literals") == std::string::npos) {
    return "takes all names of " + match[1].str();
  }
  return "";
}

TEST(Conventions, AForeignNamespaceIsFound) {
  EXPECT_EQ(fault_of_namespace("namespace assent::ledger {", "assent::ledger"), "");
  EXPECT_EQ(fault_of_namespace("namespace assent::ledger::fold {", "assent::ledger"), "");
  EXPECT_NE(fault_of_namespace("namespace assent::ledgers {", "assent::ledger"), "");
  EXPECT_NE(fault_of_namespace("namespace assent {", "assent::ledger"), "");
  EXPECT_EQ(fault_of_namespace("namespace assent {", "assent"), "");
  EXPECT_NE(fault_of_namespace("namespace assent::ledger {", "assent"), "");
  EXPECT_EQ(fault_of_namespace("  using namespace std::string_view_literals;", "assent"), "");
  EXPECT_NE(fault_of_namespace("  using namespace std::chrono;", "assent::ledger"), "");
}

// Once, two types of one name in one namespace crashed the program: the linker took either's functions for both.
TEST(Conventions, EveryModuleHasItsNamespace) {
  int opened = 0;
  for (const fs::path& module : modules()) {
    const std::string own = namespace_of(module.filename().string());
    for (const auto& each : fs::directory_iterator(module)) {
      const std::string name = each.path().filename().string();
      if (!each.is_regular_file() || (!name.ends_with(".hpp") && !name.ends_with(".cpp"))) continue;
      for (const std::string& line : lines_of(each.path())) {
        EXPECT_EQ(fault_of_namespace(line, own), "") << each.path() << ": " << line;
        opened += line.starts_with("namespace " + own) ? 1 : 0;
      }
    }
  }
  EXPECT_GT(opened, 500);
}

// The laboratory uses the product; the product never uses the laboratory.
TEST(Conventions, NoModuleOfTheProductUsesTheLaboratory) {
  const std::regex use(R"rx(#include "([a-z_]+)/)rx");
  for (const std::string folder : {"src", "apps"}) {
    for (const fs::path& path : files_under(folder)) {
      if (path.filename() == "assent_lab.cpp") continue;
      for (const std::string& line : lines_of(path)) {
        std::smatch match;
        if (!std::regex_search(line, match, use)) continue;
        EXPECT_FALSE(fs::is_directory(kRoot / "lab" / match[1].str())) << path << ": " << line;
      }
    }
  }
}

}  // namespace
