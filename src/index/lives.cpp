#include "index/lives.hpp"

#include "consent/kept_account.hpp"

#include <optional>
#include <utility>

namespace assent::index {
namespace {

const HeapMemory kMemory;

// From the numbers of some shares to those of the same shares in an index; each is spelled out once.
class Renumbering {
 public:
  Renumbering(const SharedFacts& from, SharedFacts& to, const Surroundings& surroundings)
      : from_(from),
        to_(to),
        surroundings_(surroundings),
        stances_(from.stances().size()),
        notices_(from.notices().size()) {}

  // The source's number in the index; else the ledger is asked about all of it.
  void renumber(Particulars& particulars) {
    if (particulars.since == kNoSecond) return;
    const auto source = to_.source(from_.sources()[particulars.source()]);
    if (!source) particulars = {};
    else
      particulars.source_and_ways =
          static_cast<std::uint16_t>(unsigned{*source} << Particulars::kWayBits | particulars.ways());
  }

  // False: the index has no number left for what a version says.
  bool renumber(Version& version) {
    const auto stance = number(stances_[version.stance], [&] { return stance_of(version.stance); });
    const auto notices = number(notices_[version.notices],
                                [&] { return to_.notices(from_.notices().share(version.notices), surroundings_); });
    if (!stance || !notices) return false;
    version.stance = *stance;
    version.notices = *notices;
    return true;
  }

 private:
  struct Known {
    bool looked_for = false;
    std::optional<std::uint32_t> number;
  };
  template <class Look>
  static std::optional<std::uint32_t> number(Known& known, Look&& look) {
    if (!known.looked_for) known = {true, look()};
    return known.number;
  }

  std::optional<std::uint32_t> stance_of(std::uint32_t number) {
    const Stance& stance = from_.stances()[number];
    const auto choices = to_.choices(from_.choices()[stance.choices]);
    const auto profile = to_.profile(from_.profiles()[stance.profile]);
    if (!choices || !profile) return std::nullopt;
    return to_.stance({*choices, *profile});
  }

  const SharedFacts& from_;
  SharedFacts& to_;
  const Surroundings& surroundings_;
  std::vector<Known> stances_;
  std::vector<Known> notices_;
};

}  // namespace

Lives::Lives() : shared_(kMemory) {}

void Lives::add(std::string_view account, std::span<const ledger::Recorded> entries, const Surroundings& surroundings,
                const Footprints& footprints) {
  if (!is_customers_account(account)) return;
  made_.push_back({std::string(account), life_of(account, entries, surroundings, footprints, shared_)});
}

Result<void> Lives::put_into(Index& index, const Surroundings& surroundings) const {
  Renumbering renumbering(shared_, index.shared(), surroundings);
  for (const Made& each : made_) {
    Life life = each.life;
    for (Version& version : life.versions) {
      if (asks_ledger(version)) break;  // it is the only one
      if (renumbering.renumber(version)) continue;
      life.versions.assign(1, kAskLedgerRow);
      life.particulars = {};
      break;
    }
    renumbering.renumber(life.particulars);
    TRY(index.put(each.account, life));
  }
  return {};
}

}  // namespace assent::index
