#include "embed/list_scrub.hpp"

#include "app/country.hpp"
#include "app/use_asked.hpp"
#include "embed/key_files.hpp"
#include "embed/named_files.hpp"
#include "embed/opened_engine.hpp"
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

namespace assent::embed {
namespace {

class NamedKey final : public app::ScrubKeys {
 public:
  explicit NamedKey(const std::string& path) : path_(path) {}
  Result<evidence::SignerKey> signer() override { return signer_key_in(path_); }
  Result<std::vector<evidence::VerifierKey>> trusted() override { return verifier_keys_in({verifier_path(path_)}); }

 private:
  const std::string& path_;
};

class EnginesIndex final : public app::ScrubIndex {
 public:
  explicit EnginesIndex(const OpenedEngine& opened) : opened_(opened) {}
  Result<std::shared_ptr<service::LeasedIndex>> open() override { return opened_.index(); }

 private:
  const OpenedEngine& opened_;
};

std::string actor_of(const OpenedEngine& opened, const ScrubManner& manner) {
  return manner.actor.empty() ? opened.files().actor : manner.actor;
}

Result<void> check_recorded(const OpenedEngine& opened, const ScrubManner& manner) {
  if (manner.trial) return {};
  if (opened.files().read_only) {
    return fail(ErrorCode::invalid, "the engine is read-only, and cannot record the run of the campaign",
                "run a trial, whose lists are not for use, or open the engine for recording");
  }
  if (!actor_of(opened, manner).empty()) return {};
  return fail(ErrorCode::invalid, "the actor is missing", "say who runs the campaign");
}

Result<void> check_manner(const OpenedEngine& opened, const FilesToScrub& files, const ScrubManner& manner) {
  TRY(app::check_country(opened.engine().ports().telephones, manner.columns.country, "the country"));
  TRY(check_recorded(opened, manner));
  if (files.permitted.empty() || files.refused.empty()) {
    return fail(ErrorCode::invalid, "the files for the results are not named", "name a permitted and a refused list");
  }
  if (!files.certificate.empty() && files.key.empty()) {
    return fail(ErrorCode::invalid, "a certificate is requested, but no key signs it", "name the file of the key");
  }
  return opened.spare(files_written(files), files_read(files));
}

Result<void> ask_campaign(app::ScrubRequest& request, const app::Rules& rules, const TimeZones& zones, Instant now,
                          const FilesToScrub& files, const ScrubManner& manner, const app::OnIssues& on_issues) {
  request.campaign_text = TRY(world::read_file(files.campaign));
  auto campaign = service::read_campaign(request.campaign_text, files.campaign);
  if (!campaign) return tl::unexpected(on_issues(files.campaign, campaign.error()));
  request.campaign = *std::move(campaign);
  request.at = manner.at;
  const auto asked_at = manner.at ? manner.at : request.campaign.instant;
  const auto pack = TRY(rules.packs.find(request.campaign.regime, asked_at.value_or(now), zones));
  if (!pack->regime) return tl::unexpected(on_issues(pack->file, pack->regime.error()));
  request.regime = *pack->regime;
  request.regime_text = pack->text;
  TRY(app::check_names(request.campaign.use, request.regime));
  request.use = TRY(service::use_of(request.campaign, rules.catalogue));
  request.catalogue_text = rules.catalogue_text;
  return {};
}

}  // namespace

void name_results(FilesToScrub& files) {
  for (std::string* each : {&files.permitted, &files.refused, &files.report, &files.certificate}) {
    *each = name_to_write(*each);
  }
  if (files.certificate.empty() && files.since.empty() && may_be_named_file(files.permitted)) {
    files.certificate = files.permitted + ".certificate";
  }
}

std::vector<std::string> files_read(const FilesToScrub& files) {
  return {files.campaign, files.list, files.since, files.key, files.key.empty() ? "" : verifier_path(files.key)};
}

std::vector<std::string> files_written(const FilesToScrub& files) {
  std::vector<std::string> written{files.permitted, files.refused, files.report, files.certificate};
  if (may_be_named_file(files.permitted)) written.push_back(ScrubFiles::journal_path(files.permitted));
  return written;
}

Result<app::ScrubRequest> scrub_request(const app::Rules& rules, const TimeZones& zones, Instant now,
                                        const FilesToScrub& files, const ScrubManner& manner,
                                        const app::OnIssues& on_issues) {
  app::ScrubRequest request;
  request.program = ASSENT_VERSION;
  TRY(ask_campaign(request, rules, zones, now, files, manner, on_issues));
  request.known_at = manner.known_at;
  request.columns = manner.columns;
  request.language = manner.language;
  request.explain_each = manner.explain_each;
  request.threads = manner.threads;
  if (!files.since.empty()) {
    auto note = TRY(world::read_file(files.since));
    request.since = app::EarlierCertificate{std::move(note), wording::shown(files.since)};
  }
  request.resume = manner.resume;
  return request;
}

class FileScrub::List final : public app::ListToScrub {
 public:
  explicit List(std::string path) : path_(std::move(path)) {}
  bool can_be_read_again() const override { return world::may_be_plain_file(path_); }
  std::optional<std::string> state() const override { return world::state_of_file(path_); }
  Result<ByteSource*> open() override {
    source_ = TRY(world::open_list(path_));
    if (on_read && on_read->opened) on_read->opened(source_->size().value_or(0));
    return source_.get();
  }
  void show(std::uint64_t rows) const {
    if (on_read && on_read->read) on_read->read(rows, source_->bytes_read());
  }

