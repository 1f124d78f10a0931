// Entries for tests of stores: short to write, different in every field that a store reads.
#pragma once

#include "ledger/ledger.hpp"

#include <string>
#include <utility>
#include <vector>

namespace assent::testing_drafts {

inline constexpr Instant kNoon =
    Instant{std::chrono::sys_days{std::chrono::year{2026} / 3 / 1}} + std::chrono::hours{12};

inline Instant noon_plus(std::int64_t seconds) { return kNoon + std::chrono::seconds{seconds}; }

inline Draft draft(std::string account, Body body, std::string key = {}) {
  Draft made;
  made.entry.account = std::move(account);
  made.entry.effective = kNoon;
  made.entry.actor = "staff-7";
  made.entry.channel = "shop";
  made.entry.key = std::move(key);
  made.entry.body = std::move(body);
  return made;
}

inline Draft customer(std::string account, std::string telephone = {}, std::string key = {}) {
  CustomerRecorded body;
  body.language = "ar";
  body.services = {"local", "mobile"};
  if (!telephone.empty()) body.telephones = {std::move(telephone)};
  return draft(std::move(account), std::move(body), std::move(key));
}

inline Draft opt_out(std::string account, std::string key = {}) {
  return draft(std::move(account), OptOutRecorded{}, std::move(key));
}

inline Draft agreement(std::string party, std::string key = {}) {
  AgreementRecorded body;
  body.party = std::move(party);
  body.from = Date{std::chrono::days{20454}};  // 2026-01-01
  body.to = Date{std::chrono::days{20818}};    // 2026-12-31
  return draft("", std::move(body), std::move(key));
}

inline Result<Receipt> append_one(Ledger& ledger, const Draft& one) { return assent::append_one(ledger, one, kNoon); }

// The entries of a log from there on, as a scan gives them.
inline Result<std::vector<std::pair<Position, Bytes>>> scanned(const Ledger& ledger, Position from) {
  std::vector<std::pair<Position, Bytes>> entries;
  TRY(ledger.scan(from, [&](Position position, ByteView bytes) {
    entries.emplace_back(position, Bytes(bytes.begin(), bytes.end()));
    return true;
  }));
  return entries;
}

// Every entry of the ledger, log by log.
inline Result<std::vector<std::pair<Position, Bytes>>> everything(const Ledger& ledger) {
  std::vector<std::pair<Position, Bytes>> all;
  const auto heads = TRY(ledger.heads());
  for (const LogHead& each : heads) {
    auto entries = TRY(scanned(ledger, {each.log, 0}));
    all.insert(all.end(), std::make_move_iterator(entries.begin()), std::make_move_iterator(entries.end()));
  }
  return all;
}

}  // namespace assent::testing_drafts
