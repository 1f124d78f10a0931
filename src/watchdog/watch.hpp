// Watch: the state of one channel, and what to do next. Pure; values; not thread-safe.
//
// A probe is a refusal by the synthetic account of that channel. It is seen when the ledger has a newer refusal of that
// account than it had before the probe.
#pragma once

#include "base/instant.hpp"
#include "consent/position.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::watchdog {

struct Timing {
  std::chrono::seconds every{600};   // from one probe to the next
  std::chrono::seconds within{180};  // from a probe to its refusal in the ledger
};

// What the ledger shows of the account.
struct Sight {
  bool is_readable = true;         // if not, nothing can be seen in it
  std::optional<Position> newest;  // refusal; none: there is none
};

// A probe that was not seen yet.
struct Waiting {
  Instant since;                   // its first try
  Instant tried;                   // its last try
  std::optional<Position> before;  // the newest refusal before it was sent
  std::string refused;             // why it could not be sent; empty: it was

  friend bool operator==(const Waiting&, const Waiting&) = default;
};

struct ChannelState {
  std::optional<Waiting> waiting;
  std::optional<Instant> last_probe;  // when it was first tried
  std::optional<Instant> worked;      // when the last probe was sent that was seen

  friend bool operator==(const ChannelState&, const ChannelState&) = default;
};

enum class Health : std::uint8_t {
  unknown,  // no probe was seen yet
  healthy,  // the last one was
  late,     // one waits for longer than half of its time
  failed    // the failure is open, and no probe was seen since
};
std::string_view to_string(Health health);
Health health_of(const ChannelState& state, const Timing& timing, Instant now, bool is_failing);

enum class Step : std::uint8_t {
  nothing,
  send,     // the next probe, or the same one again: then call sent()
  fail,     // open a failure, and raise the alarm
  recover,  // the channel of an open failure works again
};

struct NextStep {
  Step step = Step::nothing;
  std::string why = {};  // of a failure
};

// `is_failing`: a failure of the channel is open, and no probe was seen since.
NextStep next_step(ChannelState& state, const Timing& timing, Instant now, const Sight& sight, bool is_failing);

// After Step::send. `refused`: why it could not be sent; empty: it was.
void sent(ChannelState& state, Instant now, const std::optional<Position>& before, std::string refused);

// The states of channels as a text, and back (JSON): they outlive the process. Of a text that cannot be read, all are
// new: then every channel is probed at once.
using NamedState = std::pair<std::string, ChannelState>;
std::string text_of(const std::vector<NamedState>& states);
std::vector<NamedState> states_in(std::string_view text);

}  // namespace assent::watchdog
