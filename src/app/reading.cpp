#include "app/reading.hpp"

#include "base/ascii.hpp"
#include "consent/kept_account.hpp"
#include "evidence/hash.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace assent::app {
namespace {

constexpr std::size_t kLongestPurpose = 64;

evidence::ReadingRecorded reading_by(const Reader& reader) {
  evidence::ReadingRecorded body;
  body.role = reader.role;
  body.client = reader.client;
  body.interface = reader.interface;
  body.operation = reader.operation;
  if (may_be_purpose(reader.purpose)) body.purpose = reader.purpose;
  return body;
}

ledger::Draft draft_of_reading(std::string account, evidence::ReadingRecorded body, const Reader& reader, Instant now) {
  return {{std::move(account), now, {}, reader.actor, reader.channel, "", std::move(body)}, true};
}

// Under the key of the telephone numbers' hashes. What is hashed is never a number: it is longer, and has letters.
Result<evidence::QueryHash> hash_of_query(const ledger::Ledger& ledger, std::string_view query) {
  const std::string name =
      TRY(ledger.pseudonym_of("query " + evidence::to_hex(evidence::sha256(evidence::view_of(query)))));
  evidence::QueryHash hash{};
  for (std::size_t i = 0; i < hash.size(); ++i) {
    const int high = hexadecimal(name.at(1 + 2 * i));
    const int low = hexadecimal(name.at(2 + 2 * i));
    hash.at(i) = static_cast<std::uint8_t>(high * 16 + low);
  }
  return hash;
}

// The accounts on record that the name stands for.
Result<std::vector<std::string>> accounts_of(const Engine& engine, const service::CustomerName& who) {
  const ledger::Ledger& ledger = engine.ports().ledger;
  std::vector<std::string> accounts;
  if (who.account.empty()) {
    const Instant now = engine.now();
    const auto regime = TRY(engine.regime("", now));
    const service::OnFile on_file = engine.customers().find(who, *regime, {now, std::nullopt});
    if (on_file.trouble) return tl::unexpected(*on_file.trouble);
    if (!on_file.account.empty()) accounts.push_back(on_file.account);
    return accounts;
  }
  if (!is_customers_account(who.account)) return accounts;
  const auto newest = TRY(ledger.newest_of(who.account));
  if (newest) accounts.push_back(who.account);
  return accounts;
}

}  // namespace

bool may_be_purpose(std::string_view text) {
  const auto fits = [](char c) { return is_small_letter(c) || is_digit(c) || c == '_' || c == '.' || c == '-'; };
  return !text.empty() && text.size() <= kLongestPurpose && is_small_letter(text.front()) &&
         std::ranges::all_of(text, fits);
}

Result<void> record_reading(const Engine& engine, const service::CustomerName& who, const Reader& reader) {
  const auto accounts = TRY(accounts_of(engine, who));
  if (accounts.empty()) {
    return record_reading_of_many(engine, who.account.empty() ? "telephone " + who.telephone : "account " + who.account,
                                  0, reader);
  }
  const Instant now = engine.now();
  std::vector<ledger::Draft> drafts;
  for (const std::string& account : accounts) {
    drafts.push_back(draft_of_reading(account, reading_by(reader), reader, now));
  }
  TRY(ledger::append_all(engine.ports().ledger, drafts, now));
  return {};
}

Result<void> record_reading_of_many(const Engine& engine, std::string_view query, std::uint64_t customers,
                                    const Reader& reader) {
  ledger::Ledger& ledger = engine.ports().ledger;
  evidence::ReadingRecorded body = reading_by(reader);
  body.customers = customers;
  body.query = TRY(hash_of_query(ledger, query));
  const Instant now = engine.now();
  TRY(ledger::append_one(ledger, draft_of_reading(std::string(kReadings), std::move(body), reader, now), now));
  return {};
}

}  // namespace assent::app
