// Menu: answers each step of a call, and records what the caller chose. Thread-safe; keeps nothing of a call.
//
// A refusal needs no log-in. It is an opt-out for every account that has the caller's number; from a number that no
// account has, it is kept (service/kept_refusals.hpp). It is recorded before the next that reads it back: whoever
// hangs up then has refused.
//
// An approval needs all of this, or it is not offered:
//   - a notice that the settings name, in use, with all that the rules demand of one that is read out
//     (47 CFR 64.2008(e)), in each language of the menu, with nothing in it that cannot be spoken
//   - the platform has shown who the caller is: an account on record, a person who may approve for it, and how
//   - the call has a name, under which it is kept as evidence
//   - the platform's key may record choices
// It is recorded when the caller confirms what was read back: whoever hangs up before has not approved.
#pragma once

#include "access/caller.hpp"
#include "api/metrics.hpp"
#include "app/engine.hpp"
#include "base/result.hpp"
#include "evidence/entry.hpp"
#include "phone_menu/next_step.hpp"
#include "phone_menu/words.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace assent::phone_menu {

struct Settings {
  std::string country;                           // ISO 3166-1, of numbers in national form; empty: they are not known
  std::vector<explanation::Language> languages;  // in the order of their keys; at least one
  std::map<explanation::Language, std::string> reversals;  // how a refusal is reversed, as it is spoken
  std::string notice;                                      // what can be allowed by telephone; empty: nothing
  std::string person;                                      // where a person is: `tel:+9611…`; empty: nowhere
  std::string recordings;  // where recorded prompts are (voicexml.hpp); empty: there are none
};

class Menu {
 public:
  // The engine outlives it.
  Menu(app::Engine& engine, Settings settings) : engine_(engine), settings_(std::move(settings)) {}

  // The next step of a call.
  //
  //   unavailable, damaged  as the ledger. It is not known whether something was recorded: say so, and let the caller
  //                         call again
  Result<NextStep> next(const Asked& asked, const access::Caller& platform);

  const Settings& settings() const { return settings_; }
  // Before the server starts: how many requests recorded what.
  void watch(api::Metrics& metrics) const;
  // How many requests ended in that, since the start.
  std::uint64_t count(Recorded recorded) const { return counts_.at(static_cast<std::size_t>(recorded)); }

 private:
  struct Caller {
    std::string number;   // E.164; empty: withheld, or none
    std::string account;  // as the platform has shown; empty: it has not
  };
  Caller caller_in(const Asked& asked) const;
  // What can be allowed in this call; nothing: no approval is offered.
  Result<std::optional<evidence::NoticePublished>> notice_for(const Asked& asked, const access::Caller& platform,
                                                              const regime::Regime& regime) const;
  // Where the call stands. An approval whose text is not the one that was read out goes back to the reading.
  CallState state_of(Asked& asked, const Offered& offered,
                     const std::optional<evidence::NoticePublished>& notice) const;
  // Records what that state records, and says it.
  Result<void> do_at(const CallState& state, const Caller& caller,
                     const std::optional<evidence::NoticePublished>& notice, const regime::Regime& regime,
                     const std::string& actor, NextStep& next);
  // True: it does not count for everyone yet.
  Result<bool> refuse(const Asked& asked, const Caller& caller, const Coverage& scope, const std::string& actor);
  // False: a refusal came since it was recorded.
  Result<bool> approve(const Asked& asked, const evidence::NoticePublished& notice, const evidence::NoticeText& text,
                       const std::string& actor);

  app::Engine& engine_;
  const Settings settings_;
  std::array<std::atomic<std::uint64_t>, 3> counts_{};
};

}  // namespace assent::phone_menu
