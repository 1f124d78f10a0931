#include "service/kept_refusals.hpp"

#include "consent/kept_account.hpp"
#include "evidence/hmac.hpp"
#include "service/carried_refusals.hpp"
#include "service/draft.hpp"
#include "service/number_holders.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <utility>
#include <variant>
#include <vector>

namespace assent::service {
namespace {

// A ledger has only one.
constexpr std::string_view kKeyOfKey = "number-key";

// What is kept under these accounts, without the empty ones.
using Kept = std::map<std::string, std::vector<ledger::Recorded>, std::less<>>;
Result<Kept> kept_under(const ledger::Ledger& ledger, const std::set<std::string>& accounts) {
  Kept kept;
  const std::vector<std::string_view> views(accounts.begin(), accounts.end());
  for (const evidence::EntryKind kind : {evidence::EntryKind::opt_out, evidence::EntryKind::withdrawal}) {
    const auto latest = TRY(ledger.latest(views, kind));
    for (std::size_t i = 0; i < views.size(); ++i) {
      if (!(latest)[i] || kept.contains(views[i])) continue;
      auto entries = TRY(ledger.entries_of(views[i]));
      kept.emplace(views[i], std::move(entries));
    }
  }
  return kept;
}

}  // namespace

Result<std::optional<evidence::Hash>> number_key(const ledger::Ledger& ledger) {
  const std::array<std::string_view, 1> carrier = {""};
  const auto latest = TRY(ledger.latest(carrier, evidence::EntryKind::number_key));
  if (!latest.front()) return std::nullopt;
  const auto entries = TRY(ledger.entries_of(""));
  for (const ledger::Recorded& each : entries) {
    if (const auto* key = std::get_if<evidence::NumberKeyRecorded>(&each.entry.body)) return key->key;
  }
  return std::nullopt;
}

Result<evidence::Hash> number_key_or_new(ledger::Ledger& ledger, const DrawKey& draw, const Circumstances& by,
                                         Instant now) {
  auto key = number_key(ledger);
  if (!key) return tl::unexpected(key.error());
  if (*key) return **key;
  if (!draw) return fail(ErrorCode::unavailable, "no key can be made for refusals from unknown numbers");
  const auto drawn = TRY(draw());
  const ledger::Draft draft = draft_from_now(by, "", std::string(kKeyOfKey), evidence::NumberKeyRecorded{drawn}, now);
  const auto receipt = ledger::append_one(ledger, draft, now);
  // Another caller was quicker: its key counts.
  if (!receipt && receipt.error().code != ErrorCode::conflict) return tl::unexpected(receipt.error());
  key = number_key(ledger);
  if (!key) return tl::unexpected(key.error());
  if (*key) return **key;
  return fail(ErrorCode::conflict, "the name of the key for refusals from unknown numbers is used for something else",
              "record the refusal for the customer's account");
}

std::string number_account(const evidence::Hash& key, std::string_view e164) {
  return std::string(kNumberAccount) + evidence::to_hex(evidence::hmac_sha256(key, evidence::view_of(e164)));
}

Result<std::uint64_t> give_kept_refusals(ledger::Ledger& ledger, std::span<const NumberOwner> owners,
                                         const Circumstances& by, Instant now) {
  if (owners.empty()) return 0;
  const auto key = TRY(number_key(ledger));
  if (!key) return 0;
  std::vector<std::pair<std::string, const NumberOwner*>> wanted;
  std::set<std::string> accounts;
  for (const NumberOwner& owner : owners) {
    for (const std::string& number : owner.telephones) {
      wanted.emplace_back(number_account(*key, number), &owner);
      accounts.insert(wanted.back().first);
    }
  }
  const auto kept = TRY(kept_under(ledger, accounts));
  std::vector<ledger::Draft> drafts;
  std::set<std::string> given;
  for (const auto& [account, owner] : wanted) {
    const auto found = kept.find(account);
    if (found == kept.end()) continue;
    auto some = carried_from(found->second, owner->account, by, {owner->since, std::nullopt});
    std::move(some.begin(), some.end(), std::back_inserter(drafts));
    given.emplace(owner->account);
  }
  if (drafts.empty()) return 0;
  const auto appended = append_carried(ledger, std::move(drafts), now);
  if (!appended) return appended;
  const std::vector<std::string> refused(given.begin(), given.end());
  const auto carried = carry_over(ledger, refused, by, now);
  if (!carried) return carried;
  return *appended;
}

Result<std::uint64_t> give_to_holders(ledger::Ledger& ledger, const evidence::Hash& key, std::string_view e164,
                                      const Circumstances& by, Instant now) {
  const auto entries = TRY(ledger.entries_of(number_account(key, e164)));
  std::set<std::string> accounts;
  for (const Instant each : {now, kNever}) {  // also accounts that will have it
    const auto holders = TRY(holders_of(ledger, e164, each));
    accounts.insert(holders.accounts.begin(), holders.accounts.end());
  }
  std::vector<ledger::Draft> drafts;
  for (const std::string& account : accounts) {
    auto some = carried_from(entries, account, by);
    std::move(some.begin(), some.end(), std::back_inserter(drafts));
  }
  if (drafts.empty()) return 0;
  const auto appended = append_carried(ledger, std::move(drafts), now);
  if (!appended) return appended;
  const std::vector<std::string> refused(accounts.begin(), accounts.end());
  const auto carried = carry_over(ledger, refused, by, now);
  if (!carried) return carried;
  return *appended;
}

}  // namespace assent::service
