#include "explanation/explain.hpp"

#include <algorithm>
#include <utility>

#include "base/time_zone.hpp"
#include "decision/waiting.hpp"
#include "explanation/event.hpp"
#include "explanation/faults.hpp"
#include "explanation/speech.hpp"

namespace assent::explanation {

using decision::RemedyStep;
namespace {

bool is_about_agreement(Reason reason) {
  return reason == Reason::agreement_missing || reason == Reason::agreement_not_yet ||
         reason == Reason::agreement_expired || reason == Reason::agreement_clause_missing;
}

// What of a sentence can only be said of an event.
bool names_event(std::string_view pattern) {
  constexpr std::string_view kOfEvents[] = {"{event}",   "{date}",    "{end}",     "{giver}",
                                            "{defects}", "{faults}",  "{clauses}", "{notice_language}",
                                            "{matures}", "{delivery}"};
  return std::any_of(std::begin(kOfEvents), std::end(kOfEvents),
                     [&](std::string_view each) { return pattern.find(each) != std::string_view::npos; });
}

class Teller {
 public:
  Teller(const regime::Regime& regime, const Facts& facts, const Use& use, const decision::Decision& decision,
         Instant instant, Language language)
      : regime_(regime),
        facts_(facts),
        use_(use),
        decision_(decision),
        instant_(instant),
        utc_(TimeZone::fixed("UTC", std::chrono::seconds{0})),
        zone_(facts.zone != nullptr ? *facts.zone : utc_),
        speech_(language) {}

  std::string headline() const {
    const Message key = use_.offer ? Message::headline : Message::headline_without_offer;
    return speech_.say(key, [&](std::string_view placeholder) {
      if (placeholder == "outcome") return std::string(label(decision_.outcome, speech_.language()));
      if (placeholder == "at") return speech_.data(moment(instant_, zone_));
      return of_use(placeholder);
    });
  }

  std::string sentence() const { return tell(decision_.reason, deciding_event(), std::nullopt, false); }

  std::string finding(const decision::Finding& finding) const {
    const Event event = finding.entry ? event_at(facts_.history, *finding.entry) : Event{};
    return tell(finding.reason, event, finding.instant, true);
  }

  std::string source() const {
    if (decision_.source >= regime_.provenance.size()) return {};
    const regime::Provenance& provenance = regime_.provenance[decision_.source];
    return speech_.say(Message::source, [&](std::string_view placeholder) {
      if (placeholder == "source") return speech_.data(provenance.source);
      if (placeholder == "standing") return std::string(label(provenance.standing, speech_.language()));
      return speech_.data(placeholder == "regime" ? regime_.id : regime_.version);
    });
  }

  std::string valid_until() const {
    if (!decision_.valid_until) return speech_.say(Message::holds_on);
    return speech_.say(Message::holds_until, [&](std::string_view placeholder) {
      return speech_.data(placeholder == "when" ? moment(*decision_.valid_until, zone_) : zone_.name());
    });
  }

  std::string remedy(const decision::Remedy& remedy) const {
    std::vector<std::string> steps;
    for (const RemedyStep step : remedy.steps) {
      if (step != RemedyStep::wait) steps.push_back(this->step(step, remedy));
    }
    const std::string needs = speech_.say(Message::needs, [&](std::string_view) { return speech_.list(steps); });
    if (!remedy.instant) return needs;
    const std::string turns =
        speech_.say(Message::turns, [&](std::string_view) { return speech_.data(moment(*remedy.instant, zone_)); });
    if (steps.empty()) return turns;
    return speech_.say(Message::needs_and_turns,
                       [&](std::string_view placeholder) { return placeholder == "needs" ? needs : turns; });
  }

  EvidenceLine evidence(Position entry) const {
    const Event event = event_at(facts_.history, entry);
    return {entry, event_phrase(event, zone_, speech_), is_provisional(event)};
  }

