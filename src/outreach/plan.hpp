// Plan: who of a list gets a notice, by which way and in which language, and who is left out and why.
//
// The plan's file names accounts, channels and languages, no addresses: it can be read and kept by whoever approves it.
// Addresses are read when the notice is sent.
#pragma once

#include "app/engine.hpp"
#include "base/byte_stream.hpp"
#include "base/result.hpp"
#include "outreach/notice_run.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace assent::outreach {

struct PlanRequest {
  std::string notice;
  std::string version;
  std::vector<std::string> channels;  // in the order of preference: `email`, `sms`, `mail`
  std::string otherwise_language;     // for customers whose language is unknown or has no text; empty: left out
  std::string account_column = "account";
  // A giving that counts from before this does not keep the customer from getting it again, as for a renewal.
  Instant again_before = kEarliest;
  std::map<std::string, std::uint64_t> price_thousandths;  // of a message by that channel; missing: unknown
};

// How to write the plan: rows for those who get the notice, rows for those who do not.
struct PlanFiles {
  ByteSink& planned;   // account,channel,language
  ByteSink& left_out;  // line,account,reason
};

// Reads the list (CSV) and writes the plan. Each customer is planned once, by the first channel by which they have an
// address, which the notice's regime permits, and by which this version has not failed since the address was recorded.
//
//   not_found    no such notice or version is published
//   invalid      the list has no such column or is no list; a channel that is no way out; the notice lacks a disclosure
//                that its regime demands on a channel
//   unavailable, damaged  as the ledger and the files
Result<Plan> plan_run(const app::Engine& engine, const PlanRequest& request, ByteSource& list, const PlanFiles& files,
                      const std::function<void(std::uint64_t rows)>& on_progress = {});

struct PlannedRow {
  std::string account;
  std::string channel;
  std::string language;
};

// Reads a plan's file, in pieces.
class PlanReader {
 public:
  // `source` outlives it.
  explicit PlanReader(ByteSource& source);
  ~PlanReader();
  PlanReader(const PlanReader&) = delete;
  PlanReader& operator=(const PlanReader&) = delete;

  // The next rows, at most so many; none: the end.
  //
  //   invalid  it is no plan
  Result<std::vector<PlannedRow>> next(std::size_t most);
  // Of everything that was read; after the end: the plan's own hash.
  evidence::Hash hash() const;

 private:
  class Reading;
  std::unique_ptr<Reading> reading_;
};

}  // namespace assent::outreach
