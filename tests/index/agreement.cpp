#include "index/agreement.hpp"

#include "index/campaign_table.hpp"
#include "regime/read.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace assent::index_test {

using namespace index;
namespace {

using twin::Draw;

constexpr std::size_t kTurnsMost = 100'000;

}  // namespace

const TimeZone* AwkwardZones::find(std::string_view name) const {
  if (name == "Asia/Beirut") return &test::beirut();
  if (name == "Test/Skipped_Day") return &test::skipped_day();
  if (name == "Nowhere/None") return nullptr;
  return &test::twice_midnight();
}

const Catalogue& catalogue() {
  static const Catalogue read =
      regime::read_catalogue(test::text_of("tests/cases_data/catalogue.json"), "tests/cases_data/catalogue.json")
          .value();
  return read;
}

Agreement::Agreement(std::uint64_t seed, std::size_t accounts)
    : draw_(seed), index_(memory_), customers_(ledger_, zones_) {
  accounts_ = fill(draw_, ledger_, accounts);
  read_carrier();
  for (const std::string& each : accounts_) put(each);
}

Footprints Agreement::footprints() { return {&test::beirut(), &test::twice_midnight()}; }

void Agreement::read_carrier() { carrier_ = ledger::fold_carrier(ledger_.entries_of("").value(), kNever); }

void Agreement::put(const std::string& account) {
  const auto entries = ledger_.entries_of(account).value();
  for (const ledger::Recorded& each : entries) {
    turns_.push_back(each.entry.effective);
    turns_.push_back(each.entry.recorded);
    if (const auto* opt_in = std::get_if<evidence::OptInRecorded>(&each.entry.body);
        opt_in != nullptr && opt_in->until) {
      const auto next = *opt_in->until + std::chrono::days{1};
      for (const TimeZone* zone : {&test::beirut(), &test::twice_midnight(), &test::skipped_day()}) {
        const TimeZone::Crossings crossings = zone->crossings(next);
        for (int i = 0; i < crossings.count; ++i) turns_.push_back(crossings.at[static_cast<std::size_t>(i)]);
      }
    }
    if (const auto* call = std::get_if<evidence::OneTimeConsentRecorded>(&each.entry.body)) turns_.push_back(call->to);
  }
  const Surroundings surroundings{&carrier_, &zones_};
  const Life life = life_of(account, entries, surroundings, footprints(), index_.shared());
  if (!index_.put(account, life)) throw std::runtime_error("the index is full");
}

void Agreement::grow() {
  for (Asked& each : asked_) outgrown_.push_back(std::move(each));
  asked_.clear();
  const std::uint64_t before = ledger_.heads().value().front().size;
  add_more(draw_, ledger_, accounts_);
  read_carrier();
  std::set<std::string> touched;
  const auto scanned = ledger_.scan({0, before}, [&](Position, evidence::ByteView bytes) {
    touched.insert(evidence::decode(bytes).value().account);
    return true;
  });
  if (!scanned) throw std::runtime_error("the ledger cannot be read");
  for (const std::string& each : touched) {
    if (!each.empty()) put(each);
  }
}

Instant Agreement::instant() {
  if (draw_.percent(30)) {
    const Instant turn = draw_.of(turns_) + std::chrono::microseconds{draw_.between(-1, 1)};
    if (kIndexFrom <= turn && turn < kIndexUntil) return turn;
  }
  const Instant at = random_instant(draw_) + std::chrono::days{draw_.percent(30) ? draw_.between(-900, 900) : 0};
  return draw_.percent(60) ? std::chrono::floor<std::chrono::seconds>(at) : at;
}

