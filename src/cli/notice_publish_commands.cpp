#include "app/notice.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/notice_text.hpp"
#include "cli/recording.hpp"
#include "wire/notice_text.hpp"
#include "wire/notices.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>

namespace assent::cli {
namespace {

struct ReviewOptions {
  NoticeTextOptions text;
  Recording recording;
  bool rejected = false;
};

struct PublishOptions {
  NoticeTextOptions text;
  Recording recording;
  bool after_review = false;
};

// As it will be published. invalid: it has faults, or is no notice.
Result<service::NoticeFile> publishable(Invocation& call, const NoticeTextRead& read) {
  TRY(refuse_faults(call, read));
  TRY(invalid_if(read.found.checked.asks == notice_check::Asks::nothing, "this text asks for nothing: it is no notice",
                 "it is sent as it is; only notices are published"));
  return app::notice_to_publish(read.written, read.found.checked);
}

Result<ExitStatus> review(Invocation& call, const ReviewOptions& options) {
  const auto read = TRY(read_notice_text(call, options.text, LedgerOpening::write));
  const auto file = TRY(publishable(call, read));
  const auto circumstances = TRY(circumstances_of(call, options.recording));
  const auto engine = TRY(call.recording_engine(ClockAhead::is_refused));
  const auto receipt = TRY(app::record_notice_review(*engine, file.notice, !options.rejected, circumstances));
  const evidence::Hash hash = app::hash_of_version(file.notice);
  if (call.json()) {
    call.terminal().print(wire::notice_review_json(receipt, file.notice, hash, !options.rejected));
  } else {
    call.terminal().print(fmt::format(
        "recorded entry {} at {}: notice `{}` version `{}` {} by {}; SHA-256 {}\n", entry_name(receipt.position),
        wording::to_the_second(receipt.recorded), file.notice.notice, file.notice.version,
        options.rejected ? "rejected" : "approved", wording::shown(circumstances.actor), evidence::to_hex(hash)));
  }
  return ExitStatus::done;
}

Result<ExitStatus> publish(Invocation& call, const PublishOptions& options) {
  const auto read = TRY(read_notice_text(call, options.text, LedgerOpening::write));
  const auto file = TRY(publishable(call, read));
  const auto circumstances = TRY(circumstances_of(call, options.recording));
  const auto engine = TRY(call.recording_engine(ClockAhead::is_refused));
  if (options.after_review) TRY(app::check_reviewed(*engine, file.notice, circumstances.actor));
  const auto receipt = TRY(app::publish_notice(*engine, file, options.text.regime, circumstances));
  const evidence::NoticePublished& notice = file.notice;
  Names languages;
  for (const evidence::NoticeText& text : notice.texts) languages.push_back(text.language);
  if (call.json()) {
    call.terminal().print(wire::json_of(receipt, notice));
  } else {
    call.terminal().print(fmt::format("{} entry {} at {}: notice `{}` version `{}`, in {}\n",
                                      receipt.repeated ? "published before:" : "published",
                                      entry_name(receipt.position), wording::to_the_second(receipt.recorded),
                                      notice.notice, notice.version, wording::joined(languages)));
  }
  return ExitStatus::done;
}

}  // namespace

void add_notice_publish_commands(Command group, Invocation& call) {
  Command reviewed =
      group.command("review", "Record that you have read a notice's exact text, and approve or reject it",
                    "  assent notice review welcome.toml --carrier carrier.toml --actor second.person\n"
                    "  assent notice review welcome.toml --carrier carrier.toml --reject\n");
  auto review_options = std::make_shared<ReviewOptions>();
  add_notice_text_options(reviewed, review_options->text);
  reviewed.flag("--reject", review_options->rejected, "You do not approve it");
  add_recording_options(reviewed, review_options->recording);
  reviewed.callback(
      [&call, review_options] { call.choose([&call, review_options] { return review(call, *review_options); }); });

  Command published = group.command("publish", "Check a notice and record its exact text in every language",
                                    "  assent notice publish welcome.toml\n"
                                    "  # only if another person has approved this very text\n"
                                    "  assent notice publish welcome.toml --carrier carrier.toml --after-review\n"
                                    "  # in use before it is recorded here; it cannot be given before that instant\n"
                                    "  assent notice publish welcome.toml --at 2025-12-01T00:00:00+02:00\n");
  auto options = std::make_shared<PublishOptions>();
  add_notice_text_options(published, options->text);
  published.flag("--after-review", options->after_review,
                 "Only if a person other than you has approved this text (notice review)");
  add_recording_options(published, options->recording);
  published.callback([&call, options] { call.choose([&call, options] { return publish(call, *options); }); });
}

}  // namespace assent::cli
