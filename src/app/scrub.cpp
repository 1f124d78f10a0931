#include "app/scrub.hpp"

#include "app/scrub_certificate.hpp"
#include "app/scrub_order.hpp"
#include "consent/kept_account.hpp"
#include "evidence/hash.hpp"
#include "regime/effect.hpp"
#include "service/certify.hpp"
#include "service/ledger_clock.hpp"
#include "watchdog/failure.hpp"
#include "wire/scrub.hpp"

#include <utility>

namespace assent::app {

ListScrub::ListScrub(ScrubRequest request, const ScrubPorts& ports)
    : request_(std::move(request)), ports_(ports), started_(ports.clock.now()) {}

Result<std::unique_ptr<ListScrub>> ListScrub::plan(ScrubRequest request, const ScrubPorts& ports) {
  std::unique_ptr<ListScrub> planned(new ListScrub(std::move(request), ports));
  TRY(planned->settle());
  return planned;
}

Result<void> ListScrub::settle() {
  // 47 CFR 64.2009(f): who could not refuse is not used. A trial's lists are not for use anyway.
  if (request_.recorded_by) TRY(watchdog::check_not_held(ports_.ledger, request_.campaign.name));
  // What cannot be read here cannot be read later either, and is an error there. The clock is read afterwards: what
  // somebody records since this began is not ahead of it.
  const Instant recorded = service::last_recorded(ports_.ledger).value_or(kEarliest);
  ledger_ahead_ = recorded > ports_.clock.now();
  simulation_ = service::is_simulation(ports_.ledger).value_or(false);

  const auto asked_at = request_.at ? request_.at : request_.campaign.instant;
  question_.regime = &request_.regime;
  question_.use = &request_.use;
  question_.as_of.at = asked_at.value_or(started_);
  if (request_.known_at) question_.as_of.known_at = request_.known_at->instant;
  if (!asked_at && !request_.known_at) question_.present = [&clock = ports_.clock] { return clock.now(); };
  question_.country = request_.columns.country;
  question_.language = request_.language;
  question_.explain_each = request_.explain_each;

  list_state_ = ports_.list.state();
  order_ = order_of(request_, ports_.zones.version(), list_state_.value_or(""), question_.present != nullptr);
  journal_ = TRY(journal_to_resume(request_, ports_, order_, notices_));
  if (journal_) question_.as_of.at = journal_->at;

  const Instant at = question_.as_of.at;
  const TimeZone* footprint = ports_.zones.find(request_.regime.footprint_last_zone);
  if (!regime::in_effect(request_.regime, footprint, at))
    notices_.push_back({service::ScrubNotice::Kind::rules_not_in_effect});
  if (!question_.present && at < ports_.clock.now())
    notices_.push_back({service::ScrubNotice::Kind::instant_of_the_past});
  return {};
}

Result<std::shared_ptr<service::LeasedIndex>> ListScrub::choose_index() const {
  if (ports_.index == nullptr || !service::can_ask_index(question_, ledger_ahead_)) return nullptr;
  auto index = TRY(ports_.index->open());
  if (!index || !index->serves(request_.regime)) return nullptr;
  // From the start it has what the ledger had when this scrub began.
  TRY(index->follow());
  return index;
}

// The list of the earlier scrub.
Result<std::optional<certificate::CertifiedFile>> ListScrub::compare(service::IndexJudge* judge,
                                                                     const service::ListIdentifier& identifier) const {
  if (!request_.since) return std::nullopt;
  if (judge == nullptr && ledger_ahead_) {
    return fail(ErrorCode::invalid, "the changes cannot be found while the ledger is ahead of the clock",
                "scrub in full, without `--since`");
  }
  if (judge == nullptr) {
    return fail(ErrorCode::invalid, "finding the changes needs an index",
                "make one with `assent index build`, or scrub in full");
  }
  const auto earlier = TRY(certified_scrub(request_, ports_, identifier));
  TRY(judge->compare_with(earlier.scrub, ports_.ledger));
  return earlier.list;
}

Result<service::ScrubSummary> ListScrub::judge_rows(service::Scrub& scrub, service::ScrubJudge& judge,
                                                    const service::OnProgress& on_progress,
                                                    const std::stop_token& stop) const {
  ScrubResults& results = ports_.results;
  service::Scrub::OnMark on_mark;
  if (list_state_ && results.can_be_resumed()) {
    on_mark = [&](const service::ScrubMark& mark) {
      return results.mark({order_, question_.as_of.at, began_, mark, {}, {}});
    };
  }
  return scrub.run(judge, request_.language, results.permitted(), results.refused(), on_progress, on_mark, stop);
}

Result<void> ListScrub::check_list(const certificate::CertifiedFile& read,
                                   const std::optional<certificate::CertifiedFile>& certified) const {
  if (ports_.list.state() != list_state_) {
    return fail(ErrorCode::unavailable, "the list was changed while it was read",
                "scrub it again when no program writes to it any more");
  }
  if (certified && *certified != read) {
    return fail(ErrorCode::conflict, "the certificate is for another list", "scrub in full, without `--since`");
  }
  return {};
}

Result<std::string> ListScrub::certify(const service::Scrub& scrub, const service::ScrubSummary& summary,
                                       const Lists& lists, const evidence::SignerKey& key) const {
  auto certificate =
      TRY(certificate_of(request_, ports_, {question_.as_of, began_, simulation_, scrub.identifier(), summary}));
  certificate.list = lists.list;
  certificate.permitted_list = lists.permitted;
  certificate.refused_list = lists.refused;
  return service::sign_certificate(certificate, key);
}

// 47 CFR 64.2009(c): a record of each campaign, with the information used and the offer made.
Result<Position> ListScrub::record_run(const service::ScrubSummary& summary, const Lists& lists,
                                       const std::optional<std::string>& certificate) const {
  const Use& use = request_.use;
  evidence::CampaignRunRecorded run;
  run.campaign = request_.campaign.name;
  run.regime = request_.regime.id;
  run.regime_version = request_.regime.version;
  run.purpose = use.purpose;
  run.offer = use.offer ? use.offer->id : std::string();
  run.recipient = use.recipient;
  run.party = use.party;
  run.information = use.information;
  run.contact_channel = use.channel;
  run.at = question_.as_of.at;
  run.rows = summary.rows;
  run.permitted = summary.permitted;
  run.refused = summary.refused;
  run.list = lists.list.sha256;
  run.permitted_list = lists.permitted.sha256;
  if (certificate) run.certificate = evidence::sha256(evidence::view_of(*certificate));
  const Instant now = ports_.clock.now();
  const service::Circumstances& by = *request_.recorded_by;
  const ledger::Draft draft{{std::string(kCampaignRuns), now, {}, by.actor, by.channel, by.key, std::move(run), by.run},
                            true};
  return ledger::append_one(ports_.ledger, draft, now).map([](const ledger::Receipt& receipt) {
    return receipt.position;
  });
}

void ListScrub::look_back(ScrubOutcome& outcome) const {
  const service::ScrubSummary& summary = outcome.summary;
  if (question_.present && summary.valid_until.value_or(kNever) <= ports_.clock.now()) {
    outcome.notices.push_back({service::ScrubNotice::Kind::permits_have_lapsed});
  }
  // If most numbers of a list belong to no customer, the usual cause is a missing country.
  if (!question_.by_telephone || !request_.columns.country.empty()) return;
  const auto nobody = summary.by_reason.find(Reason::unknown_customer);
  if (nobody == summary.by_reason.end() || 2 * nobody->second <= summary.rows) return;
  outcome.notices.push_back({service::ScrubNotice::Kind::numbers_of_nobody, nobody->second});
}

Result<ScrubOutcome> ListScrub::run(const service::OnProgress& on_progress, const std::stop_token& stop) {
  if (stop.stop_requested()) return tl::unexpected(service::scrub_stopped());
  ScrubResults& results = ports_.results;
  // Before any row is judged, so that the certificate covers everything that happens later.
  began_ = TRY(ports_.ledger.heads());
  if (journal_) began_ = journal_->began;
  std::optional<evidence::SignerKey> key;
  if (results.wants_certificate() && !request_.since) {
    auto signer = TRY(ports_.keys.signer());
    key.emplace(signer);
  }
  const auto index = TRY(choose_index());

  const auto list = TRY(ports_.list.open());
  const std::size_t usual_bytes = index ? service::IndexJudge::kPieceBytes : csv::CsvPieceReader::kPieceBytes;
  const service::Scrub::Options how{request_.threads, request_.piece_bytes.value_or(usual_bytes), request_.mark_bytes};
  const auto scrub = TRY(journal_ ? service::Scrub::resume(*list, request_.columns, how, journal_->mark)
                                  : service::Scrub::begin(*list, request_.columns, how));
  question_.by_telephone = scrub->identifier().telephone;

  const service::CustomerFile customers(ports_.ledger, ports_.zones, started_);
  service::LedgerJudge by_ledger(customers, ports_.telephones, question_);
  std::optional<service::IndexJudge> by_index;
  if (index) by_index.emplace(*index, customers, ports_.telephones, question_, request_.threads);
  const auto certified_list = TRY(compare(by_index ? &*by_index : nullptr, scrub->identifier()));

  TRY(results.open(journal_ ? &*journal_ : nullptr));
  service::ScrubJudge& judge = by_index ? static_cast<service::ScrubJudge&>(*by_index) : by_ledger;
  const auto summary = judge_rows(*scrub, judge, on_progress, stop);
  if (!summary) {
    // If the list must be mended first, there is nothing to continue.
    if (summary.error().code == ErrorCode::invalid) results.discard();
    return tl::unexpected(summary.error());
  }
  if (index) TRY(index->followed());
  if (by_index) TRY(by_index->compared());
  if (auto same = check_list(scrub->list_file(), certified_list); !same) {
    results.discard();
    return tl::unexpected(same.error());
  }

  ScrubOutcome outcome{*summary, {}, scrub->identifier(), scrub->list_file(), {}, {}, {}};
  outcome.occasion = {request_.campaign.name, request_.regime.id, request_.regime.version,
                      question_.as_of,        std::nullopt,       ports_.zones.version()};
  TRY(results.finish_lists());
  const Lists lists{scrub->list_file(), results.permitted_file(), results.refused_file()};
  if (key) {
    outcome.certificate = TRY(certify(*scrub, *summary, lists, *key));
    TRY(results.write_certificate(*outcome.certificate));
  }
  // Before the lists become visible: a list that exists is on record, even if a later step fails.
  if (request_.recorded_by) outcome.occasion.run = TRY(record_run(*summary, lists, outcome.certificate));
  if (results.wants_report()) TRY(results.write_report(wire::to_json(outcome.occasion, *summary)));
  TRY(results.commit());
  look_back(outcome);
  outcome.trouble = customers.trouble();
  return outcome;
}

Result<ScrubOutcome> scrub_list(ScrubRequest request, const ScrubPorts& ports, const service::OnProgress& on_progress,
                                const std::stop_token& stop) {
  const auto planned = TRY(ListScrub::plan(std::move(request), ports));
  auto outcome = TRY(planned->run(on_progress, stop));
  outcome.notices.insert(outcome.notices.begin(), planned->notices().begin(), planned->notices().end());
  return outcome;
}

}  // namespace assent::app
