#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/progress_line.hpp"
#include "cli/recording.hpp"
#include "cli/reject_file.hpp"
#include "service/notices.hpp"
#include "wire/check.hpp"
#include "wire/imports.hpp"
#include "wire/notices.hpp"
#include "wording/words.hpp"
#include "world/files.hpp"
#include "written/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace assent {
namespace {

struct NoticeOptions {
  std::string file;
  std::string regime;
  Recording recording;
};

struct GiveOptions {
  std::string list;
  std::string sent;
  std::string rejects;
  NoticeGiving giving;
};

struct DeliveriesOptions {
  std::string results;
  std::string rejects;
  std::vector<std::string> words;
  NoticeDeliveries which;
};

Names languages_of(const NoticePublished& notice) {
  Names languages;
  for (const NoticeText& text : notice.texts) languages.push_back(text.language);
  return languages;
}

// The notice as written, and its issues under `--regime`, else under the regime that it is written for.
struct Checked {
  NoticeFile file;
  const Regime* regime = nullptr;  // null only where there are issues
  Issues issues;
};

Result<Checked> checked(Invocation& call, const NoticeOptions& options) {
  Checked checked;
  const auto text = TRY(read_file(options.file));
  auto notice = read_notice(text, options.file);
  if (!notice) {
    checked.issues = std::move(notice.error());
    return checked;
  }
  const auto regime = TRY(call.regime(options.regime.empty() ? notice->notice.regime : options.regime, call.now()));
  checked.file = std::move(*notice);
  checked.regime = regime;
  checked.issues = check_notice(checked.file, *regime);
  return checked;
}

Result<ExitStatus> check_one(Invocation& call, const NoticeOptions& options) {
  const auto found = TRY(checked(call, options));
  if (call.json()) {
    call.terminal().print(check_json(options.file, found.issues));
  } else if (found.issues.empty()) {
    const NoticePublished& notice = found.file.notice;
    call.terminal().print(fmt::format("{}: in order under `{}`: notice `{}` version `{}`, in {}\n", options.file,
                                      found.regime->id, notice.notice, notice.version, joined(languages_of(notice))));
  } else {
    for (const Issue& issue : found.issues) call.terminal().print(to_string(issue) + "\n");
  }
  return found.issues.empty() ? ExitStatus::done : ExitStatus::invalid;
}

Result<ExitStatus> publish(Invocation& call, const NoticeOptions& options) {
  const auto found = TRY(checked(call, options));
  if (!found.issues.empty()) return tl::unexpected(call.issues_error(options.file, found.issues));
  const auto circumstances = TRY(circumstances_of(call, options.recording));
  const auto ledger = TRY(call.ledger(LedgerOpening::write));
  const auto receipt = TRY(Notices(*ledger).publish(found.file, *found.regime, circumstances, call.now()));
  const NoticePublished& notice = found.file.notice;
  if (call.json()) {
    call.terminal().print(json_of(receipt, notice));
  } else {
    call.terminal().print(fmt::format("{} entry {} at {}: notice `{}` version `{}`, in {}\n",
                                      receipt.repeated ? "published before:" : "published",
                                      entry_name(receipt.position), to_the_second(receipt.recorded), notice.notice,
                                      notice.version, joined(languages_of(notice))));
  }
  return ExitStatus::done;
}

void print(Invocation& call, const NoticeCounts& counts, const RejectFile& rejects) {
  if (call.json()) {
    call.terminal().print(json_of(counts, rejects.named(counts.rejected + counts.mended)));
  } else {
    Table table({{"rows"}, {"", Align::right}});
    table.row({"recorded", thousands(counts.recorded)});
    table.row({"recorded by an earlier run", thousands(counts.already)});
    table.row({"rejected", thousands(counts.rejected)});
    table.row({"all", thousands(counts.rows)});
    if (counts.mended > 0) table.row({"recorded in spite of a fault", thousands(counts.mended)});
    call.terminal().print(table);
  }
  rejects.tell(call.terminal(), counts.rejected);
  rejects.tell_mended(call.terminal(), counts.mended);
}

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

Result<ExitStatus> deliveries(Invocation& call, const DeliveriesOptions& options) {
  const auto words = TRY(result_words(options.words));
  NoticeDeliveries which = options.which;
  which.words = words;
  auto results = TRY(FileSource::open(options.results));
  auto rejects = TRY(RejectFile::create(call, options.results, options.rejects));
  const auto ledger = TRY(call.ledger(LedgerOpening::write, ClockAhead::is_put_right));

  const auto notice = TRY(Notices(*ledger).published(options.which.notice, options.which.version));
  const auto regime = TRY(call.regime(notice.regime, call.now()));

  ProgressLine line(call.world(), call.terminal(), "recording deliveries", results.size().value_or(0));
  const auto counts = Notices(*ledger).deliveries(results, which, *regime, {{}, call.actor(), "cli", {}},
                                                  rejects.sink(), call.clock(), line.callback());
  line.clear();
  if (!counts) return tl::unexpected(counts.error());
  TRY(rejects.keep(counts->rejected + counts->mended));
  print(call, *counts, rejects);
  return status_of_rows(counts->rejected + counts->mended);
}

Result<ExitStatus> list_notices(Invocation& call) {
  const auto ledger = TRY(call.ledger(LedgerOpening::read));
  const auto entries = TRY(ledger->entries_of(""));
  if (call.json()) {
    call.terminal().print(notices_json(entries));
    return ExitStatus::done;
  }
  Table table({{"entry"},
               {"notice"},
               {"version"},
               {"regime"},
               {"days", Align::right},
               {"languages"},
               {"recipients"},
               {"published"}});
  for (const Recorded& each : entries) {
    const auto* notice = std::get_if<NoticePublished>(&each.entry.body);
    if (notice == nullptr) continue;
    const Names languages = languages_of(*notice);
    table.row({entry_name(each.position), notice->notice, notice->version, notice->regime,
               std::to_string(notice->waiting_days), joined(languages),
               notice->recipients.any ? "all" : joined(notice->recipients.names), to_the_second(each.entry.recorded)});
  }
  if (table.empty()) call.terminal().note("no notice is published");
  else call.terminal().print(table);
  return ExitStatus::done;
}

void add_texts(Command group, Invocation& call) {
  Command check = group.command("check", "Hold a notice against a regime: disclosures, translations, waiting period",
                                "  assent notice check welcome.toml\n"
                                "  assent notice check welcome.toml --regime fcc-2007\n");
  auto checked = std::make_shared<NoticeOptions>();
  check.option("FILE", checked->file, "The notice (TOML)").required();
  check.option("--regime", checked->regime, "The rule pack (default: the one it is written for)").type_name("ID");
  check.callback([&call, checked] { call.choose([&call, checked] { return check_one(call, *checked); }); });

  Command published = group.command("publish", "Check a notice and record its exact text in every language",
                                    "  assent notice publish welcome.toml\n"
                                    "  # in use since before it is recorded here; no notice can be given before that\n"
                                    "  assent notice publish welcome.toml --at 2025-12-01T00:00:00+02:00\n");
  auto options = std::make_shared<NoticeOptions>();
  published.option("FILE", options->file, "The notice (TOML)").required();
  published.option("--regime", options->regime, "The rule pack (default: the one it is written for)").type_name("ID");
  add_recording_options(published, options->recording);
  published.callback([&call, options] { call.choose([&call, options] { return publish(call, *options); }); });

  Command list = group.command("list", "List the notices that are published", "  assent notice list\n");
  list.callback([&call] { call.choose([&call] { return list_notices(call); }); });
}

void add_giving(Command group, Invocation& call) {
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

  Command delivered = group.command(
      "deliveries", "Record what became of a notice: delivered, bounced, returned; safe to repeat",
      "  assent notice deliveries returns.csv --notice welcome --version 1 --by mail\n"
      "  assent notice deliveries sms.csv --notice welcome --version 1 --result-word KO=bounced\n"
      "  # the columns: account, result (delivered, bounced, returned, or a complaint), and where needed\n"
      "  # known (when it became known), status\n"
      "  # (a code such as 5.1.1), sent (which sending; without it a failure ends all still waiting)\n");
  auto results = std::make_shared<DeliveriesOptions>();
  delivered.option("RESULTS", results->results, "The results (CSV); `-` is standard input").required();
  delivered.option("--notice", results->which.notice, "The notice").type_name("NAME").required();
  delivered.option("--version", results->which.version, "Its version").type_name("VERSION").required();
  delivered.option("--by", results->which.channel, "Only those given that way (default: any)").type_name("CHANNEL");
  delivered.option("--account-column", results->which.account_column, "The column with the account (default: account)")
      .type_name("NAME");
  delivered
      .option("--result-column", results->which.result_column,
              "The column with delivered, bounced, returned or complaint (default: result)")
      .type_name("NAME");
  delivered
      .option("--known-column", results->which.known_column,
              "The column with when it became known (default: known; empty: the present)")
      .type_name("NAME");
  delivered
      .option("--status-column", results->which.status_column,
              "The column with a status code such as 5.1.1 (default: status)")
      .type_name("NAME");
  delivered
      .option("--sent-column", results->which.sent_column,
              "The column with the day or instant of the sending (default: sent; empty: not named)")
      .type_name("NAME");
  delivered
      .option("--result-word", results->words,
              "What a word in the column of results means, such as KO=bounced; more than once if need be")
      .type_name("WORD=RESULT")
      .repeated();
  delivered.option("--rejects", results->rejects, "Rows that cannot be used (default: RESULTS.rejects.csv)")
      .type_name("FILE");
  delivered.callback([&call, results] { call.choose([&call, results] { return deliveries(call, *results); }); });
}

}  // namespace

void add_notice_commands(Command app, Invocation& call) {
  Command group =
      app.group("notice", "Notices: check, publish and give them, and record what became of them",
                "  assent notice check welcome.toml\n"
                "  assent notice publish welcome.toml\n"
                "  assent notice give accounts.csv --notice welcome --version 1 --by mail --sent 2026-01-15\n"
                "  assent notice deliveries returns.csv --notice welcome --version 1 --by mail\n");
  add_texts(group, call);
  add_giving(group, call);
}

}  // namespace assent
