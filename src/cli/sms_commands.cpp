#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "embed/named_files.hpp"
#include "sms/kannel_conf.hpp"
#include "sms/parts.hpp"
#include "wire/check.hpp"
#include "wire/sms.hpp"
#include "wording/words.hpp"

#include <memory>
#include <string>
#include <vector>

namespace assent::cli {
namespace {

constexpr std::size_t kConfigurationBytesMost = std::size_t{4} << 20;

Result<ExitStatus> count(Invocation& call, const std::vector<std::string>& texts) {
  tables::Table table({{"parts"}, {"alphabet"}, {"units"}, {"left"}, {"outside"}});
  for (const std::string& text : texts) {
    const sms::Parts parts = TRY(sms::parts_of(text));
    if (call.json()) {
      call.terminal().print(wire::json_of(
          wire::SmsCount{to_string(parts.alphabet), parts.units, parts.parts, parts.left, parts.outside}));
    } else {
      table.row({std::to_string(parts.parts), std::string(to_string(parts.alphabet)), std::to_string(parts.units),
                 std::to_string(parts.left), parts.outside.empty() ? "-" : parts.outside});
    }
  }
  if (!call.json()) call.terminal().print(table);
  return ExitStatus::done;
}

struct KannelChecked {
  std::string file;
  std::string user;
  std::uint64_t parts = 1;
};

Result<ExitStatus> check(Invocation& call, const KannelChecked& asked) {
  const std::string text = TRY(embed::text_in(asked.file, kConfigurationBytesMost));
  const Issues issues = sms::check_kannel(text, asked.file, {asked.user, static_cast<std::size_t>(asked.parts)});
  if (call.json()) call.terminal().print(wire::check_json(asked.file, issues));
  else if (issues.empty()) call.terminal().print(wording::shown(asked.file) + " is in order\n");
  else call.terminal().fail_with(issues);
  return issues.empty() ? ExitStatus::done : ExitStatus::invalid;
}

}  // namespace

void add_sms_commands(Command app, Invocation& call) {
  Command group = app.group("sms", "Text messages, and the gateway that sends and receives them",
                            "  assent sms count \"نعم\"\n"
                            "  assent sms check /etc/kannel/kannel.conf --parts 3\n");
  Command counting =
      group.command("count", "Show in how many parts each text travels, and which character costs the short alphabet",
                    "  assent sms count \"Reply STOP to refuse\"\n"
                    "  assent sms count --json \"لا أوافق\"\n");
  auto texts = std::make_shared<std::vector<std::string>>();
  counting.option("TEXT", *texts, "What would be sent").required();
  counting.callback([&call, texts] { call.choose([&call, texts] { return count(call, *texts); }); });

  add_sms_send_command(group, call);

  Command checking = group.command(
      "check", "Check a configuration of the gateway Kannel: what it would cut, lose or spoil without an error",
      "  assent sms check /etc/kannel/kannel.conf\n"
      "  assent sms check /etc/kannel/kannel.conf --user assent --parts 3   # for texts of up to three parts\n");
  auto asked = std::make_shared<KannelChecked>();
  checking.option("FILE", asked->file, "kannel.conf").required();
  checking.option("--user", asked->user, "The `sendsms-user` that is the server's (default: each)");
  checking.option("--parts", asked->parts, "Of the longest text that is sent (default: 1)").whole_number();
  checking.callback([&call, asked] { call.choose([&call, asked] { return check(call, *asked); }); });
}

}  // namespace assent::cli
