#include "cli/notice_text.hpp"

#include "app/partners.hpp"
#include "embed/named_files.hpp"

#include <fmt/format.h>

#include <utility>

namespace assent::cli {
namespace {

// There may be no ledger yet: then there are no partners.
Result<Partners> partners_of(Invocation& call, const std::string& text, LedgerOpening opening) {
  if (text.find("{partner") == std::string::npos && text.find("parties") == std::string::npos) return Partners();
  const auto engine =
      opening == LedgerOpening::read ? call.engine_as_it_is(opening) : call.recording_engine(ClockAhead::is_refused);
  if (!engine && engine.error().code == ErrorCode::not_found) return Partners();
  return app::partners_on_record(*TRY(engine));
}

}  // namespace

void add_notice_text_options(Command command, NoticeTextOptions& options) {
  command.option("FILE", options.file, "The notice (TOML)").required();
  command.option("--regime", options.regime, "The rule pack (default: the one that the notice names)").type_name("ID");
  command
      .option("--carrier", options.carrier,
              "What the notice says of the carrier: its name, and the ways to refuse (TOML)")
      .type_name("FILE");
  command.option("--words", options.words, "Another list of words and thresholds to check with (TOML)")
      .type_name("FILE");
}

Result<NoticeTextRead> read_notice_text(Invocation& call, const NoticeTextOptions& options, LedgerOpening opening) {
  NoticeTextRead read;
  read.written.text = TRY(embed::text_in(options.file));
  read.written.file = options.file;
  read.written.regime = options.regime;
  read.written.channel = options.channel;
  if (!options.carrier.empty()) {
    auto carrier = notice_check::read_carrier_file(TRY(embed::text_in(options.carrier)), options.carrier);
    if (!carrier) return tl::unexpected(call.issues_error(options.carrier, carrier.error()));
    read.carrier = std::make_unique<notice_check::CarrierFile>(*std::move(carrier));
    read.written.carrier = read.carrier.get();
  }
  if (!options.words.empty()) {
    auto words = notice_check::read_word_list(TRY(embed::text_in(options.words)), options.words);
    if (!words) return tl::unexpected(call.issues_error(options.words, words.error()));
    read.words = std::make_unique<notice_check::WordList>(*std::move(words));
    read.written.words = read.words.get();
  }
  if (const std::string regime = app::regime_written(read.written); !regime.empty()) {
    TRY(call.pack(regime, call.now()));
  }
  read.written.partners = TRY(partners_of(call, read.written.text, opening));
  const auto packs = TRY(call.packs());
  read.found = TRY(app::check_notice_text(*packs, call.world().zones, call.now(), read.written));
  return read;
}

Issue issue_of(const std::string& file, const notice_check::Finding& finding, explanation::Language language) {
  notice_check::FindingText words = text_of(finding, language);
  if (!finding.clause.empty()) words.mend += fmt::format(" ({})", finding.clause);
  return {file, finding.place.line, finding.place.column, std::move(words.problem), std::move(words.mend)};
}

Result<void> refuse_faults(Invocation& call, const NoticeTextRead& read) {
  Issues faults;
  for (const notice_check::Finding& each : read.found.checked.findings) {
    const Issue issue = issue_of(read.written.file, each, call.language());
    if (severity_of(each.code) == notice_check::Severity::fault) faults.push_back(issue);
    else call.terminal().warn(to_string(issue));
  }
  if (!faults.empty()) return tl::unexpected(call.issues_error(read.written.file, faults));
  return {};
}

}  // namespace assent::cli
