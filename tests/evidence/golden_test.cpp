// Bytes that must never change: they are how ledgers already written are read.
#include "evidence/entry.hpp"
#include "evidence/samples.hpp"
#include "evidence/tree.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

namespace assent::golden_test {

using namespace evidence;
namespace {

const char* const kFile = ASSENT_SOURCE_DIR "/tests/evidence/golden.txt";

// Lines of "kind hex-of-bytes hex-of-leaf-hash".
std::string golden_line(EntryKind kind) {
  const Bytes bytes = encode(sample::sealed_entry(kind));
  return std::string(to_string(kind)) + " " + to_hex(bytes) + " " + to_hex(leaf_hash(bytes));
}

Bytes bytes_of(std::string_view hex) {
  Bytes bytes;
  for (std::size_t at = 0; at + 1 < hex.size(); at += 2) {
    bytes.push_back(static_cast<std::uint8_t>(std::stoul(std::string(hex.substr(at, 2)), nullptr, 16)));
  }
  return bytes;
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

// Of format 1, which is no longer written: without a run, and a customer has one number and one address.
TEST(Golden, EntriesOfTheFormerFormatAreRead) {
  std::ifstream file(ASSENT_SOURCE_DIR "/tests/evidence/golden_format_1.txt");
  int kinds = 0;
  for (std::string name, hex, leaf; file >> name >> hex >> leaf; ++kinds) {
    SCOPED_TRACE(name);
    const Bytes bytes = bytes_of(hex);
    EXPECT_EQ(to_hex(leaf_hash(bytes)), leaf);
    const auto decoded = decode(bytes);
    ASSERT_TRUE(decoded) << to_string(decoded.error());
    EXPECT_EQ(to_string(decoded->kind()), name);
    Entry expected = sample::entry(decoded->kind());
    expected.run.clear();
    if (auto* customer = std::get_if<CustomerRecorded>(&expected.body)) {
      customer->telephones.resize(1);
      customer->email_addresses.resize(1);
    }
    EXPECT_EQ(*decoded, expected);
    EXPECT_EQ(decode_account(bytes).value(), expected.account);
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      EXPECT_FALSE(decode(ByteView(bytes).first(at))) << "cut at " << at;
    }
  }
  EXPECT_EQ(kinds, 11);
}

TEST(Golden, SamplesAreRightAndReadBack) {
  for (const EntryKind kind : sample::kinds()) {
    const Entry entry = sample::sealed_entry(kind);
    EXPECT_TRUE(check(sample::entry(kind)).has_value()) << to_string(kind);
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
