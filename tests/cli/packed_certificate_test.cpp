// A certificate is about the list, however the list is packed.

#include "cli/transcript.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace assent::test::packed_certificate_test {
namespace {

TEST(PackedLists, AreHeldAgainstTheirCertificate) {
  Bench bench;
  const auto run = [&](const std::string& command) { return bench.run(words_of("assent " + command)); };
  write_text("spring.toml",
             "name = \"spring\"\nregime = \"tra\"\npurpose = \"marketing\"\noffer = \"internet\"\n"
             "recipient = \"carrier\"\ninformation = [\"contact\", \"services\"]\n");
  ASSERT_EQ(bench.run(words_of("assent-lab synth ledger --customers 50")).status, 0);
  ASSERT_EQ(bench.run(words_of("assent-lab synth list --customers 50 --output list.csv")).status, 0);
  const std::string scrub = "scrub spring.toml list.csv --now 2026-06-01T00:00:00Z ";
  ASSERT_EQ(run(scrub + "--permitted yes.csv.gz --refused no.csv.zst").status, 0);
  ASSERT_EQ(run(scrub + "--permitted yes.csv --refused no.csv.gz").status, 0);

  const std::string verify = "certificate verify yes.csv.gz.certificate --key assent.ledger.key.pub --list list.csv ";
  for (const char* lists : {"--permitted yes.csv.gz --refused no.csv.zst", "--permitted yes.csv --refused no.csv.gz"}) {
    const Outcome outcome = run(verify + lists);
    EXPECT_EQ(outcome.status, 0) << lists << outcome.out << outcome.err;
  }
  EXPECT_EQ(run(verify + "--permitted no.csv.zst").status, 2);

  std::filesystem::resize_file("yes.csv.gz", std::filesystem::file_size("yes.csv.gz") - 1);
  const Outcome cut = run(verify + "--permitted yes.csv.gz");
  EXPECT_EQ(cut.status, 3);
  EXPECT_EQ(cut.err, "error: `yes.csv.gz` is cut short; fetch all of it again\n");
}

}  // namespace
}  // namespace assent::test::packed_certificate_test
