// ConsentState: what a decision is called in CAMARA's interfaces. Pure.
//
//   permit                                                        valid
//   no notice, and whatever is wrong with an approval             PENDING
//   the waiting period; asked and not answered; an approval       REQUESTED
//     that nothing proves yet
//   opted out                                                     OBJECTED
//   withdrawn                                                     DENIED
//   an approval, notice or agreement has lapsed                   EXPIRED
#pragma once

#include "consent/use.hpp"
#include "decision/decide.hpp"
#include "regime/regime.hpp"
#include "service/customer_file.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace assent::camara {

enum class Status : std::uint8_t { valid, pending, requested, denied, expired, objected };

// As Consent Info has it: `PENDING`, …; `valid` has no name there.
std::string_view reason_name(Status status);
// As Consent Management has it, which knows no objection: `GRANTED`, `DENIED`, ….
std::string_view consent_name(Status status);

struct ConsentState {
  decision::Decision decision;
  Status status = Status::pending;
  std::optional<Instant> expires;  // of a valid one: when it ends; of an expired one: when it ended. None: not known
  bool by_asking = false;          // an express approval of the customer would be all that is needed
};

// Whether the use rests on the customer's express approval: it is one that approvals are for, and silence is none.
bool rests_on_consent(const regime::Regime& regime, const Use& use);

ConsentState consent_state(const regime::Regime& regime, const service::OnFile& on_file, const Use& use, Instant at);

// When the customer was first asked, or first decided, about the use: the instant of the earliest event that bears on
// it. None: nothing bears on it.
struct OnRecord {
  std::optional<Instant> since;
  bool decided = false;  // they have decided, and were not only asked
};
OnRecord on_record(const service::OnFile& on_file, const Use& use, Instant at);

}  // namespace assent::camara
