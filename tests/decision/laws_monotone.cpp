// Where the decision is monotone, and where it is not.
//
// Less information: monotone, but not under regimes that ask for a verification. There a notice about less may be older
// than the one that covers the whole, so that the year for verifying began earlier and may be over.
// Nearer recipient: the carrier itself is nearer than all others. Monotone if each notice and opt-in covers both or
// neither, and the customers who refused the carrier refused the other as well. One refusal fewer: monotone without
// exception.

#include "scene.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace assent::test::laws_monotone {

using namespace decision;
namespace {

RC_GTEST_PROP(LessNeverHarms, LessInformation, ()) {
  const Scene scene = *scenes();
  RC_PRE(scene.use.information.size() > 1 && scene.decide().outcome == Outcome::permit);
  for (std::size_t i = 0; i < scene.use.information.size(); ++i) {
    Scene less = scene;
    less.use.information.erase(less.use.information.begin() + static_cast<std::ptrdiff_t>(i));
    const Decision decision = less.decide();
    const bool exempt = scene.regime->verification_years && decision.reason == Reason::opt_out_unverified;
    RC_ASSERT(decision.outcome == Outcome::permit || exempt);
  }
}

void align(Coverage& coverage, const std::string& recipient) {
  if (!coverage.any && coverage.covers(recipient) && !coverage.covers(kCarrier)) coverage.names.push_back(kCarrier);
}

RC_GTEST_PROP(LessNeverHarms, NearerRecipient, ()) {
  Scene farther = *scenes();
  RC_PRE(farther.use.recipient != kCarrier);
  History& history = farther.facts.history;
  const std::string& recipient = farther.use.recipient;
  for (NoticeGiven& notice : history.notices) {
    auto terms = std::make_shared<NoticeTerms>(*notice.terms);
    align(terms->recipients, recipient);
    if (!terms->recipients.covers(recipient)) terms->recipients = Coverage::only({});
    notice.terms = terms;
  }
  for (OptIn& opt_in : history.opt_ins) align(opt_in.recipients, recipient);
  const auto only_nearer = [&](const auto& refusal) {
    return refusal.scope.covers(kCarrier) && !refusal.scope.covers(recipient);
  };
  std::erase_if(history.opt_outs, only_nearer);
  std::erase_if(history.withdrawals, only_nearer);
  RC_PRE(farther.decide().outcome == Outcome::permit);

  Scene nearer = farther;
  nearer.use.recipient = kCarrier;
  RC_ASSERT(nearer.decide().outcome == Outcome::permit);
}

RC_GTEST_PROP(LessNeverHarms, OneRefusalFewer, ()) {
  const Scene scene = *scenes();
  const History& history = scene.facts.history;
  RC_PRE(history.opt_outs.size() + history.withdrawals.size() > 0 && scene.decide().outcome == Outcome::permit);
  for (std::size_t i = 0; i < history.opt_outs.size(); ++i) {
    Scene fewer = scene;
    fewer.facts.history.opt_outs.erase(fewer.facts.history.opt_outs.begin() + static_cast<std::ptrdiff_t>(i));
    RC_ASSERT(fewer.decide().outcome == Outcome::permit);
  }
  for (std::size_t i = 0; i < history.withdrawals.size(); ++i) {
    Scene fewer = scene;
    fewer.facts.history.withdrawals.erase(fewer.facts.history.withdrawals.begin() + static_cast<std::ptrdiff_t>(i));
    RC_ASSERT(fewer.decide().outcome == Outcome::permit);
  }
}

}  // namespace
}  // namespace assent::test::laws_monotone
