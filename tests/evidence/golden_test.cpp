// Bytes that must never change: ledgers already written are read by them.
#include "evidence/entry.hpp"
#include "evidence/samples.hpp"
#include "evidence/tree.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

namespace assent::golden_test {
namespace {

const char* const kFile = ASSENT_SOURCE_DIR "/tests/evidence/golden.txt";

// Lines of "kind hex-of-bytes hex-of-leaf-hash".
std::string golden_line(EntryKind kind) {
  const Bytes bytes = encode(sample::entry(kind));
  return std::string(to_string(kind)) + " " + to_hex(bytes) + " " + to_hex(leaf_hash(bytes));
}

TEST(Golden, EveryKindHasTheBytesItAlwaysHad) {
  std::stringstream now;
  for (const EntryKind kind : sample::kinds()) now << golden_line(kind) << "\n";
  // To add a kind: run once with ASSENT_GOLDEN=write and look at the difference; old lines must not change.
  if (const char* mode = std::getenv("ASSENT_GOLDEN"); mode != nullptr && std::string_view(mode) == "write") {
    std::ofstream(kFile) << now.str();
  }
  std::stringstream then;
  then << std::ifstream(kFile).rdbuf();
  EXPECT_EQ(now.str(), then.str());
}

TEST(Golden, SamplesAreRightAndReadBack) {
  for (const EntryKind kind : sample::kinds()) {
    const Entry entry = sample::entry(kind);
    EXPECT_TRUE(check(entry).has_value()) << to_string(kind);
    const auto decoded = decode(encode(entry));
    ASSERT_TRUE(decoded.has_value()) << to_string(kind);
    EXPECT_EQ(*decoded, entry) << to_string(kind);
  }
}

TEST(Golden, AnEntryOfDefaultsIsSmall) {
  Entry entry{
      "A-1001",        sample::instant("2026-01-15T08:30:00Z"), sample::instant("2026-01-15T08:30:00Z"), "", "", "",
      OptOutRecorded{}};
  EXPECT_EQ(to_hex(encode(entry)),
            "8a020566412d31303031"
            "1b0006486907ce7200"
            "1b0006486907ce7200"
            "60606060a0");
}

}  // namespace
}  // namespace assent::golden_test
