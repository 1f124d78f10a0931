#include "synth_index/synthetic_index.hpp"

#include "base/day_on_earth.hpp"
#include "base/require.hpp"
#include "service/side_by_side.hpp"
#include "synth_index/handover.hpp"

#include <boost/container/static_vector.hpp>
#include <boost/unordered/unordered_flat_map.hpp>

#include <algorithm>
#include <array>
#include <mutex>
#include <optional>
#include <thread>

namespace assent::synth_index {
namespace {

constexpr std::uint64_t kBlock = 16'384;
constexpr std::size_t kBlocksWaitingMax = 4;
constexpr std::size_t kVersionsMax = synth::SyntheticCustomer::kProfilesMax + synth::SyntheticCustomer::kNoticesMax +
                                     2 * synth::SyntheticCustomer::kChoicesMax;

// A share of a customer's facts as a few numbers: equal ones are looked up, and only new ones are written out.
struct ChoicesRecipe {
  struct Made {
    std::uint16_t choice = 0;
    std::uint8_t rank = 0;     // 0: not there
    std::uint8_t to_rank = 0;  // of a call's end; beyond `happened`: not yet

    friend bool operator==(const Made&, const Made&) = default;
  };
  std::uint32_t happened = 0;
  std::array<Made, synth::SyntheticCustomer::kChoicesMax> made{};

  friend bool operator==(const ChoicesRecipe&, const ChoicesRecipe&) = default;
};

// A notice that was given: when (days, or seconds where the zone is unknown), text, channel, and its result.
struct NoticeRecipe {
  enum Flag : std::uint8_t { by_date = 1, permitted = 2, undelivered = 4 };

  std::uint32_t sent = 0;
  std::uint16_t text = 0;
  std::uint8_t channel = 0;
  std::uint8_t flags = 0;

  friend bool operator==(const NoticeRecipe&, const NoticeRecipe&) = default;
  std::uint64_t number() const {
    return std::uint64_t{sent} << 32 | std::uint64_t{text} << 16 | std::uint64_t{channel} << 8 | flags;
  }
};
struct NoticesRecipe {
  std::uint32_t place = 0;  // the first profile with the same language and zone
  std::uint16_t count = 0;
  bool verified = false;
  std::array<NoticeRecipe, synth::SyntheticCustomer::kNoticesMax> given{};

  friend bool operator==(const NoticesRecipe&, const NoticesRecipe&) = default;
};

struct HashOfRecipe {
  std::size_t operator()(const ChoicesRecipe& recipe) const {
    std::uint64_t sum = recipe.happened;
    for (const auto& each : recipe.made) {
      sum = index::spread(sum ^ (std::uint64_t{each.choice} << 16 | std::uint64_t{each.rank} << 8 | each.to_rank));
    }
    return sum;
  }
  std::size_t operator()(const NoticesRecipe& recipe) const {
    std::uint64_t sum =
        std::uint64_t{recipe.place} << 32 | std::uint64_t{recipe.count} << 1 | (recipe.verified ? 1 : 0);
    for (std::size_t i = 0; i < recipe.count; ++i) sum = index::spread(sum ^ recipe.given[i].number());
    return index::spread(sum);
  }
};
template <class Recipe, class Number>
using Known = boost::unordered_flat_map<Recipe, Number, HashOfRecipe>;

struct Block {
  struct Made {
    index::Key account = 0;
    index::Key telephone = 0;
    std::uint32_t versions = 0;
    index::Particulars particulars;
  };
  std::vector<Made> customers;
  std::vector<index::Version> versions;
};

// The shares to which all makers add.
struct Shares {
  std::mutex mutex;
  index::SharedFacts* facts = nullptr;
};

// One maker's knowledge of the base: thread-confined.
class Maker {
 public:
  Maker(const synth::SyntheticBase& base, const index::Surroundings& surroundings, const index::Footprints& footprints,
        Shares& shares)
      : base_(base), surroundings_(surroundings), footprints_(footprints), shares_(shares) {
    for (const evidence::CustomerRecorded& each : base.profiles()) {
      zones_.push_back(each.time_zone.empty() ? nullptr : surroundings.zones->find(each.time_zone));
      std::uint32_t place = 0;
      while (base.profiles()[place].language != each.language || base.profiles()[place].time_zone != each.time_zone) {
        ++place;
      }
      places_.push_back(place);
    }
    for (const evidence::Body& each : base.choices()) verifies_.push_back(proves(each));
  }

