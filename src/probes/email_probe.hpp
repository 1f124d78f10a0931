// A refusal by e-mail, to the address that customers write to.
#pragma once

#include "email/outlet.hpp"
#include "probes/probe.hpp"
#include "watchdog/settings.hpp"

#include <memory>
#include <string>

namespace assent::probes {

class EmailProbe final : public Probe {
 public:
  // Sends through that outlet.
  EmailProbe(std::shared_ptr<email::EmailOutlet> outlet, watchdog::ProbeSettings settings)
      : outlet_(std::move(outlet)), settings_(std::move(settings)) {}
  // By the relay of the settings.
  //
  //   invalid  an address cannot be used; no relay
  static Result<std::unique_ptr<Probe>> open(const watchdog::ProbeSettings& settings);

  Result<void> send(const Occasion& occasion) override;

 private:
  std::shared_ptr<email::EmailOutlet> outlet_;
  watchdog::ProbeSettings settings_;
};

}  // namespace assent::probes
