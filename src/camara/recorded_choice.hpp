// What is recorded when a customer decides about a use that a client has asked for.
#pragma once

#include "app/engine.hpp"
#include "app/shown_text.hpp"
#include "base/result.hpp"
#include "camara/asked.hpp"
#include "camara/settings.hpp"
#include "consent/use.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace assent::camara {

struct Deciding {
  std::string account;
  const Client& client;
  const MappedUse& mapped;
  const Use& use;
  std::string reference;                // of the evidence: `capture/…`
  std::string channel;                  // how it came in: `web`, `api`
  std::string key;                      // of idempotency; empty: none
  std::optional<evidence::Hash> shown;  // the text that the customer saw; nothing: it is not known
};

// An express approval of exactly this use, after that notice, graded as given. It ends as the settings have it: the
// last day is counted in the customer's zone.
//
//   as Recorder::record()
Result<service::Acknowledgement> record_grant(app::Engine& engine, const Found& found, const Deciding& deciding,
                                              const evidence::NoticePublished& notice, evidence::Grade grade);

// A withdrawal where an express approval is needed, else an opt-out: of the relation that the recipient has, so that no
// partner of the same relation is left out. Counts at once.
//
//   as Recorder::record(), for a refusal
Result<service::Acknowledgement> record_refusal(app::Engine& engine, const Found& found, const Deciding& deciding);

}  // namespace assent::camara