  Block make(std::uint64_t from, std::uint64_t until) {
    Block block;
    block.customers.reserve(static_cast<std::size_t>(until - from));
    for (std::uint64_t number = from; number < until; ++number) {
      const synth::SyntheticCustomer customer = base_.customer(number);
      const auto account = base_.write_account(number);
      const std::size_t before = block.versions.size();
      add_versions(customer, block.versions);
      block.customers.push_back({*index::packed_account({account.data(), account.size()}), customer.telephone,
                                 static_cast<std::uint32_t>(block.versions.size() - before), particulars_of(customer)});
    }
    return block;
  }

 private:
  using Instants = boost::container::static_vector<Instant, kVersionsMax>;

  static bool proves(const evidence::Body& choice) {
    const auto* verification = std::get_if<evidence::VerificationRecorded>(&choice);
    return verification != nullptr && (verification->form != "oral" || verification->recorded);
  }

  bool is_choice(const synth::SyntheticChoice& each) const {
    const evidence::Body& body = base_.choices()[each.choice];
    const auto* consent = std::get_if<evidence::OneTimeConsentRecorded>(&body);
    return !std::holds_alternative<evidence::VerificationRecorded>(body) && (consent == nullptr || consent->granted);
  }
  bool is_call(const synth::SyntheticChoice& each) const {
    return std::holds_alternative<evidence::OneTimeConsentRecorded>(base_.choices()[each.choice]);
  }

  void add_versions(const synth::SyntheticCustomer& customer, std::vector<index::Version>& versions) {
    Instants instants;
    for (const synth::SyntheticProfile& each : customer.profiles) instants.push_back(each.effective);
    for (const synth::SyntheticNotice& each : customer.notices) {
      if (each.delivery != Delivery::sent) instants.push_back(each.failed_known);
    }
    for (const synth::SyntheticChoice& each : customer.choices) {
      if (!is_choice(each) && !verifies_[each.choice]) continue;
      instants.push_back(each.at);
      if (is_call(each)) instants.push_back(each.to);
    }
    std::sort(instants.begin(), instants.end());
    const std::size_t before = versions.size();
    for (std::size_t i = 0; i < instants.size(); ++i) {
      if (i > 0 && instants[i] == instants[i - 1]) continue;
      if (instants[i] < customer.profiles.front().effective) continue;
      const index::Version version = version_from(customer, instants[i]);
      if (versions.size() > before) {
        const index::Version& last = versions.back();
        if (last.since == version.since) versions.pop_back();
        else if (last.notices == version.notices && last.stance == version.stance) continue;
      }
      versions.push_back(version);
    }
  }

  index::Version version_from(const synth::SyntheticCustomer& customer, Instant now) {
    const synth::SyntheticProfile* profile = &customer.profiles.front();
    const synth::SyntheticProfile* last_active = nullptr;
    for (const synth::SyntheticProfile& each : customer.profiles) {
      if (each.effective > now) break;
      profile = &each;
      if (base_.profiles()[each.profile].state == CustomerState::active) last_active = &each;
    }
    index::Version version;
    version.since = index::second_from(now);
    version.stance = stance_number({choices_number(customer, now), profile_number(profile->profile, last_active)});
    version.notices = notices_number(customer, profile->profile, now);
    return version;
  }

