// NoticeRun: one sending of a notice to many customers. Values; thread-safe.
#pragma once

#include "base/instant.hpp"
#include "evidence/hash.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace assent::outreach {

enum class RunState : std::uint8_t {
  planned,   // waits for the approval of a second person
  approved,  // may be sent, or is being sent
  paused,    // nothing more is handed over until it is approved again
  finished,  // every customer of the plan has an outcome
  cancelled  // is never sent again
};
std::string_view to_string(RunState state);

// Why a customer of the list is left out of a plan.
enum class LeftOut : std::uint8_t {
  unknown_account,
  listed_twice,
  former_customer,
  no_text_in_language,   // nor in one that counts for them
  already_given,         // and nothing says that it did not arrive
  waits_in_another_run,  // it may be on its way
  no_address,            // for any of the ways
  no_permission          // for the only ways that have an address
};
inline constexpr std::size_t kLeftOutReasons = 8;
std::string_view to_string(LeftOut reason);

struct Plan {
  std::string notice;
  std::string version;
  evidence::Hash rows{};  // SHA-256 of the plan's file
  std::uint64_t listed = 0;
  std::uint64_t planned = 0;
  std::map<std::pair<std::string, std::string>, std::uint64_t> by_way;  // channel and language
  std::array<std::uint64_t, kLeftOutReasons> left_out{};                // by LeftOut
  // In thousandths of the carrier's currency; nothing: a way has no price.
  std::optional<std::uint64_t> cost_thousandths;
};

struct NoticeRun {
  std::string id;
  std::uint64_t version = 0;  // of its record: each change makes the next one
  RunState state = RunState::planned;
  Plan plan;
  std::string planned_by;
  Instant planned_at;
  std::string approved_by;  // empty: nobody has
  std::optional<Instant> approved_at;
};

// As it stands in the ledger (JSON).
std::string text_of(const NoticeRun& run);
// Nothing: it is no text of text_of().
std::optional<NoticeRun> run_in(std::string_view id, std::string_view text);

}  // namespace assent::outreach
