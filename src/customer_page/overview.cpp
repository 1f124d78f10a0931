#include "customer_page/overview.hpp"

#include "app/account.hpp"
#include "consent/kept_account.hpp"
#include "customer_page/allowing.hpp"
#include "customer_page/standings.hpp"
#include "explanation/explain.hpp"
#include "explanation/speech.hpp"

#include <algorithm>
#include <chrono>
#include <ranges>
#include <utility>

namespace assent::customer_page {
namespace {

constexpr std::size_t kLifeMost = 20;
constexpr std::size_t kCampaignsMost = 20;
constexpr std::size_t kRunsLookedAt = 500;

// "2026-06-01 11:00" in the customer's zone.
std::string local_minute(Instant instant, const TimeZone* zone) {
  const Instant local = zone == nullptr ? instant : instant + zone->offset_at(instant);
  std::string text = to_string(local);
  text.resize(16);
  text[10] = ' ';
  return text;
}

std::string name_of_party(const Partners& partners, const std::string& party) {
  const auto at = std::ranges::find(partners, party, &Partner::party);
  return at == partners.end() || at->name.empty() ? party : at->name;
}

class Looking {
 public:
  Looking(const Page& page, const OverviewAsked& asked, explanation::Language language, Instant now)
      : engine_(page.engine()), page_(page), asked_(asked), language_(language), now_(now), speech_(language) {}

  Result<Overview> overview() && {
    regime_ = TRY(engine_.regime("", now_));
    entries_ = TRY(engine_.customers().entries(asked_.account));
    on_file_ = engine_.customers().of(asked_.account, entries_, *regime_, {now_, std::nullopt});
    if (on_file_.trouble) return tl::unexpected(*on_file_.trouble);
    if (on_file_.missing) return fail(ErrorCode::not_found, "no such customer is on record");
    partners_ = TRY(page_.recipients().partners_at(now_));
    const Customer& customer = on_file_.facts.customer;
    found_.language_on_record = customer.language;
    for (const std::string& each : customer.services) {
      found_.services.push_back(speech_.named(explanation::Term::service, each));
    }
    for (Standing& each : standings_of(on_file_, partners_, *regime_, now_)) add(each);
    found_.notices = TRY(notices_in_use(engine_, now_));
    TRY(add_campaigns());
    TRY(add_life());
    found_.until = local_minute(asked_.ends, on_file_.facts.zone);
    return std::move(found_);
  }

 private:
  void add(const Standing& standing) {
    const auto explained =
        explanation::explain(*regime_, on_file_.facts, standing.use, standing.decision, now_, language_);
    StandingShown& shown = found_.standings.emplace_back();
    shown.relation = standing.use.recipient;
    if (shown.relation != kCarrier) shown.kind = words_of_relation(shown.relation, language_);
    if (!standing.use.party.empty()) shown.who = name_of_party(partners_, standing.use.party);
    shown.allowed = standing.decision.outcome == Outcome::permit;
    shown.refused = standing.decision.reason == Reason::opted_out || standing.decision.reason == Reason::withdrawn;
    shown.information = speech_.named_list(explanation::Term::information, standing.use.information);
    shown.purpose = speech_.named(explanation::Term::purpose, standing.use.purpose);
    if (!standing.use.offer->id.empty()) shown.purpose += " (" + speech_.data(standing.use.offer->id) + ")";
    for (const explanation::EvidenceLine& each : explained.evidence) shown.rests_on.push_back(each.text);
    shown.why = explained.sentence;
    shown.until = explained.valid_until;
  }

  // Whether the run's use was permitted for this customer when it was made.
  bool was_permitted(const ledger::Recorded& recorded, const evidence::CampaignRunRecorded& run) const {
    const auto regime = engine_.regime(run.regime, run.at);
    if (!regime) return false;
    Use use;
    use.purpose = run.purpose;
    use.recipient = run.recipient;
    use.party = run.party;
    use.information = run.information;
    use.channel = run.contact_channel;
    if (!run.offer.empty()) {
      const Offer* const offer = regime->rules->catalogue.find(run.offer);
      if (offer == nullptr) return false;
      use.offer = *offer;
    }
    const service::AsOf as_of{run.at, recorded.entry.recorded};
    const service::OnFile on_file = engine_.customers().of(asked_.account, entries_, **regime, as_of);
    return service::decide_on_file(**regime, on_file, use, run.at).outcome == Outcome::permit;
  }

  Result<void> add_campaigns() {
    const auto runs = TRY(engine_.ports().ledger.closed_entries_of(kCampaignRuns));
    std::size_t looked_at = 0;
    for (const ledger::Recorded& each : std::views::reverse(runs)) {
      const auto* const run = std::get_if<evidence::CampaignRunRecorded>(&each.entry.body);
      if (run == nullptr) continue;
      if (++looked_at > kRunsLookedAt || found_.campaigns.size() >= kCampaignsMost) break;
      if (!was_permitted(each, *run)) continue;
      std::string partner;
      if (run->recipient != kCarrier) {
        partner =
            run->party.empty() ? words_of_relation(run->recipient, language_) : name_of_party(partners_, run->party);
      }
      found_.campaigns.push_back({run->campaign, std::move(partner), local_minute(run->at, on_file_.facts.zone)});
    }
    return {};
  }

  Result<void> add_life() {
    const auto life = TRY(app::account_life(engine_, asked_.account, std::nullopt, language_));
    found_.first_page = !asked_.before.has_value();
    for (const service::LifeRow& row : std::views::reverse(life)) {
      if (asked_.before && row.position.index >= *asked_.before) continue;
      if (found_.life.size() == kLifeMost) {
        found_.older = found_.life.back().position.index;
        break;
      }
      found_.life.push_back({row.position, local_minute(row.effective, on_file_.facts.zone), row.what});
    }
    return {};
  }

  const app::Engine& engine_;
  const Page& page_;
  const OverviewAsked& asked_;
  explanation::Language language_;
  Instant now_;
  explanation::Speech speech_;
  app::RegimeInUse regime_;
  service::CustomerFile::Entries entries_;
  service::OnFile on_file_;
  Partners partners_;
  Overview found_;
};

}  // namespace

Result<Overview> overview_of(const Page& page, const OverviewAsked& asked, explanation::Language language,
                             Instant now) {
  return Looking(page, asked, language, now).overview();
}

std::string language_on_record(const app::Engine& engine, const std::string& account) {
  const std::string_view name = account;
  const auto latest = engine.ports().ledger.latest({&name, 1}, evidence::EntryKind::customer);
  if (!latest || latest->empty() || !latest->front()) return {};
  return ledger::profile_in(*latest->front()).language;
}

}  // namespace assent::customer_page
