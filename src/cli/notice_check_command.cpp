#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/notice_text.hpp"
#include "tables/table.hpp"
#include "wire/notice_text.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>

namespace assent::cli {
namespace {

// How each text was measured.
void print_measured(Terminal& terminal, const std::vector<notice_check::Measured>& measured) {
  tables::Table table({{"language"},
                       {"measure"},
                       {"score", tables::Align::right},
                       {"least", tables::Align::right},
                       {"SMS"},
                       {"parts", tables::Align::right}});
  for (const notice_check::Measured& each : measured) {
    const bool scored = each.readability.has_value();
    table.row({each.language, scored ? std::string(each.readability->measure) : "-",
               scored ? fmt::format("{:.0f}", each.readability->score) : "-", scored ? std::to_string(each.least) : "-",
               std::string(to_string(each.sms.alphabet)), std::to_string(each.sms.parts)});
  }
  terminal.print(table);
}

Result<ExitStatus> check_one(Invocation& call, const NoticeTextOptions& options, bool measures) {
  const auto read = TRY(read_notice_text(call, options, LedgerOpening::read));
  const notice_check::Checked& checked = read.found.checked;
  const bool faulty = checked.any(notice_check::Severity::fault);
  if (call.json()) {
    call.terminal().print(wire::notice_check_json(options.file, checked, call.language()));
  } else {
    for (const notice_check::Finding& each : checked.findings) {
      const bool advice = severity_of(each.code) == notice_check::Severity::advice;
      call.terminal().print((advice ? "advice: " : "") + to_string(issue_of(options.file, each, call.language())) +
                            "\n");
    }
    if (!faulty) {
      const evidence::NoticePublished& notice = checked.notice->notice;
      Names languages;
      for (const evidence::NoticeText& text : notice.texts) languages.push_back(text.language);
      call.terminal().print(fmt::format("{}: in order under `{}`: notice `{}` version `{}`, in {}\n", options.file,
                                        read.found.regime->id, notice.notice, notice.version,
                                        wording::joined(languages)));
    }
    if (measures) print_measured(call.terminal(), checked.measured);
  }
  if (faulty) return ExitStatus::invalid;
  return checked.findings.empty() ? ExitStatus::done : ExitStatus::rows_to_look_at;
}

}  // namespace

void add_notice_check_command(Command group, Invocation& call) {
  Command check = group.command(
      "check", "Check a notice against a regime: disclosures, translations, recipients, ways to refuse, plain words",
      "  assent notice check welcome.toml\n"
      "  assent notice check welcome.toml --regime fcc-2007 --measures\n"
      "  assent notice check welcome.toml --carrier carrier.toml --by sms\n");
  auto options = std::make_shared<NoticeTextOptions>();
  auto measures = std::make_shared<bool>(false);
  add_notice_text_options(check, *options);
  check.option("--by", options->channel, "Check it for this channel, too").type_name("CHANNEL");
  check.flag("--measures", *measures, "Also show how easy each text is to read, and the parts of its SMS");
  check.callback([&call, options, measures] {
    call.choose([&call, options, measures] { return check_one(call, *options, *measures); });
  });
}

}  // namespace assent::cli