  // Their profiles state neither a source system nor a day of activation.
  index::Particulars particulars_of(const synth::SyntheticCustomer& customer) {
    if (!source_) {
      const std::lock_guard lock(shares_.mutex);
      source_ = shares_.facts->source("");
    }
    Instant since = customer.profiles.front().effective;
    unsigned ways = customer.telephone != 0 ? index::Particulars::sms : 0;
    if (const auto& permission = customer.email_permission; permission && permission->granted) {
      ways |= index::Particulars::email_permitted;
      since = std::max(since, permission->at);
    }
    return {index::second_from(since), index::Particulars::kNoDay,
            static_cast<std::uint16_t>(unsigned{*source_} << index::Particulars::kWayBits | ways)};
  }

  std::uint32_t stance_number(const index::Stance& stance) {
    const auto [found, added] =
        stances_.try_emplace(std::uint32_t{stance.profile} << 16 | std::uint32_t{stance.choices});
    if (!added) return found->second;
    const std::lock_guard lock(shares_.mutex);
    found->second = shares_.facts->stance(stance);
    return found->second;
  }

  std::uint16_t profile_number(std::uint16_t profile, const synth::SyntheticProfile* last_active) {
    const std::uint32_t recipe =
        std::uint32_t{profile} << 16 | (last_active == nullptr ? std::uint32_t{0xFFFF} : last_active->profile);
    const auto [found, added] = profiles_.try_emplace(recipe);
    if (!added) return found->second;
    const evidence::CustomerRecorded& body = base_.profiles()[profile];
    Customer customer;
    customer.state = body.state;
    customer.kind = body.kind;
    if (body.state == CustomerState::active) customer.services = body.services;
    else if (!body.services.empty()) customer.former_services = body.services;
    else if (last_active != nullptr) customer.former_services = base_.profiles()[last_active->profile].services;
    const std::lock_guard lock(shares_.mutex);
    found->second = shares_.facts->profile(customer).value();
    return found->second;
  }

  std::uint16_t choices_number(const synth::SyntheticCustomer& customer, Instant now) {
    Instants instants;
    const auto note = [&](Instant instant) {
      if (instant <= now) instants.push_back(instant);
    };
    for (const synth::SyntheticChoice& each : customer.choices) {
      if (!is_choice(each)) continue;
      note(each.at);
      if (is_call(each)) note(each.to);
    }
    if (instants.empty()) return no_choices();
    std::sort(instants.begin(), instants.end());
    instants.erase(std::unique(instants.begin(), instants.end()), instants.end());
    const auto rank = [&](Instant instant) {
      const auto place = std::upper_bound(instants.begin(), instants.end(), instant) - instants.begin();
      return static_cast<std::uint8_t>(instant > now ? instants.size() + 1 : static_cast<std::size_t>(place));
    };
    ChoicesRecipe recipe;
    recipe.happened = static_cast<std::uint32_t>(instants.size());
    std::size_t count = 0;
    for (const synth::SyntheticChoice& each : customer.choices) {
      if (!is_choice(each) || (each.at > now && !(is_call(each) && each.to <= now))) continue;
      recipe.made[count++] = {each.choice, rank(each.at), is_call(each) ? rank(each.to) : std::uint8_t{0}};
    }
    return choices_number(recipe);
  }

  std::uint16_t no_choices() { return choices_number(ChoicesRecipe{}); }

  std::uint16_t choices_number(const ChoicesRecipe& recipe) {
    const auto [found, added] = choices_.try_emplace(recipe);
    if (!added) return found->second;
    const std::lock_guard lock(shares_.mutex);
    found->second = shares_.facts->choices(spelled_out(recipe)).value();
    return found->second;
  }

