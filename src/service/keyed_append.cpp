#include "service/keyed_append.hpp"

#include "evidence/hash.hpp"
#include "ledger/corrections.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <variant>

namespace assent::service {

std::string key_of_content(std::string_view kind, const evidence::Entry& content,
                           const std::optional<Position>& grant) {
  constexpr std::size_t kFigures = 32;
  const std::string key =
      std::string(kind) + ":" + evidence::to_hex(evidence::sha256(evidence::encode(content))).substr(0, kFigures);
  return grant ? key_after(key, *grant) : key;
}

std::string key_after(std::string_view key, Position entry) { return std::string(key) + ":after:" + entry_name(entry); }

namespace {

using Receipts = std::vector<std::optional<ledger::Receipt>>;

Result<Receipts> append_once(ledger::Ledger& ledger, std::span<const ledger::Draft> drafts, Instant now) {
  Receipts receipts(drafts.size());
  const auto answers = ledger.append(drafts, now);
  std::unordered_map<std::string_view, std::size_t> of_account;
  for (const ledger::Draft& each : drafts) ++of_account[each.entry.account];
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (answers[i]) {
      receipts[i] = *answers[i];
      continue;
    }
    if (answers[i].error().code != ErrorCode::conflict) return tl::unexpected(answers[i].error());
    if (of_account[drafts[i].entry.account] == 1) continue;
    // It may have been refused because of another draft of its account in the same call.
    const auto alone = ledger::append_one(ledger, drafts[i], now);
    if (alone) receipts[i] = *alone;
    else if (alone.error().code != ErrorCode::conflict) return tl::unexpected(alone.error());
  }
  return receipts;
}

// The correction that took back what the key stands for.
std::optional<Position> retracted_by(std::span<const ledger::Recorded> entries, std::string_view key) {
  const auto first =
      std::find_if(entries.begin(), entries.end(), [&](const ledger::Recorded& each) { return each.entry.key == key; });
  if (first == entries.end()) return std::nullopt;
  const ledger::Corrections corrections(entries);
  if (!corrections.retracts(first->position)) return std::nullopt;
  return corrections.latest(first->position)->position;
}

// What was retracted and comes again is new: these drafts, under keys of their own. `places` gets their indices.
Result<std::vector<ledger::Draft>> said_anew(const ledger::Ledger& ledger, std::span<const ledger::Draft> drafts,
                                             const Receipts& receipts, std::vector<std::size_t>& places) {
  std::vector<std::size_t> known;
  std::vector<std::string_view> accounts;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (receipts[i] && !receipts[i]->repeated) continue;
    known.push_back(i);
    accounts.push_back(drafts[i].entry.account);
  }
  std::vector<ledger::Draft> anew;
  if (known.empty()) return anew;
  const auto corrections = TRY(ledger.latest(accounts, evidence::EntryKind::correction));
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (!(corrections)[i]) continue;
    const auto entries = TRY(ledger.closed_entries_of(accounts[i]));
    ledger::Draft draft = drafts[known[i]];
    bool retracted = false;
    while (const auto by = retracted_by(entries, draft.entry.key)) {
      draft.entry.key = key_after(draft.entry.key, *by);
      retracted = true;
    }
    if (!retracted) continue;
    places.push_back(known[i]);
    anew.push_back(std::move(draft));
  }
  return anew;
}

}  // namespace

Result<Receipts> append_keyed(ledger::Ledger& ledger, std::span<const ledger::Draft> drafts, Instant now) {
  auto receipts = append_once(ledger, drafts, now);
  if (!receipts) return receipts;
  std::vector<std::size_t> places;
  const auto anew = TRY(said_anew(ledger, drafts, *receipts, places));
  const auto again = append_once(ledger, anew, now);
  if (!again) return again;
  for (std::size_t i = 0; i < places.size(); ++i) (*receipts)[places[i]] = (*again)[i];
  return receipts;
}

}  // namespace assent::service