// Compiled for that instant, or for an earlier one for which it still holds.
CampaignTable Agreement::table(const regime::Regime& regime, const Use& use, Instant at) {
  const auto compiled_at = [&](Instant instant) {
    return CampaignTable(index_.shared(), {decision::under(regime, use), instant,
                                           zones_.find(regime.footprint_last_zone), carrier_.agreements()});
  };
  if (draw_.percent(50)) {
    const auto ago = draw_.percent(50) ? std::chrono::days{draw_.below(40)} : std::chrono::seconds{draw_.below(90'000)};
    const Instant earlier = at - ago - std::chrono::microseconds{draw_.below(2)};
    if (kIndexFrom <= earlier) {
      if (auto later = compiled_at(earlier).at_later(at, decision::under(regime, use))) {
        ++seen_.compiled_earlier;
        return *std::move(later);
      }
    }
  }
  return compiled_at(at);
}

Agreement::Asked Agreement::new_question() {
  const regime::Regime& regime = draw_.of(test::open_packs());
  auto use = std::make_unique<const Use>(random_use(draw_, catalogue()));
  const Instant at = instant();
  CampaignTable made = table(regime, *use, at);
  return {&regime, std::move(use), at, std::move(made)};
}

std::optional<Agreement::Asked> Agreement::asked_before() {
  while (!outgrown_.empty()) {
    Asked asked = std::move(outgrown_.back());
    outgrown_.pop_back();
    // As a caller does: other agreements are another question.
    if (asked.table.asked().agreements != carrier_.agreements() || asked.table.covers(index_.shared())) continue;
    if (!asked.table.extend(index_.shared())) continue;
    ++seen_.extended;
    const Instant later = asked.at + std::chrono::hours{draw_.below(40 * 24)};
    if (auto then = asked.table.at_later(later, decision::under(*asked.regime, *asked.use))) {
      asked.at = later;
      asked.table = *std::move(then);
    }
    return asked;
  }
  return std::nullopt;
}

std::vector<std::string> Agreement::ask(std::size_t questions) {
  std::vector<std::string> differences;
  const auto carrier_wide = std::make_shared<const std::vector<ledger::Recorded>>(ledger_.entries_of("").value());
  std::vector<service::CustomerFile::Entries> files;
  for (const std::string& each : accounts_) files.push_back({carrier_wide, ledger_.entries_of(each).value()});

  while (questions > 0) {
    std::optional<Asked> asked = asked_before();
    if (!asked) asked = new_question();
    const regime::Regime& regime = *asked->regime;
    const Use& use = *asked->use;
    const Instant at = asked->at;
    const CampaignTable& table = asked->table;
    // `decided` gives the ledger's decision at an instant.
    const auto compare = [&](const std::string& name, RowNumber row, const auto& decided) {
      const decision::Decision whole = decided(at);
      if (whole.valid_until && turns_.size() < kTurnsMost) turns_.push_back(*whole.valid_until);
      ++seen_.questions;
      AnswerCode answer = table.unknown_customer();
      if (row == kContested) answer = table.ask_ledger();
      else if (row != kNoRow) answer = table.answer(index_.rows()[row], index_);
      if (answer == table.ask_ledger()) {
        ++seen_.asked_ledger;
        return;
      }
      const decision::Verdict packed = table.verdict(answer);
      seen_.reasons.insert(packed.reason);
      if (packed == decision::Verdict{whole.outcome, whole.reason}) {
        if (packed.outcome == Outcome::deny) return;
        // The permit's end: from one change of the decision to the next, until it is a denial.
        Instant denied = whole.valid_until.value_or(kNever);
        while (denied != kNever) {
          const decision::Decision then = decided(denied);
          if (then.outcome == Outcome::deny) break;
          denied = then.valid_until.value_or(kNever);
        }
        const auto [version, until] = table.holding(index_.rows()[row], index_);
        const Instant ends = table.permit_ends(index_.shared(), packed.reason, version->notices);
        // A caller that asks only for ends before an instant gets the same ends, if they are before it.
        const Instant close = std::min(ends, kNever - std::chrono::microseconds{1}) +
                              std::chrono::microseconds{draw_.below(3)} - std::chrono::microseconds{1};
        const Instant far = at + std::chrono::days{draw_.below(1'000)};
        for (const Instant before : {close, far}) {
          const Instant told = table.permit_ends(index_.shared(), packed.reason, version->notices, before);
          if (told == (ends < before ? ends : kNever)) continue;
          differences.push_back(fmt::format("{} under {} at {}: {} ends {}, before {} it ends {}", name, regime.id,
                                            to_string(at), to_string(packed.reason), to_string(ends), to_string(before),
                                            to_string(told)));
        }
        // The customer's next event may end it, or put its end off; until then it holds.
        const Instant told_until = until == kNoSecond ? kNever : instant_of((std::int64_t{until} - 1) * kMicroseconds);
        if (ends <= told_until ? denied == ends : denied >= told_until) return;
        differences.push_back(fmt::format("{} under {} at {}: {} ends {}, by the ledger {}", name, regime.id,
                                          to_string(at), to_string(packed.reason), to_string(ends), to_string(denied)));
        return;
      }
      differences.push_back(fmt::format("{} under {} at {}, {} {} by {} {}: index {}, ledger {}", name, regime.id,
                                        to_string(at), use.purpose, use.offer ? use.offer->id : "-", use.recipient,
                                        use.party, to_string(packed.reason), to_string(whole.reason)));
    };
    for (std::size_t i = 0; i < accounts_.size() && questions > 0; ++i, --questions) {
      compare(accounts_[i], index_.row_of_account(accounts_[i]), [&](Instant then) {
        return service::decide_on_file(regime, customers_.of(accounts_[i], files[i], regime, {then, {}}), use, then);
      });
    }
    if (questions == 0) break;
    --questions;
    const std::string telephone = random_telephone(draw_);
    RowNumber row = index_.row_of_telephone(*packed_telephone(telephone));
    const bool erased = index_.contested(packed_pseudonym(ledger_.pseudonym_of(telephone).value()));
    if (erased) row = kContested;
    compare("a telephone number", row, [&](Instant then) {
      return customers_.decide_for({"", telephone}, regime, use, {then, {}});
    });
    asked_.push_back(*std::move(asked));
  }
  return differences;
}

}  // namespace assent::index_test
