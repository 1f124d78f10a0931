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

inline ledger::Draft draft(std::string account, evidence::Body body, std::string key = {}) {
  ledger::Draft made;
  made.entry.account = std::move(account);
  made.entry.effective = kNoon;
  made.entry.actor = "staff-7";
  made.entry.channel = "shop";
  made.entry.key = std::move(key);
  made.entry.body = std::move(body);
  return made;
}

inline ledger::Draft customer(std::string account, std::string telephone = {}, std::string key = {}) {
  evidence::CustomerRecorded body;
  body.language = "ar";
  body.services = {"local", "mobile"};
  if (!telephone.empty()) body.telephones = {std::move(telephone)};
  return draft(std::move(account), std::move(body), std::move(key));
}

inline ledger::Draft opt_out(std::string account, std::string key = {}) {
  return draft(std::move(account), evidence::OptOutRecorded{}, std::move(key));
}

inline ledger::Draft agreement(std::string party, std::string key = {}) {
  evidence::AgreementRecorded body;
  body.party = std::move(party);
  body.from = Date{std::chrono::days{20454}};  // 2026-01-01
  body.to = Date{std::chrono::days{20818}};    // 2026-12-31
  return draft("", std::move(body), std::move(key));
}

inline Result<ledger::Receipt> append_one(ledger::Ledger& ledger, const ledger::Draft& one) {
  return assent::ledger::append_one(ledger, one, kNoon);
}

// The entries of a log from there on, as a scan gives them.
inline Result<std::vector<std::pair<Position, evidence::Bytes>>> scanned(const ledger::Ledger& ledger, Position from) {
  std::vector<std::pair<Position, evidence::Bytes>> entries;
  TRY(ledger.scan(from, [&](Position position, evidence::ByteView bytes) {
    entries.emplace_back(position, evidence::Bytes(bytes.begin(), bytes.end()));
    return true;
  }));
  return entries;
}

// Every entry of the ledger, log by log.
inline Result<std::vector<std::pair<Position, evidence::Bytes>>> everything(const ledger::Ledger& ledger) {
  std::vector<std::pair<Position, evidence::Bytes>> all;
  const auto heads = TRY(ledger.heads());
  for (const ledger::LogHead& each : heads) {
    auto entries = TRY(scanned(ledger, {each.log, 0}));
    all.insert(all.end(), std::make_move_iterator(entries.begin()), std::make_move_iterator(entries.end()));
  }
  return all;
}

}  // namespace assent::testing_drafts
