// What the tests of the synthetic base share: rule packs, campaigns, and the ways to a customer's facts.
#pragma once

#include "consent/facts.hpp"
#include "consent/use.hpp"
#include "decision/decide.hpp"
#include "ledger/fold.hpp"
#include "regime/regime.hpp"
#include "synth/base.hpp"
#include "world/zones.hpp"

#include <map>
#include <string>
#include <vector>

namespace assent::synth_test {

Instant at(std::string_view text);

regime::Regime pack(const std::string& id);

struct Campaign {
  std::string name;
  Use use;
};
// By the carrier: a service and an enhancement; by the partners PX, PY and PZ; by an agent.
std::vector<Campaign> campaigns();

const TimeZones& zones();

// The carrier-wide facts.
ledger::CarrierFile carrier_file(const synth::SyntheticBase& base);

// A customer's facts at an instant, without a ledger; and when another profile on record takes effect.
struct Known {
  Facts facts;
  std::optional<Instant> profile_until;
};
Known known_of(const synth::SyntheticBase& base, const synth::SyntheticCustomer& customer,
               const ledger::CarrierFile& carrier, const regime::Regime& regime, Instant at);

// A row of the table as facts on the base's day.
using Row = std::map<std::string, std::string>;
std::vector<Row> rows_of(std::string_view csv);
Facts facts_of(const Row& row, const synth::SyntheticBase& base, const ledger::CarrierFile& carrier,
               const regime::Regime& regime);

}  // namespace assent::synth_test
