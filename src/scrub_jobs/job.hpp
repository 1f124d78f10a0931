// Job: one scrub that was asked for over the network, as a value, and its form in the file that outlives the server.
#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assent::scrub_jobs {

enum class State : std::uint8_t {
  receiving,  // its list comes in
  waiting,    // for its turn
  running,
  done,
  failed,       // `error` says why; it can be run again
  cancelled,    // it can be run again
  interrupted,  // the server ended before the job did; it can be run again
};
std::string_view to_string(State state);

// Whether it has come to an end, and what it has is kept only for a time.
bool has_ended(State state);

// What is asked for.
struct Order {
  std::string campaign;  // the id of one that is set up
  std::optional<Instant> at;
  std::string account_column;    // empty: found by name
  std::string telephone_column;  // instead of it
  std::string country;           // of numbers without `+`
  std::string known_at;          // as it was written; empty: everything recorded
  std::string language = "en";
  bool explain_each = false;
  bool trial = false;  // the run is not recorded, and its lists are not for use
  std::string since;   // an earlier job with a certificate: only what changed since; empty: everything

  friend bool operator==(const Order&, const Order&) = default;
};

struct Job {
  std::string id;     // 32 hexadecimal digits
  std::string owner;  // the caller's id: no other caller sees the job
  std::string key;    // the caller's idempotency key; empty: none
  Order order;
  State state = State::receiving;
  Instant created;
  Instant changed;             // when it came to its state
  std::uint64_t received = 0;  // bytes of the list
  std::uint64_t rows = 0;      // judged
  std::uint64_t read = 0;      // bytes of the list that were read
  std::optional<Error> error;
  std::optional<std::string> run;  // the entry of the campaign's run
};

// The file's text, and back. damaged: it is not such a text.
std::string to_text(const Job& job);
Result<Job> read_job(std::string_view text);

}  // namespace assent::scrub_jobs
