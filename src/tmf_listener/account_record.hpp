// AccountRecord: what the ledger has about one customer's notifications, and how more is written there. Not
// thread-safe; lives within one writing.
#pragma once

#include "app/engine.hpp"
#include "base/result.hpp"
#include "ledger/ledger.hpp"
#include "tmf_listener/effect.hpp"
#include "tmf_listener/known.hpp"
#include "tmf_listener/mapping.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::tmf_listener {

class AccountRecord {
 public:
  // All outlive it.
  AccountRecord(app::Engine& engine, const std::string& account, const service::Circumstances& by,
                const Mapping& mapping)
      : engine_(engine), account_(account), by_(by), mapping_(mapping) {}

  //   unavailable, damaged  as the ledger
  Result<void> read();

  // Whether that notification was recorded. Precondition for this and the following: read() succeeded.
  bool has(std::string_view event) const;
  const Known& known() const { return known_; }

  // Of a notification that was recorded: does again what may not have been done after it.
  //
  //   unavailable, damaged  as the ledger
  Result<Effects> settle();

  // Records what is known now, and the profile with what changed.
  //
  //   invalid      the profile cannot be recorded
  //   conflict     another one was recorded since read() (was_overtaken()); too many products; a profile that is still
  //                to come is on record
  //   unavailable, damaged  as the ledger
  Result<Effects> write(std::string_view event, const Known& known, const Change& change);
  bool was_overtaken() const { return overtaken_; }

 private:
  ledger::Draft profile_draft(const evidence::CustomerRecorded& profile, std::string_view more) const;
  std::string key() const;
  Result<void> mend(Position own, std::optional<evidence::CustomerRecorded> profile, const Known& known,
                    const Change& change, Effects& effects);
  Result<void> add_refusals(const std::vector<ledger::Draft>& drafts, const evidence::CustomerRecorded* profile,
                            Effects& effects, std::vector<ledger::Receipt>& receipts);
  const ledger::Recorded* last_profile() const;

  app::Engine& engine_;
  const std::string& account_;
  const service::Circumstances& by_;
  const Mapping& mapping_;
  std::vector<ledger::Recorded> entries_;
  std::vector<std::string> events_;  // that were recorded
  Known known_;
  bool overtaken_ = false;
};

}  // namespace assent::tmf_listener