  index::ChoiceShare spelled_out(const ChoicesRecipe& recipe) const {
    index::ChoiceShare share;
    share.happened = recipe.happened;
    History& history = share.history;
    for (const ChoicesRecipe::Made& each : recipe.made) {
      if (each.rank == 0) continue;
      const Instant at = instant_of(each.rank);
      const evidence::Body& body = base_.choices()[each.choice];
      if (const auto* opt_out = std::get_if<evidence::OptOutRecorded>(&body)) {
        history.opt_outs.push_back({{}, {}, at, opt_out->scope, {}});
      } else if (const auto* withdrawal = std::get_if<evidence::WithdrawalRecorded>(&body)) {
        history.withdrawals.push_back({{}, {}, at, withdrawal->scope, {}});
      } else if (const auto* opt_in = std::get_if<evidence::OptInRecorded>(&body)) {
        const bool proved = opt_in->grade == evidence::Grade::proved && !opt_in->evidence.reference.empty();
        history.opt_ins.push_back({{},
                                   {},
                                   at,
                                   opt_in->recipients,
                                   opt_in->parties,
                                   opt_in->information,
                                   opt_in->offers,
                                   opt_in->by,
                                   proved,
                                   !opt_in->notice.empty(),
                                   opt_in->defects,
                                   opt_in->about,
                                   opt_in->until});
      } else if (const auto* consent = std::get_if<evidence::OneTimeConsentRecorded>(&body)) {
        history.one_time_consents.push_back({{},
                                             {},
                                             at,
                                             instant_of(each.to_rank),
                                             consent->channel,
                                             consent->granted,
                                             !consent->evidence.reference.empty(),
                                             consent->missing});
      }
    }
    return share;
  }

  std::uint32_t notices_number(const synth::SyntheticCustomer& customer, std::uint16_t profile, Instant now) {
    NoticesRecipe recipe;
    recipe.place = places_[profile];
    for (const synth::SyntheticChoice& each : customer.choices) {
      if (each.at <= now && verifies_[each.choice]) recipe.verified = true;
    }
    for (const synth::SyntheticNotice& notice : customer.notices) {
      NoticeRecipe& given = recipe.given[recipe.count++];
      given.text = notice.text;
      given.channel = notice.channel;
      if (permitted(customer, notice)) given.flags |= NoticeRecipe::permitted;
      if (notice.delivery != Delivery::sent && notice.failed_known <= now) given.flags |= NoticeRecipe::undelivered;
      if (const auto* date = std::get_if<Date>(&notice.sent)) {
        given.sent = static_cast<std::uint32_t>(date->time_since_epoch().count());
        given.flags |= NoticeRecipe::by_date;
      } else if (const TimeZone* zone = zones_[profile]) {
        const Date local = zone->date_at(std::get<Instant>(notice.sent));
        given.sent = static_cast<std::uint32_t>(local.time_since_epoch().count());
        given.flags |= NoticeRecipe::by_date;
      } else {
        given.sent = index::second_from(index::same_dates_since(std::get<Instant>(notice.sent), footprints_));
      }
    }
    const auto [found, added] = notices_.try_emplace(recipe);
    if (!added) return found->second;
    const std::lock_guard lock(shares_.mutex);
    found->second = shares_.facts->notices(spelled_out(recipe), surroundings_).value();
    return found->second;
  }

  static bool permitted(const synth::SyntheticCustomer& customer, const synth::SyntheticNotice& notice) {
    const auto& permission = customer.email_permission;
    if (!permission || !permission->granted) return false;
    if (const auto* date = std::get_if<Date>(&notice.sent)) {
      return permission->at <= day_begins_on_earth(*date);
    }
    return permission->at <= std::get<Instant>(notice.sent);
  }

  index::NoticeShare spelled_out(const NoticesRecipe& recipe) const {
    index::NoticeShare share;
    share.language = base_.profiles()[recipe.place].language;
    share.zone = base_.profiles()[recipe.place].time_zone;
    share.verified = recipe.verified;
    for (std::size_t i = 0; i < recipe.count; ++i) {
      const NoticeRecipe& each = recipe.given[i];
      const synth::SyntheticBase::Text& text = base_.texts()[each.text];
      index::NoticeShare::Given& given = share.given.emplace_back();
      given.notice = text.notice;
      given.version = text.version;
      given.language = text.language;
      given.channel = base_.channels()[each.channel];
      if ((each.flags & NoticeRecipe::by_date) != 0) given.sent = Date{std::chrono::days{each.sent}};
      else given.sent = instant_of(each.sent * index::kMicroseconds);
      given.email_permission = (each.flags & NoticeRecipe::permitted) != 0;
      given.undelivered = (each.flags & NoticeRecipe::undelivered) != 0;
    }
    return share;
  }

