// Forecast: how many more customers a campaign could contact on a day to come, if all who are due for a notice and can
// be reached by some way got one. Nothing is recorded. Each customer is decided, none is estimated: the counts are
// those that the same decisions would give after the notices had been given.
#pragma once

#include "app/coverage_question.hpp"
#include "app/engine.hpp"
#include "base/result.hpp"
#include "consent/use.hpp"
#include "service/live_index.hpp"

#include <cstdint>
#include <string>

namespace assent::outreach {

struct ForecastAsked {
  app::CoverageAsked due;  // who is due for a notice at the instant of sending
  Use use;                 // of the campaign, with its offer
  std::string notice;      // the one to send
  std::string version;
  std::string channel;             // `email`, `sms` or `mail`
  std::string otherwise_language;  // for customers whose language is unknown or has no text; empty: they get none
  Date day;  // on which the campaign contacts them: its beginning where the regime's footprint ends
};

struct Forecast {
  Date sent_on;  // where the carrier reports; a letter's date of mailing
  std::uint64_t due = 0;
  std::uint64_t no_way = 0;   // of those: no address or permission for that way, or the last notice by it failed
  std::uint64_t no_text = 0;  // of those: no text in a language that counts for them
  std::uint64_t sent_to = 0;  // the others
  // Of those whom it is sent to, who may be contacted on that day.
  std::uint64_t permitted_without = 0;
  std::uint64_t permitted_with = 0;
  std::uint64_t gained = 0;   // with the notice only
  std::uint64_t lost = 0;     // without it only
  std::uint64_t unclear = 0;  // accounts whose status cannot be established: in no other count
};

// `live` is an index of the engine's ledger, up to date, and `threads` compile with it.
//
//   not_found             no such notice and version is published; else as app::coverage_question()
//   invalid               no such way out; the notice lacks a disclosure for it; the day is before the sending; the
//                         rules are not in effect on the day; the index was not built for the regime, or cannot be
//                         asked about an instant; else as app::coverage_question()
//   unavailable, damaged  as the ledger
Result<Forecast> forecast(const app::Engine& engine, const service::LiveIndex& live, const ForecastAsked& asked,
                          unsigned threads = 1);

}  // namespace assent::outreach