 private:
  std::string tell(Reason reason, const Event& event, std::optional<Instant> when, bool beside) const {
    if (reason == Reason::agreement_missing && use_.party.empty()) return speech_.say(Message::agreement_no_party);
    const ReasonWords words = reason_words(reason, speech_.language());
    std::string_view pattern = beside && !words.finding.empty() ? words.finding : words.sentence;
    const bool no_event = std::holds_alternative<std::monostate>(event);
    if (no_event && names_event(pattern)) pattern = words.bare.empty() ? words.meaning : words.bare;
    std::string text = Speech::fill(pattern, [&](std::string_view placeholder) -> std::string {
      if (placeholder == "matures") return speech_.data(moment(when ? *when : maturity(event), zone_));
      if (auto told = of_event(placeholder, event)) return *std::move(told);
      return of_use(placeholder);
    });
    if (is_provisional(event)) text += ' ' + speech_.say(Message::refusal_provisional);
    return text;
  }

  // The event that the deciding reason is about; the agreement and the verification behind an approval are not.
  Event deciding_event() const {
    Event found;
    for (const Position entry : decision_.entries) {
      const Event event = event_at(facts_.history, entry);
      const bool agreement = std::holds_alternative<const Agreement*>(event);
      if (agreement != is_about_agreement(decision_.reason)) continue;
      if (std::holds_alternative<const Verification*>(event)) continue;
      found = event;
      if (decision_.reason != Reason::notice_stale) break;  // which is about the last one
    }
    return found;
  }

  Instant maturity(const Event& event) const {
    const auto* notice = std::get_if<const NoticeGiven*>(&event);
    if (notice == nullptr) return decision_.valid_until.value_or(kNever);
    const NoticeGiven& given = **notice;
    const Date sent = sent_on(given, zone_);
    return zone_.start_of(decision::counting_date(regime_.notice, given.channel, sent, given.terms->waiting_days));
  }

  std::optional<std::string> of_event(std::string_view placeholder, const Event& event) const {
    if (placeholder == "event") return event_phrase(event, zone_, speech_);
    if (placeholder == "date") return speech_.data(event_date(event, zone_));
    if (placeholder == "end") return speech_.data(event_end(event, zone_));
    if (placeholder == "faults") return content_faults(regime_, event, speech_);
    if (placeholder == "clauses") return clauses_lacking(regime_, event, speech_);
    if (const auto* opt_in = std::get_if<const OptIn*>(&event)) {
      if (placeholder == "giver") return speech_.named(Term::giver, (*opt_in)->by);
      if (placeholder == "defects") return speech_.named_list(Term::defect, (*opt_in)->defects);
    }
    if (const auto* notice = std::get_if<const NoticeGiven*>(&event)) {
      if (placeholder == "notice_language") return speech_.named(Term::language, (*notice)->terms->language);
      if (placeholder == "delivery") {
        const bool bounced = (*notice)->delivery == Delivery::bounced;
        return speech_.named(Term::delivery, bounced ? "bounced" : "returned");
      }
    }
    return std::nullopt;
  }

  std::string of_use(std::string_view placeholder) const {
    if (placeholder == "purpose") return speech_.named(Term::purpose, use_.purpose);
    if (placeholder == "information") return speech_.named_list(Term::information, use_.information);
    if (placeholder == "recipient") return recipient();
    if (placeholder == "party") return party();
    if (placeholder == "offer") return offer();
    if (placeholder == "contact") return contact();
    if (placeholder == "services") return speech_.named_list(Term::service, facts_.customer.services);
    if (placeholder == "customer_language") return speech_.named(Term::language, facts_.customer.language);
    if (placeholder == "renewal_years") return speech_.data(std::to_string(regime_.notice.renewal_years));
    if (placeholder == "verification_years") {
      return speech_.data(std::to_string(regime_.verification_years.value_or(0)));
    }
    return {};
  }

  std::string offer() const {
    if (!use_.offer) return speech_.say(Message::offer_unnamed);
    return speech_.say(Message::offer, [&](std::string_view) { return speech_.data(use_.offer->id); });
  }

