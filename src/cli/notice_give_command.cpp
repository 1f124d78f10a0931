#include "app/notice.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/notice_list.hpp"
#include "cli/progress_line.hpp"
#include "cli/recording.hpp"
#include "cli/reject_file.hpp"
#include "embed/named_files.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <variant>

namespace assent::cli {
namespace {

struct GiveOptions {
  std::string list;
  std::string sent;
  std::string rejects;
  service::NoticeGiving giving;
};

Result<std::variant<Instant, Date>> sent_of(const std::string& text) {
  if (const auto date = parse_date(text)) return *date;
  if (const auto instant = parse_instant(text)) return *instant;
  return fail(ErrorCode::invalid,
              fmt::format("`--sent` is {}, which is neither a date nor an instant", wording::shown(text)),
              "write the date of mailing as `2026-03-01`, or an instant such as `2026-03-01T09:00:00+02:00`");
}

// Such a giving is recorded, but gives no approval.
void warn_of_channel(Invocation& call, const app::NoticeRun& run, const service::NoticeGiving& giving) {
  if (app::counts_for_silence(run, giving)) return;
  call.terminal().warn(
      fmt::format("an opt-out notice by {} does not count under `{}`, which counts {}: silence after it "
                  "never becomes an approval",
                  wording::shown(giving.channel), run.regime->id, wording::listed(run.regime->notice.channels)));
}

void warn_of_language(Invocation& call, const service::NoticeGiving& giving, const service::NoticeCounts& counts) {
  if (counts.in_another_language == 0) return;
  const std::string rows =
      wording::counted(counts.in_another_language, "row is of a customer", "rows are of customers");
  call.terminal().warn(
      giving.even_in_another_language
          ? fmt::format("{} with another language; a notice in this one does not count for them, and silence after it "
                        "never becomes an approval",
                        rows)
          : fmt::format("{} with another language; a notice in this one does not count for them, so none was recorded",
                        rows));
}

Result<ExitStatus> give(Invocation& call, const GiveOptions& options) {
  service::NoticeGiving giving = options.giving;
  const auto packs = TRY(call.packs());
  TRY(app::check_notice_channel(*packs, giving.channel, "`--by`"));
  giving.sent = TRY(sent_of(options.sent));
  const auto list = TRY(embed::open_source(options.list));
  auto rejects = TRY(RejectFile::create(call, options.list, options.rejects));
  const auto engine = TRY(engine_for_notice(call, giving.notice, giving.version, ClockAhead::is_refused));

  ProgressLine line(call.world(), call.terminal(), "giving", list->size());
  const auto run =
      app::give_notice(*engine, giving, {{}, call.actor(), "cli", {}}, {*list, rejects.sink()}, line.callback());
  line.clear();
  if (!run) return tl::unexpected(run.error());
  TRY(rejects.keep(run->counts.rejected));
  print(call, run->counts, rejects);
  warn_of_channel(call, *run, giving);
  warn_of_language(call, giving, run->counts);
  return status_of_rows(run->counts.rejected);
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
              "The channel: mail, email, sms, oral, portal, or one that a rule pack counts")
      .type_name("CHANNEL")
      .required();
  given.option("--sent", options->sent, "The date of mailing, or the instant when it was sent")
      .type_name("WHEN")
      .required();
  given.option("--in", options->giving.language, "The language for all (default: each customer's own)")
      .type_name("LANG");
  given
      .option("--otherwise-in", options->giving.otherwise_language,
              "For customers whose language is unknown or has no text")
      .type_name("LANG");
  given.flag("--even-in-another-language", options->giving.even_in_another_language,
             "Also to customers with another language, even if the regime does not count such a notice");
  given.option("--account-column", options->giving.account_column, "The column with the account (default: account)")
      .type_name("NAME");
  given.option("--rejects", options->rejects, "Where to write rows that cannot be used (default: LIST.rejects.csv)")
      .type_name("FILE");
  given.callback([&call, options] { call.choose([&call, options] { return give(call, *options); }); });
}

}  // namespace assent::cli
