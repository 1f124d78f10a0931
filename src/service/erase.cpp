#include "service/erase.hpp"

#include "consent/kept_account.hpp"
#include "ledger/same_content.hpp"
#include "service/draft.hpp"
#include "service/number_holders.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

namespace assent::service {
namespace {

Result<void> check_order(std::string_view account, const Circumstances& circumstances) {
  if (circumstances.actor.empty()) return fail(ErrorCode::invalid, "the actor is missing", "say who erases it");
  if (circumstances.channel.empty()) {
    return fail(ErrorCode::invalid, "the channel is missing", "say how the order came in");
  }
  if (!is_customers_account(account)) {
    return fail(ErrorCode::invalid, "`" + std::string(account) + "` is not a customer's account",
                "write the account as in the carrier's file");
  }
  return {};
}

// The entries that identify the customer in clear, whatever happens to a key. Precondition: the entries are closed.
std::vector<Position> in_clear(const std::vector<ledger::Recorded>& entries) {
  std::vector<Position> clear;
  for (const ledger::Recorded& each : entries) {
    const auto* customer = std::get_if<evidence::CustomerRecorded>(&each.entry.body);
    if (customer != nullptr && evidence::needs_key(*customer)) clear.push_back(each.position);
  }
  return clear;
}

}  // namespace

Result<Erased> erase_customer(ledger::Ledger& ledger, std::string_view account, const evidence::Evidence& order,
                              const Circumstances& circumstances, Instant now) {
  TRY(check_order(account, circumstances));
  const auto closed = TRY(ledger.closed_entries_of(account));
  const bool known = std::any_of(closed.begin(), closed.end(), [](const ledger::Recorded& each) {
    return each.entry.kind() == evidence::EntryKind::customer;
  });
  if (!known) {
    return fail(ErrorCode::not_found, "no profile of account `" + std::string(account) + "` is on record",
                "check the account");
  }
  const auto entries = TRY(ledger.entries_of(account));
  TRY(check_tells_no_number(entries, order));
  const ledger::Draft draft =
      draft_from_now(circumstances, std::string(account), circumstances.key, evidence::ErasureRecorded{order}, now);
  TRY(evidence::check(draft.entry));

  Erased done;
  done.destroyed = TRY(ledger.erase_identity(account));
  done.clear = in_clear(closed);
  auto receipt = ledger::append_one(ledger, draft, now);
  if (!receipt) {
    Error error = std::move(receipt.error());
    if (done.destroyed)
      error.message = "what identified the customer is erased, but this is not on record: " + error.message;
    return tl::unexpected(std::move(error));
  }
  done.receipt = *receipt;
  done.entry = ledger::entry_of(draft, receipt->recorded);
  return done;
}

}  // namespace assent::service
