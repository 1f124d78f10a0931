// FailureRecords: failures of ways to refuse, as the ledger has them. Thread-safe.
#pragma once

#include "app/engine.hpp"
#include "base/result.hpp"
#include "watchdog/failure.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::probes {

struct Remedy {
  std::string text;
  std::optional<Date> in_place;  // when it was or will be
  std::string anomaly;           // why no letter is due; empty: one is
};

class FailureRecords {
 public:
  // The engine outlives it.
  explicit FailureRecords(app::Engine& engine) : engine_(engine) {}

  // In the order in which they were opened.
  //
  //   unavailable, damaged  as the ledger; likewise below
  Result<std::vector<watchdog::Failure>> all() const;
  // not_found  there is none of that id; likewise below
  Result<watchdog::Failure> find(std::string_view id) const;

  // Records a new one. Its id is made here.
  //
  //   conflict  another watchdog did so at the same moment, or it was changed meanwhile; likewise below
  Result<watchdog::Failure> open(watchdog::Failure failure, const std::string& actor);
  Result<watchdog::Failure> recover(std::string_view id, const std::string& actor);

  // Somebody decided that campaigns run all the same.
  //
  //   invalid  it is closed, or there is no reason
  Result<watchdog::Failure> release(std::string_view id, const std::string& reason, const std::string& actor);
  // invalid  it is closed already, or there is no remedy
  Result<watchdog::Failure> close(std::string_view id, const Remedy& remedy, const std::string& actor);

 private:
  Result<watchdog::Failure> changed(watchdog::Failure failure, const std::string& actor);

  app::Engine& engine_;
};

}  // namespace assent::probes
