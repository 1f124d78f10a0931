// OralScript: a notice that an agent reads to a customer, block by block, and what the customer answered. As
// thread-safe as the engine.
//
// The carrier bears the burden of proving an oral approval (47 CFR 64.2007(a)(1)). So the record has the script's name,
// version, language and hash, the blocks that were read, the agent and the call. An approval after a script of which a
// block was left out is on record and counts for nothing.
#pragma once

#include "app/engine.hpp"
#include "app/record.hpp"
#include "base/result.hpp"
#include "evidence/entry.hpp"
#include "evidence/hash.hpp"
#include "service/circumstances.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::app {

struct ScriptAsked {
  std::string account;
  std::string notice;
  std::string version;   // empty: the one in use
  std::string language;  // BCP 47; empty: the customer's own
};

struct OralScript {
  Position entry;  // of the publication
  evidence::NoticePublished notice;
  std::string language;
  std::string subject;
  std::vector<evidence::NoticeBlock> blocks;  // filled in for the customer, in the order of reading
  Names lacks;            // disclosures that the rules demand of what is read out, and that it does not have
  evidence::Hash sha256;  // of the text as it is read: subject and blocks, each as a paragraph
};

//   not_found    no such account, notice, version or language
//   invalid      something in it cannot be read out, such as {page}
//   unavailable, damaged  as the ledger
Result<OralScript> oral_script(const Engine& engine, const ScriptAsked& asked);

enum class OralAsks : std::uint8_t {
  opt_in,           // until the customer changes it
  one_time_consent  // for this call (47 CFR 64.2008(f))
};

// How long a call is taken to last whose end is not known yet. end_call() says when it ended.
inline constexpr std::chrono::hours kCallLastsMost{1};

struct OralAnswer {
  ScriptAsked script;
  std::optional<evidence::Hash> sha256;  // of the script that was read. Needed of an approval
  std::vector<std::size_t> read;         // the blocks that the agent confirms to have read, from 1
  OralAsks asks = OralAsks::opt_in;
  bool granted = false;
  std::string by = "owner";           // the person on the account who answered
  std::string call;                   // the reference under which the call is kept
  std::string agent;                  // who read it; empty: the actor
  std::string direction = "inbound";  // of a one-time consent: `inbound`, `outbound`
  std::optional<Instant> begun;       // of a one-time consent: the call; none: now
  std::optional<Instant> ends;        // likewise; none: it goes on
};

// Records what the customer answered. A yes to an opt-in is an opt-in of exactly what the notice says; a no is an
// opt-out of its recipients, and of everything if the notice cannot be found: a refusal is turned away for nothing that
// is said of the script. A yes to a one-time consent counts until the call ends.
//
//   invalid      of an approval: no call or a name of it that cannot be kept; a block that the script does not have; as
//                Recorder::record()
//   conflict     of an approval: the script is another one than was read, by its hash
//   not_found, unavailable, damaged  as oral_script() and Recorder::record()
Result<RecordOutcome> record_oral_answer(Engine& engine, const OralAnswer& answer,
                                         const service::Circumstances& circumstances);

struct CallEnded {
  std::size_t shortened = 0;  // consents that would have lasted longer
};

// The call is over: one-time consents of it end then. Each is recorded again with that end, and the longer one never
// happened. Safe to repeat.
//
//   invalid      `ended` lies in the future
//   not_found    the account gave no consent in that call
//   unavailable, damaged  as the ledger
Result<CallEnded> end_call(Engine& engine, std::string_view account, std::string_view call, Instant ended,
                           const service::Circumstances& circumstances);

}  // namespace assent::app
