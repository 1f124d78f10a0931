// Addressee: how a customer can be reached, by what is on record about them. Pure; thread-safe.
#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "evidence/entry.hpp"
#include "ledger/fold.hpp"
#include "ledger/ledger.hpp"
#include "regime/regime.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace assent::outreach {

struct Addressee {
  evidence::CustomerRecorded profile;
  Instant recorded;              // when the profile was
  bool email_permitted = false;  // notices by e-mail, now

  bool is_former() const { return profile.state == CustomerState::former; }
  // Whether there is an address for that channel. A pseudonym is none.
  bool has_address(std::string_view channel) const;
  // The main one; empty: there is none, or the channel has lines of a postal address instead.
  std::string address(std::string_view channel) const;
};

// From entries_of(account). Nothing: no such customer at that instant. `notice` is published and in `carrier`.
//
//   damaged  what is on record cannot be established
Result<std::optional<Addressee>> addressee_in(std::span<const ledger::Recorded> entries,
                                              const ledger::CarrierFile& carrier, std::string_view account,
                                              const evidence::NoticePublished& notice, Instant now);

// The ways out, by their channels.
bool is_way_out(std::string_view channel);

}  // namespace assent::outreach
