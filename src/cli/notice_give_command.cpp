#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/notice_counts.hpp"
#include "cli/progress_line.hpp"
#include "cli/recording.hpp"
#include "cli/reject_file.hpp"
#include "service/notices.hpp"
#include "wording/words.hpp"
#include "world/files.hpp"
#include "written/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace assent {
namespace {

struct GiveOptions {
  std::string list;
  std::string sent;
  std::string rejects;
  NoticeGiving giving;
};

Result<std::variant<Instant, Date>> sent_of(const std::string& text) {
  if (const auto date = parse_date(text)) return *date;
  if (const auto instant = parse_instant(text)) return *instant;
  return fail(ErrorCode::invalid, fmt::format("`--sent` is {}, which is neither a date nor an instant", shown(text)),
              "write the date of mailing as `2026-03-01`, or an instant such as `2026-03-01T09:00:00+02:00`");
}

// Ways by which notices are given, as rule packs name them, and those that no pack counts.
Result<void> check_channel(Invocation& call, const std::string& channel) {
  const auto packs = TRY(call.packs());
  Names known = {"mail", "email", "sms", "oral", "portal"};
  for (const RulePack& pack : packs->all()) {
    if (!pack.regime) continue;
    for (const std::string& each : pack.regime->notice.channels) {
      if (!contains(known, each)) known.push_back(each);
    }
  }
  if (contains(known, channel)) return {};
  const std::vector<std::string_view> words(known.begin(), known.end());
  if (const auto near = nearest(channel, words)) {
    const auto place = std::find(known.begin(), known.end(), *near);
    std::rotate(known.begin(), place, place + 1);
  }
  return fail(ErrorCode::invalid,
              fmt::format("`--by` is {}, which is no way by which a notice is given", shown(channel)),
              fmt::format("write one of {}", listed(known)));
}

// Such a giving is recorded, but is worth nothing.
void warn_of_channel(Invocation& call, const Regime& regime, const std::string& channel) {
  if (contains(regime.notice.channels, channel)) return;
  call.terminal().warn(
      fmt::format("an opt-out notice by {} does not count under `{}`, which counts {}: silence after it "
                  "never becomes an approval",
                  shown(channel), regime.id, listed(regime.notice.channels)));
}

void warn_of_language(Invocation& call, const NoticeGiving& giving, const NoticeCounts& counts) {
  if (counts.in_another_language == 0) return;
  const std::string rows = counted(counts.in_another_language, "row is of a customer", "rows are of customers");
  call.terminal().warn(giving.even_in_another_language
                           ? fmt::format("{} whose language is another; a notice in this one does not count for them, "
                                         "and silence after it never becomes an approval",
                                         rows)
                           : fmt::format("{} whose language is another, for whom a notice in this one does not count; "
                                         "none was recorded for them",
                                         rows));
}

Result<ExitStatus> give(Invocation& call, const GiveOptions& options) {
  NoticeGiving giving = options.giving;
  TRY(check_channel(call, giving.channel));
  const auto sent = TRY(sent_of(options.sent));
  giving.sent = sent;
  auto list = TRY(FileSource::open(options.list));
  auto rejects = TRY(RejectFile::create(call, options.list, options.rejects));
  const auto ledger = TRY(call.ledger(LedgerOpening::write));
  const auto notice = TRY(Notices(*ledger).published(giving.notice, giving.version));
  const auto regime = TRY(call.regime(notice.regime, call.now()));

  ProgressLine line(call.world(), call.terminal(), "giving", list.size().value_or(0));
  const auto counts = Notices(*ledger).give(list, giving, *regime, call.world().zones, {{}, call.actor(), "cli", {}},
                                            rejects.sink(), call.clock(), line.callback());
  line.clear();
  if (!counts) return tl::unexpected(counts.error());
  TRY(rejects.keep(counts->rejected));
  print(call, *counts, rejects);
  warn_of_channel(call, *regime, giving.channel);
  warn_of_language(call, giving, *counts);
  return status_of_rows(counts->rejected);
}

}  // namespace

void add_notice_give_command(Command group, Invocation& call) {
  Command given =
      group.command("give", "Record that a notice was given to each account of a list; safe to repeat",
                    "  assent notice give accounts.csv --notice welcome --version 1 --by mail --sent 2026-01-15\n"
                    "  assent notice give accounts.csv --notice welcome --version 1 --by email \\\n"
                    "    --sent 2026-01-15T09:00:00+02:00 --in en\n");
  auto options = std::make_shared<GiveOptions>();
  given.option("LIST", options->list, "The accounts (CSV); `-` is standard input").required();
  given.option("--notice", options->giving.notice, "The notice").type_name("NAME").required();
  given.option("--version", options->giving.version, "Its version").type_name("VERSION").required();
  given
      .option("--by", options->giving.channel,
              "By which way: mail, email, sms, oral, portal, or one that a rule pack counts")
      .type_name("CHANNEL")
      .required();
  given.option("--sent", options->sent, "The date of mailing, or the instant sent").type_name("WHEN").required();
  given.option("--in", options->giving.language, "The language for all (default: each customer's own)")
      .type_name("LANG");
  given
      .option("--otherwise-in", options->giving.otherwise_language,
              "For customers whose language is unknown or has no text")
      .type_name("LANG");
  given.flag("--even-in-another-language", options->giving.even_in_another_language,
             "Also to customers whose language is another, where the regime counts no such notice");
  given.option("--account-column", options->giving.account_column, "The column with the account (default: account)")
      .type_name("NAME");
  given.option("--rejects", options->rejects, "Rows that cannot be given (default: LIST.rejects.csv)")
      .type_name("FILE");
  given.callback([&call, options] { call.choose([&call, options] { return give(call, *options); }); });
}

}  // namespace assent
