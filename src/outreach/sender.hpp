// Sender: sends a planned and approved run, by a few messages at a time, so that a crash loses nothing and doubles
// hardly anything.
//
// Of each few, first the ledger says that they wait; then they are handed over; then the ledger says what became of
// them, and that the notice was given. A run that was stopped anywhere goes on from the plan's beginning: whoever has
// an outcome is passed over. Whoever was waiting may have got the message or not: it is sent again under the same place
// in the ledger, and so with the same Message-ID, and listed as uncertain. So nobody is left out.
#pragma once

#include "app/engine.hpp"
#include "base/result.hpp"
#include "outreach/notice_runs.hpp"
#include "outreach/plan.hpp"
#include "outreach/way.hpp"
#include "service/circumstances.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::outreach {

// What became of a customer of the plan that somebody should look at.
enum class Noted : std::uint8_t {
  uncertain,             // sent again: whether it was sent before the run was stopped is unknown
  refused,               // the other side will never take it, or had not at last; another way is needed
  given_up,              // it was not taken after all tries; plan them again later
  former_customer,       // since the plan was made
  no_address,            // since the plan was made
  no_permission,         // since the plan was made
  already_given,         // by something else than this run, since the plan was made
  waits_in_another_run,  // since the plan was made
  not_recorded           // another program changed the account at the same moment; send the run again
};
inline constexpr std::size_t kNotedKinds = 9;
std::string_view to_string(Noted what);

enum class SendEnd : std::uint8_t { finished, paused, stopped };
std::string_view to_string(SendEnd end);

struct SendCounts {
  std::uint64_t planned = 0;
  std::uint64_t taken = 0;                         // now
  std::uint64_t before = 0;                        // had an outcome when the run was taken up
  std::array<std::uint64_t, kNotedKinds> noted{};  // by Noted; who is uncertain is also counted by the outcome
  SendEnd end = SendEnd::finished;

  std::uint64_t of(Noted what) const { return noted[static_cast<std::size_t>(what)]; }
};

struct SendPorts {
  std::vector<Way*> ways;  // one for each channel of the plan
  // The address of the customer's page for that message; empty: there is none.
  std::function<std::string(const std::string& account, Position queued)> page_of;
  // The services in words of that language.
  std::function<std::string(const Names& services, std::string_view language)> services_of;
  // Waits; false: whoever runs it wants it to stop.
  std::function<bool(std::chrono::milliseconds)> wait;
  // Called for each customer to look at.
  std::function<Result<void>(std::string_view account, Noted what)> note;
  std::function<void(const SendCounts&)> on_progress = {};
};

struct SendSettings {
  std::size_t at_once = 16;                      // messages between two records
  std::uint64_t per_second = 0;                  // at most; 0: as fast as they are taken
  unsigned tries = 5;                            // of a message that the other side would take later
  std::chrono::milliseconds first_pause{1'000};  // before the second try; each further one is twice as long
};

// Sends what is left of the run. `open_plan` opens its file, twice.
//
//   not_found    there is no such run, or no such notice
//   invalid      the run is not approved; the file is not its plan; no way for a channel of it
//   unavailable, damaged  as the ledger. What was handed over before stays so; send it again
Result<SendCounts> send_run(app::Engine& engine, NoticeRuns& runs, std::string_view id, const std::string& actor,
                            const service::OpenText& open_plan, const SendPorts& ports,
                            const SendSettings& settings = {});

}  // namespace assent::outreach
