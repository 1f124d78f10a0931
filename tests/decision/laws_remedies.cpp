// Every remedy that a deny names makes it a permit when it is done.

#include "decision/waiting.hpp"
#include "scene.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace assent::test::laws_remedies {

using namespace decision;
namespace {

using std::chrono::days;
using std::chrono::microseconds;

// Does what the remedy says, as a carrier and a customer would, and asks again.
class Doing {
 public:
  Doing(const Scene& scene, const Remedy& remedy)
      : scene_(scene), remedy_(remedy), next_(scene.now + microseconds{1}), ask_at_(next_) {}

  Decision outcome() {
    for (const RemedyStep step : remedy_.steps) take(step);
    return scene_.decide_at(ask_at_);
  }

 private:
  void take(RemedyStep step) {
    History& history = scene_.facts.history;
    switch (step) {
      case RemedyStep::wait: ask_at_ = *remedy_.instant; return;
      case RemedyStep::supervisor_review: scene_.use.supervisor_approved = true; return;
      case RemedyStep::name_party: scene_.use.party = "NAMED"; return;
      case RemedyStep::agreement:
        history.agreements.push_back({"",
                                      {0, 201},
                                      scene_.use.party,
                                      std::min(scene_.facts.zone->date_at(scene_.now), *remedy_.day),
                                      *remedy_.day,
                                      scene_.regime->agreement_clauses});
        return;
      case RemedyStep::verification: history.verifications.push_back({"", {0, 202}, next_, "written", true}); return;
      case RemedyStep::opt_in: {
        OptIn opt_in;
        opt_in.entry = {0, 203};
        opt_in.at = next_;
        opt_in.by = scene_.regime->opt_in_givers.front();
        opt_in.recipients = Coverage::only({scene_.use.recipient});
        if (!scene_.use.party.empty()) opt_in.parties = Coverage::only({scene_.use.party});
        opt_in.information = Coverage::only(scene_.use.information);
        if (!scene_.use.channel.empty()) opt_in.about.channels = Coverage::only({scene_.use.channel});
        if (scene_.use.offer) opt_in.offers = Coverage::only({scene_.use.offer->id});
        history.opt_ins.push_back(opt_in);
        return;
      }
      case RemedyStep::notice: {
        auto terms = std::make_shared<NoticeTerms>();
        terms->recipients = Coverage::only({scene_.use.recipient});
        terms->waiting_days = scene_.regime->notice.waiting_days;
        if (!scene_.facts.customer.language.empty()) terms->language = scene_.facts.customer.language;
        NoticeGiven notice;
        notice.entry = {0, 204};
        notice.terms = terms;
        notice.channel = *quickest_channel(scene_.regime->notice);
        notice.sent = scene_.now;
        history.notices.push_back(notice);
        ask_at_ = *remedy_.instant;
        return;
      }
      case RemedyStep::one_time_consent: {
        OneTimeConsent consent;
        consent.entry = {0, 205};
        consent.channel = scene_.regime->one_time_channels.front();
        consent.from = next_;
        consent.to = next_ + std::chrono::minutes{10};
        history.one_time_consents.push_back(consent);
        return;
      }
    }
  }

  Scene scene_;
  const Remedy& remedy_;
  Instant next_;
  Instant ask_at_;
};

RC_GTEST_PROP(EveryRemedyTurnsTheAnswer, DoneAsNamed, ()) {
  const Scene scene = *scenes();
  const Decision decision = scene.decide();
  for (const Remedy& remedy : decision.remedies) {
    RC_ASSERT(decision.outcome == Outcome::deny);
    RC_ASSERT(!remedy.steps.empty());
    const Decision then = Doing(scene, remedy).outcome();
    RC_ASSERT(then.outcome == Outcome::permit);
  }
}

// A pack like one of those shipped, with other values.
regime::Regime with_own_values(regime::Regime regime) {
  namespace gen = rc::gen;
  regime::NoticeRules& notice = regime.notice;
  notice.waiting_days = *gen::element(1, 14, 30, 45, 90, 400, 740);
  notice.mail_days = *gen::inRange(0, 10);
  notice.renewal_years = *gen::inRange(1, 4);
  notice.channels =
      *gen::element(Names{"mail"}, Names{"email"}, Names{"fax", "mail"}, Names{"mail", "sms", "email"}, Names{});
  notice.permission_channels = *gen::element(Names{}, Names{"email"}, Names{"email", "fax"});
  notice.mail_channels = *gen::element(Names{"mail"}, Names{"mail", "fax"}, Names{});
  regime.opt_in_givers = *gen::element(Names{"guardian"}, Names{"authorised_representative"}, Names{"owner"}, Names{});
  regime.one_time_channels = *gen::element(Names{"video"}, Names{"phone", "video"}, Names{});
  regime.one_time_recipients = *gen::element(Names{"carrier"}, Names{"carrier", "agent"}, Names{});
  regime.void_defects = *gen::element(Names{}, Names{"pre_ticked"});
  if (*gen::arbitrary<bool>()) regime.verification_years = *gen::inRange(1, 3);
  return regime;
}

RC_GTEST_PROP(EveryRemedyTurnsTheAnswer, UnderAPacksOwnValues, ()) {
  Scene scene = *scenes();
  const regime::Regime regime = with_own_values(*scene.regime);
  scene.regime = &regime;
  const Decision decision = scene.decide();
  for (const Remedy& remedy : decision.remedies) {
    RC_ASSERT(decision.outcome == Outcome::deny);
    RC_ASSERT(!remedy.steps.empty());
    RC_ASSERT(Doing(scene, remedy).outcome().outcome == Outcome::permit);
  }
}

// No remedy is named if none can help; one is named wherever the customer could still say yes.
RC_GTEST_PROP(EveryRemedyTurnsTheAnswer, NoneWhereNothingHelps, ()) {
  Scene scene = *scenes();
  std::erase_if(scene.facts.history.opt_outs, [&](const OptOut& each) { return each.received > scene.now; });
  std::erase_if(scene.facts.history.withdrawals, [&](const Withdrawal& each) { return each.at > scene.now; });
  const Decision decision = scene.decide();
  switch (decision.reason) {
    case Reason::competitor_tracking_banned:
    case Reason::port_request_use_banned:
    case Reason::purpose_not_allowed:
    case Reason::former_customer:
    case Reason::not_covered:
    case Reason::status_unknown: RC_ASSERT(decision.remedies.empty()); break;
    case Reason::opted_out:
    case Reason::withdrawn:
    case Reason::no_notice:
    case Reason::opt_in_required:
    case Reason::consent_required: RC_ASSERT(!decision.remedies.empty()); break;
    // NOLINTNEXTLINE: every other code is told by the law above
    default: break;
  }
}

}  // namespace
}  // namespace assent::test::laws_remedies
