#include "app/notice.hpp"
#include "app/notice_text.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "explanation/words.hpp"
#include "tables/table.hpp"
#include "wire/notice_text.hpp"
#include "wire/notices.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <variant>

namespace assent::cli {
namespace {

struct ShowOptions {
  app::NoticeAsked asked;
  std::string at;
  std::string account;
};

void print_text(Terminal& terminal, const notice_check::ShownText& text) {
  terminal.print(fmt::format("{}; SHA-256 {}\n\n{}", text.language, evidence::to_hex(text.sha256), text.text));
}

std::string words_of(const notice_check::ShownGiving& giving, explanation::Language language) {
  if (!giving.result) return "no result is known";
  const char* name = *giving.result == evidence::NoticeDelivery::Result::delivered ? "delivered"
                     : *giving.result == evidence::NoticeDelivery::Result::bounced ? "bounced"
                                                                                   : "returned";
  const auto words = explanation::term(explanation::Term::delivery, name, language);
  return fmt::format("{}, known at {}", words.value_or(name), wording::to_the_second(*giving.result_known));
}

void print_givings(Invocation& call, const std::vector<notice_check::ShownGiving>& givings) {
  bool first = true;
  for (const notice_check::ShownGiving& each : givings) {
    if (!first) call.terminal().print("\n");
    first = false;
    const std::string sent = std::visit([](auto when) { return to_string(when); }, each.sent);
    call.terminal().print(fmt::format("entry {}: version `{}`, sent {} by {}: {}\n", entry_name(each.entry),
                                      each.version, sent, each.channel, words_of(each, call.language())));
    print_text(call.terminal(), each.text);
  }
}

Result<ExitStatus> show(Invocation& call, const ShowOptions& options) {
  app::NoticeAsked asked = options.asked;
  asked.at = TRY(optional_instant("--at", options.at));
  if (call.options.language.find(',') == std::string::npos) asked.language = call.options.language;  // else all
  TRY(invalid_if(options.account.empty() && !asked.version.empty() && asked.at.has_value(),
                 "`--version` and `--at` both say which text", "name one of them"));
  const auto engine = TRY(call.engine_as_it_is(LedgerOpening::read));
  if (!options.account.empty()) {
    const auto givings = TRY(app::shown_givings(*engine, asked, options.account));
    if (call.json()) call.terminal().print(wire::notice_givings_json(asked.notice, options.account, givings));
    else print_givings(call, givings);
    return ExitStatus::done;
  }
  const auto shown = TRY(app::shown_notice(*engine, asked));
  if (call.json()) {
    call.terminal().print(wire::json_of(shown));
    return ExitStatus::done;
  }
  call.terminal().print(fmt::format("notice `{}` version `{}`, entry {}, in use from {}\n", shown.notice.notice,
                                    shown.notice.version, entry_name(shown.entry),
                                    wording::to_the_second(shown.in_use)));
  for (const notice_check::ShownText& each : shown.texts) {
    call.terminal().print("\n");
    print_text(call.terminal(), each);
  }
  return ExitStatus::done;
}

Result<ExitStatus> list_notices(Invocation& call) {
  const auto engine = TRY(call.engine_as_it_is(LedgerOpening::read));
  const auto published = TRY(app::notices_on_record(*engine));
  if (call.json()) {
    call.terminal().print(wire::notices_json(published));
    return ExitStatus::done;
  }
  tables::Table table({{"entry"},
                       {"notice"},
                       {"version"},
                       {"regime"},
                       {"days", tables::Align::right},
                       {"languages"},
                       {"recipients"},
                       {"published"}});
  for (const ledger::Recorded& each : published) {
    const auto& notice = std::get<evidence::NoticePublished>(each.entry.body);
    Names languages;
    for (const evidence::NoticeText& text : notice.texts) languages.push_back(text.language);
    table.row({entry_name(each.position), notice.notice, notice.version, notice.regime,
               std::to_string(notice.waiting_days), wording::joined(languages),
               notice.recipients.any ? "all" : wording::joined(notice.recipients.names),
               wording::to_the_second(each.entry.recorded)});
  }
  if (table.empty()) call.terminal().note("no notice is published");
  else call.terminal().print(table);
  return ExitStatus::done;
}

}  // namespace

void add_notice_show_commands(Command group, Invocation& call) {
  Command list = group.command("list", "List the notices that are published", "  assent notice list\n");
  list.callback([&call] { call.choose([&call] { return list_notices(call); }); });

  Command shown = group.command("show", "The exact text of a notice that counted, or that a customer was sent",
                                "  assent notice show welcome\n"
                                "  assent notice show welcome --at 2026-01-15T09:00:00+02:00 --language ar\n"
                                "  assent notice show welcome --account A-1\n");
  auto options = std::make_shared<ShowOptions>();
  shown.option("ID", options->asked.notice, "The notice").required();
  shown.option("--version", options->asked.version, "Its version (default: the one in use)").type_name("VERSION");
  shown.option("--at", options->at, "The text that was in use then (default: now)").type_name("INSTANT");
  shown.option("--account", options->account, "What this account was sent of it").type_name("ACCOUNT");
  shown.callback([&call, options] { call.choose([&call, options] { return show(call, *options); }); });
}

}  // namespace assent::cli
