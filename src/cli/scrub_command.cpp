#include "app/scrub.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/index_access.hpp"
#include "cli/key_file.hpp"
#include "cli/progress_line.hpp"
#include "cli/scrub_options.hpp"
#include "cli/scrub_summary.hpp"
#include "embed/list_scrub.hpp"
#include "embed/read_keys.hpp"
#include "service/follower.hpp"
#include "wire/scrub.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace assent {
namespace {

Result<ScrubManner> manner_of(Invocation& call, const ScrubOptions& options) {
  ScrubManner manner;
  manner.at = TRY(optional_instant("--at", options.at));
  if (const auto known_at = TRY(optional_instant("--known-at", options.known_at)); known_at) {
    manner.known_at = StatedInstant{*known_at, options.known_at};
  }
  manner.columns = options.columns;
  manner.language = call.language();
  manner.explain_each = options.explain_each;
  manner.threads = index_threads();
  manner.resume = options.resume;
  return manner;
}

Result<ScrubRequest> request_of(Invocation& call, const FilesToScrub& files, const ScrubOptions& options) {
  const auto manner = TRY(manner_of(call, options));
  TRY(call.packs());
  TRY(call.catalogue());
  return scrub_request(call.rules(), call.world().zones, call.now(), files, manner,
                       [&](const std::string& file, const Issues& issues) { return call.issues_error(file, issues); });
}

class LedgersKeys final : public ScrubKeys {
 public:
  LedgersKeys(Invocation& call, const std::string& option) : call_(call), option_(option) {}
  Result<SignerKey> signer() override { return signing_key(call_, option_); }
  Result<std::vector<VerifierKey>> trusted() override {
    return verifier_keys_in({verifier_path(key_path(call_, option_))});
  }

 private:
  Invocation& call_;
  const std::string& option_;
};

class LedgersIndex final : public ScrubIndex {
 public:
  LedgersIndex(Invocation& call, const std::string& option, Ledger& ledger)
      : call_(call), option_(option), ledger_(ledger) {}
  Result<std::shared_ptr<LeasedIndex>> open() override {
    index_ = TRY(index_if_any(call_, option_, ledger_));
    if (index_) follower_.emplace(*index_);
    return index_;
  }

 private:
  Invocation& call_;
  const std::string& option_;
  Ledger& ledger_;
  std::shared_ptr<LeasedIndex> index_;
  std::optional<Follower> follower_;
};

void say(Invocation& call, const ListScrub& scrub, const ScrubNotice& notice, std::uint64_t rows) {
  switch (notice.kind) {
    case ScrubNotice::Kind::results_cannot_be_resumed:
      return call.terminal().note("packed results and standard output cannot be gone on with; the scrub begins anew");
    case ScrubNotice::Kind::nothing_to_resume:
      return call.terminal().note("no interrupted scrub has left these results; the scrub begins anew");
    case ScrubNotice::Kind::rules_not_in_effect:
      return call.warn_unless_in_effect(scrub.request().regime, scrub.as_of().at);
    case ScrubNotice::Kind::instant_of_the_past:
      return call.terminal().note(
          "an instant of the past is asked about: what counts from a later one on is not in the answers; leave the "
          "instant out for a list that is to be used now");
    case ScrubNotice::Kind::permits_have_lapsed:
      return call.terminal().note("permits in this list have lapsed while it was made: scrub again before it is used");
    case ScrubNotice::Kind::numbers_of_nobody:
      return call.terminal().warn(fmt::format("{} of {} are of nobody on record: numbers without `+` need `--country`",
                                              thousands(notice.rows), counted(rows, "row", "rows")));
  }
}

Result<ScrubOutcome> run_with_progress(Invocation& call, FileScrub& scrub) {
  std::optional<ProgressLine> line;
  const auto opened = [&](std::uint64_t bytes) { line.emplace(call.world(), call.terminal(), "scrubbing", bytes); };
  return scrub.run({opened, [&](std::uint64_t rows, std::uint64_t bytes) { line->show({rows, bytes}); }});
}

Result<ExitStatus> scrub_at_command(Invocation& call, ScrubOptions options) {
  TRY(check_scrub_options(call, options));
  const FilesToScrub files{options.campaign,          options.list, options.permitted, options.refused, options.report,
                           certificate_file(options), options.key,  options.since};
  auto request = TRY(request_of(call, files, options));
  const auto opening = options.no_record ? LedgerOpening::read : LedgerOpening::write;
  const auto ledger = TRY(call.ledger(opening, ClockAhead::is_not_recorded));
  if (opening == LedgerOpening::write && !call.clock_is_ahead()) {
    request.recorded_by = Circumstances{std::nullopt, call.actor(), "cli", ""};
  }
  LedgersKeys keys(call, options.key);
  LedgersIndex index(call, options.index, *ledger);
  const EnginePorts ports{*ledger, call.world().zones, call.world().telephones, call.clock(), nullptr, {}};
  const auto scrub = TRY(FileScrub::plan(std::move(request), files, ports, keys, &index));
  call.count_days();
  for (const ScrubNotice& each : scrub->scrub().notices()) say(call, scrub->scrub(), each, 0);

  const auto outcome = TRY(run_with_progress(call, *scrub));
  for (const ScrubNotice& each : outcome.notices) say(call, scrub->scrub(), each, outcome.summary.rows);
  if (call.json()) {
    call.terminal().print(to_json(outcome.occasion, outcome.summary));
  } else {
    call.terminal().print(summary_text(outcome.occasion, outcome.summary, call.language(), call.terminal().colour()));
  }
  return call.warn_of_trouble(outcome.trouble) ? ExitStatus::failed : ExitStatus::done;
}

}  // namespace

void add_scrub_command(Command app, Invocation& call) {
  Command command = app.command(
      "scrub", "Split a list into who may be contacted and who not, with the reason, in the order of the list",
      "  assent scrub internet.toml list.csv --permitted yes.csv --refused no.csv\n"
      "  assent scrub internet.toml list.csv --permitted yes.csv --refused no.csv --report summary.json\n"
      "  assent scrub internet.toml list.csv.zst --permitted yes.csv.gz --refused no.csv.gz\n"
      "  assent scrub internet.toml list.csv.zst --permitted yes.csv.zst --refused no.csv.zst\n"
      "  assent scrub internet.toml list.csv --permitted added.csv --refused removed.csv --since yes.csv.certificate\n"
      "  assent scrub internet.toml dialler.csv --permitted yes.csv --refused no.csv \\\n"
      "    --telephone-column msisdn --country LB\n");
  auto options = std::make_shared<ScrubOptions>();
  add_scrub_options(command, *options);
  command.callback([&call, options] { call.choose([&call, options] { return scrub_at_command(call, *options); }); });
}

}  // namespace assent
