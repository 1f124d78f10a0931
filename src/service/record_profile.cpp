#include "service/record_profile.hpp"

#include "service/kept_refusals.hpp"
#include "service/suspected_links.hpp"

namespace assent::service {

Result<ProfileReceipts> record_profile(ledger::Ledger& ledger, const std::string& account, const Names& telephones,
                                       std::span<const ledger::Draft> drafts, const Circumstances& by,
                                       const Clock& clock) {
  ProfileReceipts done;
  const NumberOwner owner{account, telephones, std::nullopt};
  done.kept_refusals = TRY(give_kept_refusals(ledger, {&owner, 1}, by, clock.now()));
  if (!drafts.empty()) {
    done.receipts = TRY(ledger::append_all(ledger, drafts, clock.now()));
    const auto meanwhile = TRY(give_kept_refusals(ledger, {&owner, 1}, by, clock.now()));
    done.kept_refusals += meanwhile;
  }
  const auto suspicions = TRY(Suspicion(ledger).of(account));
  for (const SuspectedLink& link : suspicions.links) {
    const auto carried = TRY(carry_suspected(ledger, link, std::nullopt, by, clock));
    ++done.suspected_links;
    done.carried += carried.from_link + carried.further;
  }
  return done;
}

}  // namespace assent::service
