#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "embed/secret_word.hpp"
#include "sms/kannel_request.hpp"
#include "sms/parts.hpp"
#include "sms_gateway/kannel_sender.hpp"
#include "wire/sms.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>

namespace assent::cli {
namespace {

constexpr std::chrono::seconds kPatience{20};

struct SmsSending {
  std::string gateway = "http://127.0.0.1:13013";
  std::string password_file;
  std::string to;
  std::string text;
  std::string giving;
  std::string report_to;
  std::string report_key_file;
  std::uint64_t parts = 3;
  sms::KannelUser user;
};

Result<std::string> report_address(const SmsSending& asked) {
  if (asked.giving.empty()) return std::string();
  TRY(invalid_if(asked.report_to.empty() || asked.report_key_file.empty(),
                 "`--giving` asks for reports, and it is not said who gets them",
                 "add `--report-to` and `--report-key-file`"));
  const std::string key = TRY(embed::secret_word_in(asked.report_key_file));
  return sms_gateway::report_address(asked.report_to, key);
}

Result<ExitStatus> send(Invocation& call, SmsSending asked) {
  TRY(invalid_if(!call.world().connect, "this program asks no servers", "use `assent`"));
  asked.user.password = TRY(embed::secret_word_in(asked.password_file));
  asked.user.parts_most = static_cast<std::size_t>(asked.parts);
  asked.user.report_address = TRY(report_address(asked));
  std::replace(asked.giving.begin(), asked.giving.end(), '/', '-');
  const http::Ask ask = TRY(sms::ask_to_send({asked.to, asked.text, asked.giving}, asked.user));
  const auto address = TRY(http::address_of(asked.gateway));
  TRY(invalid_if(!address.tls && !address.is_here(), "number and password would go to another machine without TLS",
                 "use `https://`, or a gateway on this machine"));
  const auto box = TRY(call.world().connect(address, {}));
  const auto received = box->ask(ask, kPatience);
  if (!received) {
    return fail(ErrorCode::unavailable, "the gateway gave no response: " + std::string(to_string(received.error())),
                "see whether its SMS box runs, and where (`--gateway`)");
  }
  const sms::Handed handed = sms::read_handed(received->status, received->body);
  const std::size_t parts = TRY(sms::parts_of(asked.text)).parts;
  if (call.json()) call.terminal().print(wire::json_of(wire::SmsSent{to_string(handed), parts}));
  else call.terminal().print(fmt::format("{}, in {}\n", to_string(handed), wording::counted(parts, "part", "parts")));
  return handed == sms::Handed::refused || handed == sms::Handed::again ? ExitStatus::failed : ExitStatus::done;
}

}  // namespace

void add_sms_send_command(Command group, Invocation& call) {
  Command sending = group.command(
      "send", "Hand one text over to the gateway, as the server would: to try it. Nothing is recorded",
      "  assent sms send --user assent --password-file kannel.password --from 1234 --to +9613000001 \"Hello\"\n"
      "  assent sms send --user assent --password-file p --from 1234 --to +9613000001 --giving 0/12 --report-to "
      "http://127.0.0.1:8080 --report-key-file kannel.key \"A notice\"\n");
  auto asked = std::make_shared<SmsSending>();
  sending.options({
      {"TEXT", &asked->text, "What is sent", {}, true},
      {"--to", &asked->to, "The number, `+` and digits", {}, true},
      {"--from", &asked->user.from, "What the customer sees and replies to", {}, true},
      {"--user", &asked->user.name, "The gateway's `sendsms-user`", {}, true},
      {"--password-file", &asked->password_file, "A file with that user's password", "FILE", true},
      {"--gateway", &asked->gateway, "Its SMS box (default: http://127.0.0.1:13013)", "URL"},
      {"--giving", &asked->giving,
       "The entry that says that this notice was given: its delivery reports are asked for"},
      {"--report-to", &asked->report_to, "The server that gets them", "URL"},
      {"--report-key-file", &asked->report_key_file, "A file with the gateway's API key for that server", "FILE"},
  });
  sending.option("--parts", asked->parts, "The most that the gateway sends of one text (default: 3)").whole_number();
  sending.callback([&call, asked] { call.choose([&call, asked] { return send(call, *asked); }); });
}

}  // namespace assent::cli
