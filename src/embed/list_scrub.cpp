#include "embed/list_scrub.hpp"

#include "app/faulty_text.hpp"
#include "app/use_asked.hpp"
#include "embed/read_keys.hpp"
#include "embed/scrub_files.hpp"
#include "service/campaign.hpp"
#include "service/circumstances.hpp"
#include "wording/words.hpp"
#include "world/compressed.hpp"
#include "world/files.hpp"

#include <fmt/format.h>

#include <memory>
#include <utility>
#include <vector>

namespace assent {
namespace {

class NamedList final : public ListToScrub {
 public:
  explicit NamedList(const std::string& path) : path_(path) {}
  bool can_be_read_again() const override { return may_be_plain_file(path_); }
  std::optional<std::string> state() const override { return state_of_file(path_); }
  Result<ByteSource*> open() override {
    source_ = TRY(open_list(path_));
    return source_.get();
  }

 private:
  const std::string& path_;
  std::unique_ptr<ListSource> source_;
};

class NamedKey final : public ScrubKeys {
 public:
  explicit NamedKey(const std::string& path) : path_(path) {}
  Result<SignerKey> signer() override { return signer_key_in(path_); }
  Result<std::vector<VerifierKey>> trusted() override { return verifier_keys_in({path_ + ".pub"}); }

 private:
  const std::string& path_;
};

class EnginesIndex final : public ScrubIndex {
 public:
  explicit EnginesIndex(const OpenedEngine& opened) : opened_(opened) {}
  Result<std::shared_ptr<LeasedIndex>> open() override { return opened_.index(); }

 private:
  const OpenedEngine& opened_;
};

std::string actor_of(const OpenedEngine& opened, const ScrubManner& manner) {
  return manner.actor.empty() ? opened.files().actor : manner.actor;
}

Result<ScrubRequest> request_of(const OpenedEngine& opened, const FilesToScrub& files, const ScrubManner& manner) {
  ScrubRequest request;
  request.program = ASSENT_VERSION;
  request.campaign_text = TRY(read_file(files.campaign));
  auto campaign = read_campaign(request.campaign_text, files.campaign);
  if (!campaign) return faulty_text(campaign.error());
  request.campaign = *std::move(campaign);
  request.at = manner.at;
  const auto asked_at = manner.at ? manner.at : request.campaign.instant;
  const auto regime = TRY(opened.engine().regime(request.campaign.regime, asked_at.value_or(opened.engine().now())));
  request.regime = *regime;
  request.regime_text = regime.pack->text;
  TRY(check_names(request.campaign.use, request.regime));
  request.use = TRY(use_of(request.campaign, regime.rules->catalogue));
  request.catalogue_text = regime.rules->catalogue_text;
  request.columns = manner.columns;
  request.language = manner.language;
  request.explain_each = manner.explain_each;
  request.threads = opened.files().threads;
  if (!manner.trial) request.recorded_by = Circumstances{std::nullopt, actor_of(opened, manner), "library", ""};
  return request;
}

Result<void> check_recorded(const OpenedEngine& opened, const ScrubManner& manner) {
  if (manner.trial) return {};
  if (opened.files().read_only) {
    return fail(ErrorCode::invalid, "the engine is read-only, and cannot record the run of the campaign",
                "ask for a trial, whose lists are not for use, or open the engine for recording");
  }
  if (!actor_of(opened, manner).empty()) return {};
  return fail(ErrorCode::invalid, "the actor is missing", "say who runs the campaign");
}

Result<void> check_manner(const OpenedEngine& opened, const FilesToScrub& files, const ScrubManner& manner) {
  const std::string& country = manner.columns.country;
  if (!country.empty() && !opened.engine().ports().telephones.knows_country(country)) {
    return fail(ErrorCode::invalid, fmt::format("the country is {}, which is no country's code", shown(country)),
                "write two capitals as ISO 3166-1 has them, such as `LB`");
  }
  TRY(check_recorded(opened, manner));
  if (files.permitted.empty() || files.refused.empty()) {
    return fail(ErrorCode::invalid, "it is not said where the results go", "name a permitted and a refused list");
  }
  if (!files.certificate.empty() && files.key.empty()) {
    return fail(ErrorCode::invalid, "a certificate is wanted, and no key signs it", "name the file of the key");
  }
  return opened.spare(
      {files.permitted, files.refused, files.report, files.certificate, ScrubFiles::journal_path(files.permitted)},
      {files.campaign, files.list, files.key, files.key.empty() ? "" : files.key + ".pub"});
}

}  // namespace

Result<ScrubOutcome> scrub_files(OpenedEngine& opened, const FilesToScrub& files, const ScrubManner& manner) {
  TRY(check_manner(opened, files, manner));
  auto request = TRY(request_of(opened, files, manner));
  const EnginePorts& ports = opened.engine().ports();
  NamedList list(files.list);
  ScrubFiles results({files.permitted, files.refused, files.certificate, files.report});
  NamedKey key(files.key);
  EnginesIndex index(opened);
  return scrub_list(std::move(request), {ports.ledger, ports.zones, ports.telephones, ports.clock, list, results, key,
                                         opened.index() ? &index : nullptr});
}

}  // namespace assent
