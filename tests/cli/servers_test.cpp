// Commands that ask servers: `top` and `load`, with servers that are files. golden/servers.txt is written like a
// transcript, and tests/schema checks it against the schemas.

#include "cli/transcript.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

namespace assent::test::servers_test {
namespace {

std::string lines_marked(std::string text, const std::string& mark) {
  std::string marked;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    marked += end == 0 ? "\n" : mark + text.substr(0, end) + "\n";
    text.erase(0, end + 1);
  }
  return marked;
}

struct Servers : testing::Test {
  Servers() {
    bench.set_clock("2026-03-01T09:00:00Z");
    bench.elapses = std::chrono::seconds(2);
    write_text("decided", R"({"decision":true,"context":{"reason":"opt_in"}})");
    write_text("refusing", "401");
    write_text("127.0.0.1", "0: Accepted for delivery");
    write_text("web", "<html>hello</html>\n");
    write_text("key", "ak_secret\n");
    write_text("kannel.key", "ak_1f0c29d7b3a84e65_ak_secret\n");
    write_text("accounts.txt", "A-1\n\n A-2 \nA-3\n");
    for (const auto& [name, requests, opted_out] : {std::tuple("one", 1000, 40), std::tuple("one.2", 3000, 340),
                                                    std::tuple("two", 10, 0), std::tuple("two.2", 12, 0)}) {
      const bool second = std::string(name).ends_with(".2");
      write_text(
          name,
          fmt::format(
              "# TYPE assent_requests counter\n"
              "assent_requests_total{{route=\"evaluate\",status=\"200\"}} {0}\n"
              "assent_requests_total{{route=\"evaluate\",status=\"429\"}} {3}\n"
              "assent_requests_total{{route=\"record_opt_out\",status=\"503\"}} {3}\n"
              "assent_decisions_total{{route=\"evaluate\"}} {0}\n"
              "assent_request_duration_seconds_bucket{{route=\"evaluate\",reason=\"opted_out\",le=\"0.0005\"}} {2}\n"
              "assent_request_duration_seconds_bucket{{route=\"evaluate\",reason=\"opted_out\",le=\"0.001\"}} {1}\n"
              "assent_request_duration_seconds_bucket{{route=\"evaluate\",reason=\"opted_out\",le=\"+Inf\"}} {1}\n"
              "assent_request_duration_seconds_count{{route=\"evaluate\",reason=\"opted_out\"}} {1}\n"
              "assent_ledger_entries {4}\nassent_index_up_to_date {5}\nassent_connections 5\n"
              "assent_received_bytes_total {0}\nassent_sent_bytes_total {0}\n"
              "assent_connections_refused_total 0\n# EOF\n",
              requests, opted_out, opted_out / 2, second ? 7 : 3, std::string(name).starts_with("one") ? 50 : 48,
              std::string(name).starts_with("one") ? 1 : 0));
    }
  }

  void show(const std::string& command) {
    const Outcome outcome = bench.run(words_of(command));
    text += fmt::format("$ {}\n{}{}", command, lines_marked(outcome.out, "  "), lines_marked(outcome.err, "! "));
    if (outcome.status != 0) text += fmt::format("? {}\n", outcome.status);
    EXPECT_EQ((outcome.out + outcome.err).find("ak_secret"), std::string::npos);
    EXPECT_EQ((outcome.out + outcome.err).find("A-1"), std::string::npos) << "accounts are not printed";
  }

  Bench bench;
  std::string text;
};

TEST_F(Servers, AreWatchedAndPutUnderLoad) {
  show("assent top http://one --once");
  show("assent top http://one http://two:8080 --once");
  show("assent top http://one http://nobody --once --json");
  show("assent top http://web --once");
  show("assent top http://refusing --once --key-file key --plain");
  show("assent top https://one --interval 1 --json");
  bench.terminal = true;
  show("assent top http://one");
  bench.terminal = false;
  show("assent top http://one --key-file key");
  show("assent top 'http://user:ak_secret@one'");
  show("assent top http://one --interval 0");

  show("assent load http://decided --accounts accounts.txt --requests 100 --connections 1");
  show("assent load http://decided --count 1000 --rate 500 --duration 2 --offer internet --json");
  show("assent load http://decided --count 10 --batch 2 --requests 4 --json");
  show("assent load http://nobody --count 10 --requests 3");
  show("assent load http://refusing --count 10 --requests 3 --key-file key --plain");
  show("assent load http://decided");
  show("assent load http://decided --accounts none.txt");
  show("assent load http://decided --accounts key --count 5");
  show("assent load http://decided --count 5 --rate fast");
  show("assent load http://decided --count 5 --batch 20000");
  show("assent load http://decided --count 5 --connections 0");
  show("assent load http://decided --count 5 --detail some");

  const std::string send =
      "assent sms send --gateway http://127.0.0.1:13013 --user assent --password-file key --from 1234 ";
  show(send + "--to +15550100 Hello");
  show(send + "--to +15550100 --json نعم");
  show(send + "--to +15550100 --giving 0/12 Hello");
  show(send + "--to +15550100 --giving 0/12 --report-to http://127.0.0.1:8080 --report-key-file kannel.key Hello");
  show(send + "--to +15550100 --giving 0/12 --report-to http://one --report-key-file kannel.key Hello");
  show(send + "--to 15550100 Hello");
  show(send + "--to +15550100 --parts 1 '" + std::string(161, 'a') + "'");
  show("assent sms send --gateway https://refusing --user a --password-file key --from 1 --to +15550100 Hello");
  show("assent sms send --gateway https://nobody --user a --password-file key --from 1 --to +15550100 Hello");
  show("assent sms send --gateway http://one --user a --password-file key --from 1 --to +15550100 Hello");
  expect_golden(std::string(ASSENT_SOURCE_DIR) + "/tests/cli/golden/servers.txt", text);
}

}  // namespace
}  // namespace assent::test::servers_test