  const synth::SyntheticBase& base_;
  const index::Surroundings& surroundings_;
  const index::Footprints& footprints_;
  Shares& shares_;
  std::vector<const TimeZone*> zones_;  // of each profile
  std::vector<std::uint32_t> places_;   // of each profile: the first with the same language and zone
  std::vector<bool> verifies_;          // of each choice
  boost::unordered_flat_map<std::uint32_t, std::uint16_t> profiles_;
  boost::unordered_flat_map<std::uint32_t, std::uint32_t> stances_;
  std::optional<std::uint16_t> source_;  // the number of the one that is not stated
  Known<ChoicesRecipe, std::uint16_t> choices_;
  Known<NoticesRecipe, std::uint32_t> notices_;
};

void put_in(index::Index& index, const Block& block) {
  std::span<const index::Version> versions = block.versions;
  for (std::size_t i = 0; i < block.customers.size(); ++i) {
    // The memory of the next customers is fetched while this one is put in.
    constexpr std::size_t kAhead = 12;
    if (i + kAhead < block.customers.size()) {
      index.prefetch_to_add(block.customers[i + kAhead].telephone);
    }
    const Block::Made& made = block.customers[i];
    index.add(made.account, made.telephone, versions.first(made.versions), made.particulars);
    versions = versions.subspan(made.versions);
  }
}

}  // namespace

ledger::CarrierFile synthetic_carrier(const synth::SyntheticBase& base) {
  std::vector<ledger::Recorded> entries;
  for (const ledger::Draft& each : base.carrier_drafts()) {
    ledger::Recorded& recorded = entries.emplace_back();
    recorded.position = {0, entries.size() - 1};
    recorded.entry = each.entry;
    recorded.entry.recorded = each.entry.effective;
  }
  return ledger::fold_carrier(entries, kNever);
}

index::Index index_of(const synth::SyntheticBase& base, const ledger::CarrierFile& carrier, const TimeZones& zones,
                      const index::Footprints& footprints, const Memory& memory, unsigned threads,
                      const std::function<void(std::uint64_t)>& progress) {
  require(base.size() <= index::kRowsMost, "a synthetic base has no more customers than an index has rows");
  require(base.begins() >= index::kIndexFrom, "a synthetic base begins when an index can be asked about it");
  for (const evidence::CustomerRecorded& each : base.profiles()) {
    require(each.time_zone.empty() || zones.find(each.time_zone) != nullptr, "the zones of a synthetic base are known");
  }
  index::Index index(memory);
  index.reserve(base.size());
  const index::Surroundings surroundings{&carrier, &zones};
  Shares shares;
  shares.facts = &index.shared();

  // Each maker makes every nth block, so that blocks are put in in the order of their numbers.
  const unsigned makers = std::max(1U, threads);
  std::vector<std::unique_ptr<Handover<Block>>> made;
  for (unsigned i = 0; i < makers; ++i) made.push_back(std::make_unique<Handover<Block>>(kBlocksWaitingMax));
  std::vector<std::jthread> working;
  for (unsigned i = 0; i < makers; ++i) {
    working.emplace_back([&, i] {
      Maker maker(base, surroundings, footprints, shares);
      for (std::uint64_t from = i * kBlock; from < base.size(); from += makers * kBlock) {
        if (!made[i]->give(maker.make(from, std::min(from + kBlock, base.size())))) return;
      }
      made[i]->finish();
    });
  }
  for (std::uint64_t from = 0, turn = 0; from < base.size(); from += kBlock, ++turn) {
    const auto block = made[turn % makers]->take();
    put_in(index, *block);
    if (progress) progress(index.size());
  }
  index.put_in_order(memory, service::side_by_side(threads));
  return index;
}

}  // namespace assent::synth_index
