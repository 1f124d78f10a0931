// A small carrier for tests of the library, which know nothing of its inside: a folder with a ledger of the 7,043
// customers of data/telco, made by the library itself.
#pragma once

#include <gtest/gtest.h>
#include <assent/engine.hpp>
#include <assent/ledger.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>

namespace assent::library_test {

inline const std::string kSource = ASSENT_SOURCE_DIR;

inline std::string text_in(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

inline void write(const std::filesystem::path& file, const std::string& text) { std::ofstream(file) << text; }

class Carrier : public ::testing::Test {
 protected:
  Carrier() {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(::testing::TempDir()) / (std::string("assent_library_") + test->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    std::filesystem::copy(kSource + "/regimes", folder_ / "regimes");
    EXPECT_TRUE(create_ledger(path("ledger")));
  }
  ~Carrier() override { std::filesystem::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  Configuration configuration(std::string index = {}) const {
    return {path("ledger"), path("regimes"), kSource + "/catalogues/default.toml", "tra", "test", std::move(index), 1,
            false};
  }
  Engine opened(std::string index = {}) const {
    auto engine = Engine::open(configuration(std::move(index)));
    if (!engine) throw std::runtime_error(engine.error().message);
    return *std::move(engine);
  }

  // Three customers: A-1 has local service, A-2 mobile, A-3 has left.
  static void import_few(Engine& engine) {
    const auto counts = engine.import_customers(
        {kSource + "/tests/installed/customers.csv", kSource + "/tests/installed/mapping.toml"});
    ASSERT_TRUE(counts) << counts.error().message;
    EXPECT_EQ(counts->added, 3U);
  }
  static void import_all(Engine& engine) {
    const auto counts =
        engine.import_customers({kSource + "/data/telco/telco-customers.csv", kSource + "/data/telco/mapping.toml"});
    ASSERT_TRUE(counts) << counts.error().message;
    EXPECT_EQ(counts->added, 7043U);
  }
  static std::vector<std::string> all_accounts() {
    std::vector<std::string> accounts;
    std::ifstream in(kSource + "/data/telco/telco-customers.csv");
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) accounts.push_back(line.substr(0, line.find(',')));
    return accounts;
  }

  std::filesystem::path folder_;
};

}  // namespace assent::library_test
