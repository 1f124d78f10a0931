#include "app/notice.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/recording.hpp"
#include "embed/named_files.hpp"
#include "tables/table.hpp"
#include "wire/check.hpp"
#include "wire/notices.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>

namespace assent::cli {
namespace {

struct NoticeOptions {
  std::string file;
  std::string regime;
  Recording recording;
};

Names languages_of(const evidence::NoticePublished& notice) {
  Names languages;
  for (const evidence::NoticeText& text : notice.texts) languages.push_back(text.language);
  return languages;
}

// The notice as written, and its issues under `--regime`, or under the regime that it is written for.
struct Checked {
  service::NoticeFile file;
  const regime::Regime* regime = nullptr;  // null only if there are issues
  Issues issues;
};

Result<Checked> checked(Invocation& call, const NoticeOptions& options) {
  Checked checked;
  const auto text = TRY(embed::text_in(options.file));
  auto notice = service::read_notice(text, options.file);
  if (!notice) {
    checked.issues = std::move(notice.error());
    return checked;
  }
  TRY(call.pack(options.regime.empty() ? notice->notice.regime : options.regime, call.now()));
  const auto packs = TRY(call.packs());
  auto found = TRY(app::check_notice_under(*packs, call.world().zones, call.now(), *notice, options.regime));
  return Checked{*std::move(notice), found.regime, std::move(found.issues)};
}

Result<ExitStatus> check_one(Invocation& call, const NoticeOptions& options) {
  const auto found = TRY(checked(call, options));
  if (call.json()) {
    call.terminal().print(wire::check_json(options.file, found.issues));
  } else if (found.issues.empty()) {
    const evidence::NoticePublished& notice = found.file.notice;
    call.terminal().print(fmt::format("{}: in order under `{}`: notice `{}` version `{}`, in {}\n", options.file,
                                      found.regime->id, notice.notice, notice.version,
                                      wording::joined(languages_of(notice))));
  } else {
    for (const Issue& issue : found.issues) call.terminal().print(to_string(issue) + "\n");
  }
  return found.issues.empty() ? ExitStatus::done : ExitStatus::invalid;
}

Result<ExitStatus> publish(Invocation& call, const NoticeOptions& options) {
  const auto found = TRY(checked(call, options));
  if (!found.issues.empty()) return tl::unexpected(call.issues_error(options.file, found.issues));
  const auto circumstances = TRY(circumstances_of(call, options.recording));
  const auto engine = TRY(call.recording_engine(ClockAhead::is_refused));
  const auto receipt = TRY(app::publish_notice(*engine, found.file, options.regime, circumstances));
  const evidence::NoticePublished& notice = found.file.notice;
  if (call.json()) {
    call.terminal().print(wire::json_of(receipt, notice));
  } else {
    call.terminal().print(fmt::format("{} entry {} at {}: notice `{}` version `{}`, in {}\n",
                                      receipt.repeated ? "published before:" : "published",
                                      entry_name(receipt.position), wording::to_the_second(receipt.recorded),
                                      notice.notice, notice.version, wording::joined(languages_of(notice))));
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
    table.row({entry_name(each.position), notice.notice, notice.version, notice.regime,
               std::to_string(notice.waiting_days), wording::joined(languages_of(notice)),
               notice.recipients.any ? "all" : wording::joined(notice.recipients.names),
               wording::to_the_second(each.entry.recorded)});
  }
  if (table.empty()) call.terminal().note("no notice is published");
  else call.terminal().print(table);
  return ExitStatus::done;
}

}  // namespace

void add_notice_text_commands(Command group, Invocation& call) {
  Command check = group.command("check", "Check a notice against a regime: disclosures, translations, waiting period",
                                "  assent notice check welcome.toml\n"
                                "  assent notice check welcome.toml --regime fcc-2007\n");
  auto checked = std::make_shared<NoticeOptions>();
  check.option("FILE", checked->file, "The notice (TOML)").required();
  check.option("--regime", checked->regime, "The rule pack (default: the one that the notice names)").type_name("ID");
  check.callback([&call, checked] { call.choose([&call, checked] { return check_one(call, *checked); }); });

  Command published = group.command("publish", "Check a notice and record its exact text in every language",
                                    "  assent notice publish welcome.toml\n"
                                    "  # in use before it is recorded here; it cannot be given before that instant\n"
                                    "  assent notice publish welcome.toml --at 2025-12-01T00:00:00+02:00\n");
  auto options = std::make_shared<NoticeOptions>();
  published.option("FILE", options->file, "The notice (TOML)").required();
  published.option("--regime", options->regime, "The rule pack (default: the one that the notice names)")
      .type_name("ID");
  add_recording_options(published, options->recording);
  published.callback([&call, options] { call.choose([&call, options] { return publish(call, *options); }); });

  Command list = group.command("list", "List the notices that are published", "  assent notice list\n");
  list.callback([&call] { call.choose([&call] { return list_notices(call); }); });
}

}  // namespace assent::cli
