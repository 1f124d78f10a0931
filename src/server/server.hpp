// Server: an engine behind its interfaces, on the network: what `assentd` is. Thread-safe.
#pragma once

#include "api/request_log.hpp"
#include "base/result.hpp"
#include "server/settings.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

namespace assent::server {

// Everything that is read from files, without listening: for a check, and before a start.
//
//   as start(), but for what the network says
Result<void> check(const Settings& settings);

class Server {
 public:
  // Opens the ledger, the rules and the index, reads who may come in, and listens. `log` outlives it.
  //
  //   invalid, not_found    a file is missing or has faults; an address is none
  //   unavailable, damaged  the ledger; a port that another program has
  static Result<std::unique_ptr<Server>> start(const Settings& settings, api::LogSink& log);
  virtual ~Server() = default;

  // Of `listen`, in its order.
  virtual std::vector<std::uint16_t> ports() const = 0;

  // Reads rule packs, catalogue, access, the policy and certificates again. Requests that have begun go on with the
  // former ones. If one has a fault, it and those after it stay as they were.
  virtual Result<void> reload() = 0;

  // Accepts no more connections, and ends when all requests have responses, or after that time. Whether all have.
  virtual bool drain(std::chrono::milliseconds at_most) = 0;
};

}  // namespace assent::server
