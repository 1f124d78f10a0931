// Engine: what every use case of a process stands on: the rules, the ledger, an index that follows it, the clock.
// Thread-safe; made once and used for as long as the process runs.
#pragma once

#include "app/rules.hpp"
#include "base/clock.hpp"
#include "base/result.hpp"
#include "base/telephones.hpp"
#include "base/time_zone.hpp"
#include "ledger/ledger.hpp"
#include "service/customer_file.hpp"
#include "service/kept_refusals.hpp"
#include "service/leased_index.hpp"
#include "service/record.hpp"

#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace assent {

// All outlive the engine. `index`: of that ledger, and kept up to date by somebody (service/follower.hpp); nothing:
// there is none, and the ledger is asked.
struct EnginePorts {
  Ledger& ledger;
  const TimeZones& zones;
  const Telephones& telephones;
  const Clock& clock;
  LeasedIndex* index = nullptr;
  DrawKey draw_key = {};
};

// A regime, and what keeps it.
struct RegimeInUse {
  std::shared_ptr<const Rules> rules;
  const RulePack* pack = nullptr;

  const Regime& operator*() const { return *pack->regime; }
  const Regime* operator->() const { return &*pack->regime; }
};

class Engine {
 public:
  // `regime` is the one that counts where nobody names one.
  Engine(const EnginePorts& ports, std::shared_ptr<const Rules> rules, std::string regime)
      : ports_(ports),
        regime_(std::move(regime)),
        customers_(ports.ledger, ports.zones, ports.clock),
        rules_(std::move(rules)) {}
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  const EnginePorts& ports() const { return ports_; }
  const CustomerFile& customers() const { return customers_; }
  Instant now() const { return ports_.clock.now(); }

  std::shared_ptr<const Rules> rules() const;
  // From now on these are used; who began with the former ones ends with them.
  void use(std::shared_ptr<const Rules> rules);

  // The regime of that id, or where it is empty the one that counts by default, in the version that is in effect then.
  //
  //   not_found, invalid  as RulePacks::find_sound()
  Result<RegimeInUse> regime(std::string_view id, Instant at) const;

  // Records a choice, as Recorder does. When it returns, every answer of this engine reflects it.
  Result<Acknowledgement> record(std::string_view account, const Choice& choice, const Circumstances& circumstances,
                                 const Regime& regime);
  // The same for somebody of whom the telephone number (E.164) is known only. Precondition: refuses(choice).
  Result<RefusalsOfNumber> record_of_number(std::string_view e164, const Choice& choice,
                                            const Circumstances& circumstances, const Regime& regime);

  // Puts into the index what has been recorded by now; where it cannot follow, the ledger is asked.
  void follow();

 private:
  EnginePorts ports_;
  std::string regime_;
  CustomerFile customers_;
  mutable std::mutex mutex_;  // guards rules_
  std::shared_ptr<const Rules> rules_;
};

}  // namespace assent
