#include "app/scrub.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/index_access.hpp"
#include "cli/key_file.hpp"
#include "cli/list_file.hpp"
#include "cli/question.hpp"
#include "cli/scrub_options.hpp"
#include "cli/scrub_summary.hpp"
#include "embed/scrub_files.hpp"
#include "service/campaign.hpp"
#include "service/follower.hpp"
#include "wire/scrub.hpp"
#include "wording/words.hpp"
#include "world/files.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace assent {
namespace {

Result<void> read_campaign_into(ScrubRequest& request, Invocation& call, const ScrubOptions& options) {
  request.campaign_text = TRY(read_file(options.campaign));
  const auto campaign = read_campaign(request.campaign_text, options.campaign);
  if (!campaign) return tl::unexpected(call.issues_error(options.campaign, campaign.error()));
  request.campaign = *campaign;
  request.at = TRY(optional_instant("--at", options.at));
  const auto asked_at = request.at ? request.at : campaign->instant;
  const auto pack = TRY(call.pack(campaign->regime, asked_at.value_or(call.now())));
  request.regime = *pack->regime;
  request.regime_text = pack->text;
  TRY(check_names(campaign->use, request.regime));
  const auto catalogue = TRY(call.catalogue());
  request.catalogue_text = call.catalogue_text();
  request.use = TRY(use_of(*campaign, *catalogue));
  return {};
}

Result<ScrubRequest> request_of(Invocation& call, const ScrubOptions& options) {
  ScrubRequest request;
  request.program = ASSENT_VERSION;
  TRY(read_campaign_into(request, call, options));
  if (const auto known_at = TRY(optional_instant("--known-at", options.known_at)); known_at) {
    request.known_at = StatedInstant{*known_at, options.known_at};
  }
  request.columns = options.columns;
  request.language = call.language();
  request.explain_each = options.explain_each;
  request.threads = index_threads();
  if (!options.since.empty()) {
    auto note = TRY(read_file(options.since));
    request.since = EarlierCertificate{std::move(note), shown(options.since)};
  }
  request.resume = options.resume;
  return request;
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

Result<ExitStatus> scrub_at_command(Invocation& call, ScrubOptions options) {
  TRY(check_scrub_options(call, options));
  auto request = TRY(request_of(call, options));
  const auto opening = options.no_record ? LedgerOpening::read : LedgerOpening::write;
  const auto ledger = TRY(call.ledger(opening, ClockAhead::is_not_recorded));
  if (opening == LedgerOpening::write && !call.clock_is_ahead()) {
    request.recorded_by = Circumstances{std::nullopt, call.actor(), "cli", ""};
  }
  ListFile list(call, options.list, "scrubbing");
  ScrubFiles results({options.permitted, options.refused, certificate_file(options), options.report});
  LedgersKeys keys(call, options.key);
  LedgersIndex index(call, options.index, *ledger);
  const auto scrub = TRY(ListScrub::plan(std::move(request), {*ledger, call.world().zones, call.world().telephones,
                                                              call.clock(), list, results, keys, &index}));
  call.count_days();
  for (const ScrubNotice& each : scrub->notices()) say(call, *scrub, each, 0);

  const auto outcome = scrub->run([&](const Progress& progress) { list.show(progress.rows); });
  list.clear();
  if (!outcome) return tl::unexpected(outcome.error());
  for (const ScrubNotice& each : outcome->notices) say(call, *scrub, each, outcome->summary.rows);
  if (call.json()) {
    call.terminal().print(to_json(outcome->occasion, outcome->summary));
  } else {
    call.terminal().print(summary_text(outcome->occasion, outcome->summary, call.language(), call.terminal().colour()));
  }
  return call.warn_of_trouble(outcome->trouble) ? ExitStatus::failed : ExitStatus::done;
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