  std::string recipient() const {
    const std::string relation = speech_.named(Term::relation, use_.recipient);
    if (use_.party.empty() || use_.recipient == kCarrier) return relation;
    return speech_.say(Message::recipient_with_party,
                       [&](std::string_view placeholder) { return placeholder == "relation" ? relation : party(); });
  }

  std::string party() const {
    if (use_.party.empty()) return speech_.say(Message::party_unnamed);
    const auto& partners = facts_.history.partners;
    const Partner* partner = partners != nullptr ? partner_at(*partners, use_.party, instant_) : nullptr;
    if (partner == nullptr || partner->name.empty()) return speech_.data(use_.party);
    return speech_.say(Message::party_named, [&](std::string_view placeholder) {
      return speech_.data(placeholder == "name" ? partner->name : use_.party);
    });
  }

  std::string contact() const {
    return use_.channel.empty() ? speech_.say(Message::contact_unnamed) : speech_.named(Term::channel, use_.channel);
  }

  static std::string_view first_of(const Names& names) { return names.empty() ? std::string_view() : names.front(); }

  // By which the step was held to turn the answer.
  std::string channel_of(RemedyStep step) const {
    if (step == RemedyStep::one_time_consent) return speech_.named(Term::channel, first_of(regime_.one_time_channels));
    const std::string* channel = decision::quickest_channel(regime_.notice);
    return speech_.named(Term::channel, channel != nullptr ? std::string_view(*channel) : std::string_view());
  }

  std::string step(RemedyStep step, const decision::Remedy& remedy) const {
    const auto values = [&](std::string_view placeholder) {
      if (placeholder == "clauses") return speech_.named_list(Term::clause, regime_.agreement_clauses);
      if (placeholder == "day") return remedy.day ? speech_.data(assent::to_string(*remedy.day)) : std::string();
      if (placeholder == "days") return speech_.data(std::to_string(regime_.notice.waiting_days));
      if (placeholder == "giver") return speech_.named(Term::giver, first_of(regime_.opt_in_givers));
      if (placeholder == "channel") return channel_of(step);
      return of_use(placeholder);
    };
    switch (step) {
      case RemedyStep::wait: return {};
      case RemedyStep::supervisor_review: return speech_.say(Message::step_supervisor_review);
      case RemedyStep::name_party: return speech_.say(Message::step_name_party);
      case RemedyStep::agreement: return speech_.say(Message::step_agreement, values);
      case RemedyStep::verification: return speech_.say(Message::step_verification);
      case RemedyStep::opt_in:
        return speech_.say(use_.channel.empty() ? Message::step_opt_in : Message::step_opt_in_for_contact, values);
      case RemedyStep::notice: return speech_.say(Message::step_notice, values);
      case RemedyStep::one_time_consent: return speech_.say(Message::step_one_time_consent, values);
    }
    return {};
  }

  const regime::Regime& regime_;
  const Facts& facts_;
  const Use& use_;
  const decision::Decision& decision_;
  Instant instant_;
  TimeZone utc_;
  const TimeZone& zone_;
  Speech speech_;
};

}  // namespace

Explanation explain(const regime::Regime& regime, const Facts& facts, const Use& use,
                    const decision::Decision& decision, Instant instant, Language language) {
  const Teller teller(regime, facts, use, decision, instant, language);
  Explanation told;
  told.language = language;
  told.outcome = decision.outcome;
  told.reason = decision.reason;
  told.headline = teller.headline();
  told.sentence = teller.sentence();
  told.meaning = meaning(decision.reason, language);
  told.source = teller.source();
  told.valid_until = teller.valid_until();
  for (const decision::Finding& finding : decision.findings) told.findings.push_back(teller.finding(finding));
  for (const decision::Remedy& remedy : decision.remedies) told.remedies.push_back(teller.remedy(remedy));
  for (const Position entry : decision.entries) told.evidence.push_back(teller.evidence(entry));
  return told;
}

}  // namespace assent::explanation
