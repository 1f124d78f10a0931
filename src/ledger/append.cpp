#include "ledger/append.hpp"

#include "ledger/same_content.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace assent::ledger {
namespace {

// The key itself is not shown: callers make keys from what they know, including personal data.
Error key_conflict(const std::string& first) {
  return {ErrorCode::conflict, "the key was already used for other content, in " + first,
          "use a new key for new content; nothing was recorded"};
}

Error refused_with_another() {
  return {ErrorCode::conflict, "another entry for the same account was refused, so this one was refused too",
          "mend the other entry, or record this one without it"};
}

// What to do with a draft: one of the three; none: record it.
struct DraftPlan {
  std::optional<Receipt> known;        // recorded before
  std::optional<std::size_t> repeats;  // says the same as this earlier draft, under the same key
  std::optional<Error> refused;
};

struct OfAccount {
  std::string_view account;
  std::string_view key;

  friend bool operator==(const OfAccount&, const OfAccount&) = default;
};
struct HashOfAccount {
  std::size_t operator()(const OfAccount& each) const {
    const std::hash<std::string_view> hash;
    return hash(each.account) * 31 + hash(each.key);
  }
};

Result<std::vector<DraftPlan>> plan_append(std::span<const Draft> drafts, Instant recorded, const FindKey& known_key) {
  std::vector<DraftPlan> plans(drafts.size());
  std::unordered_map<OfAccount, std::size_t, HashOfAccount> new_keys;
  std::unordered_set<std::string_view> refused;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    const evidence::Entry& entry = drafts[i].entry;
    DraftPlan& plan = plans[i];
    if (auto checked = evidence::check(entry); !checked) {
      plan.refused = std::move(checked.error());
    } else if (!entry.key.empty()) {
      const auto [first, is_new] = new_keys.try_emplace({entry.account, entry.key}, i);
      if (!is_new) {
        if (same_content(entry_of(drafts[first->second], recorded), drafts[i])) plan.repeats = first->second;
        else plan.refused = key_conflict("draft " + std::to_string(first->second + 1) + " of the same call");
      } else if (const auto known = TRY(known_key(drafts[i]))) {
        new_keys.erase(first);
        if (known->same) plan.known = known->receipt;
        else plan.refused = key_conflict("entry " + entry_name(known->receipt.position));
      }
    }
    if (plan.refused) refused.insert(entry.account);
  }
  if (refused.empty()) return plans;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (plans[i].refused || !refused.contains(drafts[i].entry.account)) continue;
    plans[i] = {};
    plans[i].refused = refused_with_another();
  }
  return plans;
}

}  // namespace

Result<std::vector<Result<Receipt>>> settle_append(std::span<const Draft> drafts, Instant recorded,
                                                   const FindKey& known_key, const RecordDraft& record) {
  auto plans = TRY(plan_append(drafts, recorded, known_key));
  std::vector<Result<Receipt>> answer;
  answer.reserve(drafts.size());
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    DraftPlan& plan = plans[i];
    if (plan.refused) {
      answer.emplace_back(tl::unexpected(std::move(*plan.refused)));
    } else if (plan.known) {
      answer.emplace_back(*plan.known);
    } else if (plan.repeats) {
      Receipt receipt = *answer[*plan.repeats];
      receipt.repeated = true;
      answer.emplace_back(receipt);
    } else {
      const auto receipt = TRY(record(drafts[i]));
      answer.emplace_back(receipt);
    }
  }
  return answer;
}

std::vector<Result<Receipt>> refuse_all(std::size_t drafts, const Error& error) {
  return std::vector<Result<Receipt>>(drafts, tl::unexpected(error));
}

void close_identities(std::span<Recorded> entries) {
  for (Recorded& each : entries) {
    if (auto* customer = std::get_if<evidence::CustomerRecorded>(&each.entry.body)) evidence::close(*customer);
    else if (auto* document = std::get_if<evidence::PrivacyDocumentRecorded>(&each.entry.body))
      evidence::close(*document);
  }
}

Result<std::vector<Recorded>> readable_entries_of(const Ledger& ledger, std::string_view account) {
  auto entries = ledger.entries_of(account);
  return entries ? entries : ledger.closed_entries_of(account);
}

Result<std::vector<std::optional<Recorded>>> readable_latest(const Ledger& ledger,
                                                             std::span<const std::string_view> accounts,
                                                             evidence::EntryKind kind) {
  auto latest = ledger.latest(accounts, kind);
  if (latest) return latest;
  std::vector<std::optional<Recorded>> closed(accounts.size());
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    auto entries = TRY(ledger.closed_entries_of(accounts[i]));
    const auto last =
        std::find_if(entries.rbegin(), entries.rend(), [&](const Recorded& each) { return each.entry.kind() == kind; });
    if (last != entries.rend()) closed[i] = std::move(*last);
  }
  return closed;
}

Result<NumberNames> names_of_number(const Ledger& ledger, std::string_view e164) {
  auto name = TRY(ledger.pseudonym_of(e164));
  return NumberNames{std::string(e164), std::move(name)};
}

Result<std::vector<Receipt>> append_all(Ledger& ledger, std::span<const Draft> drafts, Instant now) {
  std::vector<Receipt> receipts;
  for (Result<Receipt>& each : ledger.append(drafts, now)) {
    if (!each) return tl::unexpected(std::move(each.error()));
    receipts.push_back(*each);
  }
  return receipts;
}

Result<Receipt> append_one(Ledger& ledger, const Draft& draft, Instant now) {
  return std::move(ledger.append({&draft, 1}, now).front());
}

}  // namespace assent::ledger
