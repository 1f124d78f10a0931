// `assent customer erase` where an entry of format 1 has the customer's number in clear: the key goes, the entry stays,
// and the exit status says that somebody has to look.
#include "cli/transcript.hpp"
#include "store/taken_over.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace assent::test::erase_clear_test {
namespace {

using testing::HasSubstr;
using testing::Not;

// The customer of the golden entries of format 1: account A-1001, a number, an e-mail and a postal address.
evidence::Bytes customer_in_clear() {
  std::ifstream golden(std::string(ASSENT_SOURCE_DIR) + "/tests/evidence/golden_format_1.txt");
  std::string kind;
  std::string hex;
  golden >> kind >> hex;
  evidence::Bytes bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes.push_back(static_cast<std::uint8_t>(std::stoi(hex.substr(i, 2), nullptr, 16)));
  }
  return bytes;
}

TEST(EraseInClear, EndsWithStatus4AndNamesTheEntry) {
  Bench bench;
  bench.set_clock("2026-03-01T09:00:00Z");
  ASSERT_EQ(bench.run({"assent", "init"}).status, 0);
  take_over("assent.ledger", customer_in_clear());

  const Outcome done = bench.run(words_of("assent customer erase --account A-1001 --by dpo-2 --evidence order-17"));
  EXPECT_EQ(done.status, 4) << done.err;
  EXPECT_THAT(done.out, HasSubstr("entry 0/0 cannot be erased: it has numbers or addresses in clear"));
  EXPECT_THAT(done.out, HasSubstr("recorded entry 0/1"));
  EXPECT_THAT(done.out + done.err, Not(HasSubstr("+9611000000")));

  const Outcome json = bench.run(words_of("assent customer erase --account A-1001 --by dpo-2 --evidence o-18 --json"));
  EXPECT_EQ(json.status, 4) << json.err;
  EXPECT_THAT(json.out, HasSubstr(R"("destroyed":false,"clear":["0/0"])"));
  EXPECT_EQ(bench.run({"assent", "ledger", "verify"}).status, 0);
}

}  // namespace
}  // namespace assent::test::erase_clear_test
