#include "decision/matter.hpp"

#include "decision/notice_defect.hpp"

#include "decision/steps.hpp"
#include "decision/waiting.hpp"

#include <algorithm>

namespace assent::decision {
namespace {

// History of another account is not this customer's; without an account on either side it is theirs (rules of decision,
// 1).
bool belongs(const Customer& customer, const std::string& account) {
  return account.empty() || customer.account.empty() || account == customer.account;
}

bool names_party(const Coverage& parties, const Use& use) {
  return parties.any || (!use.party.empty() && parties.covers(use.party));
}

bool lacks_disclosure(const regime::NoticeRules& rules, const NoticeGiven& notice) {
  if (!notice.terms->missing.empty()) return true;
  if (!notice.terms->disclosures) return false;
  return std::any_of(rules.disclosures.begin(), rules.disclosures.end(),
                     [&](const regime::RequiredDisclosure& required) {
                       return (required.channels.empty() || contains(required.channels, notice.channel)) &&
                              !contains(*notice.terms->disclosures, required.disclosure);
                     });
}

}  // namespace

// Step 15: the defects of a notice, in the order of the search.
std::optional<Reason> notice_defect(const regime::NoticeRules& rules, std::string_view language,
                                    const NoticeGiven& notice) {
  const NoticeTerms& terms = *notice.terms;
  if (!contains(rules.channels, notice.channel)) return Reason::notice_method_invalid;
  if (terms.waiting_days < rules.waiting_days || lacks_disclosure(rules, notice) || !terms.misleading.empty()) {
    return Reason::notice_content_invalid;
  }
  if (contains(rules.permission_channels, notice.channel) && !notice.email_permission) {
    return Reason::email_not_permitted;
  }
  if (terms.translation == Translation::partial) return Reason::notice_partly_translated;
  if (rules.language_must_match && !language.empty() && terms.language != language) {
    return Reason::notice_language_mismatch;
  }
  return std::nullopt;
}

Date sent_on(const TimeZone& zone, const std::variant<Instant, Date>& sent) {
  if (const Date* date = std::get_if<Date>(&sent)) return *date;
  return zone.date_at(std::get<Instant>(sent));
}

std::optional<NoticeState> notice_state(const regime::Regime& regime, const Use& use, std::string_view language,
                                        const NoticeGiven& notice) {
  const NoticeTerms& terms = *notice.terms;
  if (!terms.recipients.covers(use.recipient)) return std::nullopt;
  NoticeState state;
  state.notice = &notice;
  state.other_party = !names_party(terms.parties, use);
  if (state.other_party) {
    state.defect = Reason::approval_scope_recipient;
  } else if (terms.information.covers_all(use.information)) {
    state.defect = notice_defect(regime.notice, language, notice);
  } else {
    return std::nullopt;
  }
  return state;
}

void set_maturity(NoticeState& state, const regime::Regime& regime, const TimeZone& zone, std::string_view channel,
                  int waiting_days) {
  state.matures = zone.start_of(counting_date(regime.notice, channel, state.sent, waiting_days));
  state.renewed_by = anniversary(state.sent, regime.notice.renewal_years);
  // If the day of maturity was skipped, it matures on the next day.
  if (regime.verification_years) {
    state.verified_by = anniversary(zone.date_at(state.matures), *regime.verification_years);
  }
}

namespace {

void read_notices(Matter& matter) {
  const Facts& facts = *matter.facts;
  for (const NoticeGiven& notice : facts.history.notices) {
    if (!belongs(facts.customer, notice.account)) continue;
    auto state = notice_state(*matter.regime, *matter.use, facts.customer.language, notice);
    if (!state) continue;
    state->sent = sent_on(*facts.zone, notice.sent);
    state->undelivered_from = undelivered_from(notice);
    if (!state->defect && matter.level == regime::Level::opt_out) {
      set_maturity(*state, *matter.regime, *facts.zone, notice.channel, notice.terms->waiting_days);
    }
    matter.notices.push_back(*state);
  }
  const auto earlier = [](const NoticeState& a, const NoticeState& b) { return a.sent < b.sent; };
  if (!std::is_sorted(matter.notices.begin(), matter.notices.end(), earlier)) {  // usually true
    std::stable_sort(matter.notices.begin(), matter.notices.end(), earlier);
  }
}

// A refusal is read as widely as possible, whatever channels, classes or categories it names.
void read_refusals(Matter& matter) {
  const Facts& facts = *matter.facts;
  const std::string& recipient = matter.use->recipient;
  for (const OptOut& opt_out : facts.history.opt_outs) {
    if (belongs(facts.customer, opt_out.account) && opt_out.scope.covers(recipient)) {
      matter.refusals.push_back({opt_out.received, opt_out.entry, Reason::opted_out, opt_out.provisional});
    }
  }
  for (const Withdrawal& withdrawal : facts.history.withdrawals) {
    if (belongs(facts.customer, withdrawal.account) && withdrawal.scope.covers(recipient)) {
      matter.refusals.push_back({withdrawal.at, withdrawal.entry, Reason::withdrawn, withdrawal.provisional});
    }
  }
}

// Whether an approval of certain kinds of offers covers this one. It is read narrowly: only the offer's own class and
// category count. A use without an offer, or an offer without a category, belongs to no kind.
bool covers_kind(const About& about, const Use& use) {
  if (!about.classes.any && !(use.offer && about.classes.covers(use.offer->offer_class))) return false;
  if (about.categories.any) return true;
  return use.offer && !use.offer->category.empty() && about.categories.covers(use.offer->category);
}

// A use without a contact has no channel.
bool covers_channel(const About& about, const Use& use) {
  return about.channels.any || (!use.channel.empty() && about.channels.covers(use.channel));
}

// Step 13: the defects of an opt-in, in the order of the search, except its end.
std::optional<Reason> opt_in_defect(const regime::Regime& regime, const Use& use, const OptIn& opt_in) {
  if (!opt_in.recipients.covers(use.recipient) || !names_party(opt_in.parties, use)) {
    return Reason::approval_scope_recipient;
  }
  if (!opt_in.information.covers_all(use.information)) return Reason::approval_scope_information;
  if (!opt_in.offers.any && !(use.offer && opt_in.offers.covers(use.offer->id))) return Reason::approval_scope_purpose;
  if (!covers_kind(opt_in.about, use)) return Reason::approval_scope_purpose;
  if (!covers_channel(opt_in.about, use)) return Reason::approval_scope_channel;
  if (!contains(regime.opt_in_givers, opt_in.by)) return Reason::not_account_holder;
  if (!opt_in.evidence) return Reason::approval_unproven;
  if (!opt_in.after_notice) return Reason::no_notice;
  const bool is_void = std::any_of(opt_in.defects.begin(), opt_in.defects.end(),
                                   [&](const std::string& each) { return contains(regime.void_defects, each); });
  if (is_void) return Reason::consent_invalid;
  return std::nullopt;
}

// Step 10: the defects of a one-time consent, in the order of the search.
std::optional<Reason> consent_defect(const regime::Regime& regime, const Use& use, const OneTimeConsent& consent) {
  if (!contains(regime.one_time_channels, consent.channel)) return Reason::notice_method_invalid;
  if (!consent.missing.empty()) return Reason::notice_content_invalid;
  if (!contains(regime.one_time_recipients, use.recipient)) return Reason::one_time_scope;
  if (!consent.evidence) return Reason::approval_unproven;
  return std::nullopt;
}

void read_approvals(Matter& matter) {
  const Facts& facts = *matter.facts;
  const Use& use = *matter.use;
  for (const OptIn& opt_in : facts.history.opt_ins) {
    if (!belongs(facts.customer, opt_in.account)) continue;
    matter.opt_ins.push_back({&opt_in, opt_in_defect(*matter.regime, use, opt_in)});
  }
  for (const OneTimeConsent& consent : facts.history.one_time_consents) {
    if (!belongs(facts.customer, consent.account) || !consent.granted) continue;
    matter.consents.push_back({&consent, consent_defect(*matter.regime, use, consent)});
  }
}

// What approvals need: agreements and verifications.
void read_backing(Matter& matter) {
  const Facts& facts = *matter.facts;
  const Use& use = *matter.use;
  for (const Agreement& agreement : facts.history.agreements) {
    if (!belongs(facts.customer, agreement.account)) continue;
    if (!use.party.empty() && agreement.party == use.party) matter.agreements.push_back(&agreement);
  }
  for (const Verification& verification : facts.history.verifications) {
    if (!belongs(facts.customer, verification.account)) continue;
    if (verification.form != "oral" || verification.recorded) matter.verifications.push_back(&verification);
  }
}

Matter unread(const regime::Regime& regime, const Facts& facts, const Use& use) {
  Matter matter;
  matter.regime = &regime;
  matter.facts = &facts;
  matter.use = &use;
  const NeededLevel needed = needed_level(regime, use);
  matter.relation = needed.relation;
  matter.level = needed.level;
  matter.level_source = needed.source;
  if (facts.zone != nullptr) matter.dates_known_until = facts.zone->known_until();
  return matter;
}

}  // namespace

bool readable(const Facts& facts) {
  return facts.available && facts.zone != nullptr &&
         std::all_of(facts.history.notices.begin(), facts.history.notices.end(),
                     [](const NoticeGiven& notice) { return notice.terms != nullptr; });
}

Matter choices_of(const regime::Regime& regime, const Facts& facts, const Use& use) {
  Matter matter = unread(regime, facts, use);
  read_refusals(matter);
  read_approvals(matter);
  return matter;
}

Matter notices_of(const regime::Regime& regime, const Facts& facts, const Use& use) {
  Matter matter = unread(regime, facts, use);
  read_notices(matter);
  read_backing(matter);
  return matter;
}

Matter matter_of(const regime::Regime& regime, const Facts& facts, const Use& use) {
  Matter matter = unread(regime, facts, use);
  if (!readable(facts)) {
    matter.settled = Settled{Outcome::deny, Reason::status_unknown, 0};
    return matter;
  }
  matter.settled = settled_by_purpose(regime, facts.customer, use);
  if (matter.settled) return matter;

  matter.approvals_read = true;
  matter.settled = settled_by_free_use(regime, facts.customer, use);
  if (!matter.settled && matter.level == regime::Level::refused) {
    matter.settled = Settled{Outcome::deny, Reason::not_covered, matter.level_source};
  }
  read_notices(matter);
  read_refusals(matter);
  read_approvals(matter);
  read_backing(matter);
  return matter;
}

}  // namespace assent::decision