  const OnListRead* on_read = nullptr;

 private:
  std::string path_;
  std::unique_ptr<world::ListSource> source_;
};

FileScrub::FileScrub() = default;
FileScrub::~FileScrub() = default;

Result<std::unique_ptr<FileScrub>> FileScrub::plan(app::ScrubRequest request, const FilesToScrub& files,
                                                   const app::EnginePorts& ports, app::ScrubKeys& keys,
                                                   app::ScrubIndex* index) {
  std::unique_ptr<FileScrub> planned(new FileScrub);
  planned->list_ = std::make_unique<List>(files.list);
  planned->results_ =
      std::make_unique<ScrubFiles>(ScrubFiles::Names{files.permitted, files.refused, files.certificate, files.report});
  planned->scrub_ =
      TRY(app::ListScrub::plan(std::move(request), {ports.ledger, ports.zones, ports.telephones, ports.clock,
                                                    *planned->list_, *planned->results_, keys, index}));
  return planned;
}

Result<app::ScrubOutcome> FileScrub::run(const OnListRead& on_read, const std::stop_token& stop) {
  list_->on_read = &on_read;
  return scrub_->run([this](const service::Progress& progress) { list_->show(progress.rows); }, stop);
}

Result<app::ScrubOutcome> scrub_files(OpenedEngine& opened, const FilesToScrub& files, const ScrubManner& manner,
                                      const OnListRead& on_read, const std::stop_token& stop) {
  TRY(check_manner(opened, files, manner));
  const app::Engine& engine = opened.engine();
  ScrubManner how = manner;
  if (how.threads == 0) how.threads = opened.files().threads;
  const auto rules = engine.rules();
  auto request =
      TRY(scrub_request(*rules, engine.ports().zones, engine.now(), files, how,
                        [](const std::string&, const Issues& issues) { return app::faulty_text(issues).value(); }));
  if (!manner.trial)
    request.recorded_by = service::Circumstances{std::nullopt, actor_of(opened, manner), manner.channel, ""};
  NamedKey key(files.key);
  EnginesIndex index(opened);
  const auto scrub =
      TRY(FileScrub::plan(std::move(request), files, engine.ports(), key, opened.index() ? &index : nullptr));
  auto outcome = TRY(scrub->run(on_read, stop));
  const auto& planned = scrub->scrub().notices();
  outcome.notices.insert(outcome.notices.begin(), planned.begin(), planned.end());
  return outcome;
}

}  // namespace assent::embed
