// A draft of what notifications make of an account: recorded by their sender, counting from its recording. Pure.
#pragma once

#include "ledger/ledger.hpp"
#include "service/circumstances.hpp"

#include <string>
#include <utility>

namespace assent::tmf_listener {

inline ledger::Draft draft_from_now(const service::Circumstances& by, std::string account, std::string key,
                                    evidence::Body body, Instant now) {
  return {{std::move(account), now, {}, by.actor, by.channel, std::move(key), std::move(body)}, true};
}

}  // namespace assent::tmf_listener
