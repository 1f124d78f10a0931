// The probes of the carrier's settings, ready to be sent.
#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "http/requester.hpp"
#include "probes/probe.hpp"
#include "watchdog/settings.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace assent::probes {

using Connect = std::function<Result<std::unique_ptr<http::Requester>>(const http::Address&, const http::ClientTls&)>;

// One for each of the settings' probes, in their order. `file` is the settings' own, from which names of files are
// meant. Nothing is sent.
//
//   invalid, not_found, unavailable  a file that they name is missing or has faults; a key would go to another machine
//                                    without TLS
Result<std::vector<std::unique_ptr<Probe>>> open_probes(const watchdog::Settings& settings, const std::string& file,
                                                        const Connect& connect);

}  // namespace assent::probes
