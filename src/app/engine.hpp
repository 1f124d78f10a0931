// Engine: the basis of every use case in a process: the rules, the ledger, an index that follows it, the clock.
// Thread-safe. It is made once and used for as long as the process runs.
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
#include "service/record_document.hpp"

#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace assent::app {

// All outlive the engine. `index` belongs to that ledger, and the caller keeps it up to date (service/follower.hpp).
// Without an index the ledger is asked.
struct EnginePorts {
  ledger::Ledger& ledger;
  const TimeZones& zones;
  const Telephones& telephones;
  const Clock& clock;
  service::LeasedIndex* index = nullptr;
  service::DrawKey draw_key = {};
};

// A regime, and what keeps it in memory.
struct RegimeInUse {
  std::shared_ptr<const Rules> rules;
  const RulePack* pack = nullptr;

  const regime::Regime& operator*() const { return *pack->regime; }
  const regime::Regime* operator->() const { return &*pack->regime; }
};

class Engine {
 public:
  // `regime` is the default regime.
  Engine(const EnginePorts& ports, std::shared_ptr<const Rules> rules, std::string regime)
      : ports_(ports),
        regime_(std::move(regime)),
        customers_(ports.ledger, ports.zones, ports.clock),
        rules_(std::move(rules)) {}
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  const EnginePorts& ports() const { return ports_; }
  const service::CustomerFile& customers() const { return customers_; }
  Instant now() const { return ports_.clock.now(); }

  std::shared_ptr<const Rules> rules() const;
  // From now on these rules are used. A call that began with the earlier ones ends with them.
  void use(std::shared_ptr<const Rules> rules);

  // The regime of that id (empty: the default one) in the version that is in effect then.
  //
  //   not_found, invalid  as RulePacks::find_sound()
  Result<RegimeInUse> regime(std::string_view id, Instant at) const;

  // Records a choice, as Recorder does. When it returns, every decision of this engine reflects it.
  Result<service::Acknowledgement> record(std::string_view account, const service::Choice& choice,
                                          const service::Circumstances& circumstances, const regime::Regime& regime,
                                          service::Acknowledged as = service::Acknowledged::with_changes);
  // The same for a customer who is only known by a telephone number (E.164). Precondition: refuses(choice).
  Result<service::RefusalsOfNumber> record_of_number(std::string_view e164, const service::Choice& choice,
                                                     const service::Circumstances& circumstances,
                                                     const regime::Regime& regime,
                                                     service::Acknowledged as = service::Acknowledged::with_changes);

  // The same for a privacy document and the choices that it says (service/record_document.hpp), under the default
  // regime.
  Result<service::DocumentReceipt> record_document(const std::string& account, const service::DocumentVersion& version,
                                                   const service::Circumstances& circumstances);

  // Brings the index up to date. If it cannot follow, the ledger is asked.
  void follow();

 private:
  EnginePorts ports_;
  std::string regime_;
  service::CustomerFile customers_;
  mutable std::mutex mutex_;  // guards rules_
  std::shared_ptr<const Rules> rules_;
};

}  // namespace assent::app
