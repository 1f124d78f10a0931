// What is said about every reason and every remedy: complete sentences, for any data.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <optional>
#include <regex>
#include <string>
#include <vector>

#include "scene.hpp"

namespace assent::sentences_test {

using namespace explanation;

using decision::Decision;
using decision::RemedyStep;
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const Instant kNow = at("2026-03-01T10:00:00Z");

// The events that a reason can be about; none: it is about no event.
std::vector<std::optional<Place>> events_of(Reason reason) {
  switch (reason) {
    case Reason::status_unknown:
    case Reason::unknown_customer:
    case Reason::ambiguous_telephone:
    case Reason::not_customer_information:
    case Reason::competitor_tracking_banned:
    case Reason::port_request_use_banned:
    case Reason::service_provision:
    case Reason::purpose_not_allowed:
    case Reason::customer_written_request:
    case Reason::request_reviewed:
    case Reason::campaign_not_reviewed:
    case Reason::winback_same_category:
    case Reason::former_customer:
    case Reason::within_subscribed_category:
    case Reason::adjunct_to_basic_service:
    case Reason::mobile_equipment_or_information_service:
    case Reason::wireline_equipment_or_voice_mail:
    case Reason::affiliate_serves_customer:
    case Reason::not_covered:
    case Reason::soft_opt_in:
    case Reason::agreement_missing:
    case Reason::opt_in_required:
    case Reason::consent_required: return {std::nullopt};
    case Reason::opted_out: return {opt_out};
    case Reason::withdrawn: return {withdrawal};
    case Reason::opt_in: return {opt_in};
    case Reason::agreement_not_yet:
    case Reason::agreement_expired:
    case Reason::agreement_clause_missing: return {agreement};
    case Reason::approval_scope_information:
    case Reason::approval_scope_purpose:
    case Reason::approval_scope_channel:
    case Reason::not_account_holder:
    case Reason::consent_expired:
    case Reason::consent_invalid: return {opt_in};
    case Reason::approval_scope_recipient: return {opt_in, notice};
    case Reason::approval_unproven: return {opt_in, call};
    case Reason::no_notice: return {std::nullopt, opt_in};
    case Reason::one_time_consent:
    case Reason::one_time_scope:
    case Reason::one_time_expired: return {call};
    case Reason::notice_method_invalid:
    case Reason::notice_content_invalid: return {notice, call};
    case Reason::email_not_permitted:
    case Reason::notice_partly_translated:
    case Reason::notice_language_mismatch:
    case Reason::notice_undelivered:
    case Reason::opt_out_deemed:
    case Reason::waiting_period:
    case Reason::notice_stale:
    case Reason::opt_out_unverified: return {notice};
  }
  return {};
}

void expect_sentence(const std::string& text, Reason reason) {
  EXPECT_TRUE(text.ends_with('.')) << to_string(reason) << ": " << text;
  EXPECT_FALSE(std::regex_search(text, std::regex(R"([{}]|\(\)|  |: ?[.,;]|“”|«»|: *$)")))
      << to_string(reason) << ": " << text;
}

Facts facts_with_everything() {
  Facts facts = customer_without_history();
  facts.history = full_history();
  return facts;
}

TEST(Sentences, EveryReasonIsToldOfEveryEventThatItCanBeAbout) {
  const regime::Regime regime = pack("arizona-2006");
  const Facts facts = facts_with_everything();
  for (const Language language : kLanguages) {
    for (const Reason reason : all_reasons()) {
      for (const auto place : events_of(reason)) {
        Decision decision;
        decision.reason = reason;
        if (place) decision.entries.push_back({0, *place});
        const Explanation told = explain(regime, facts, marketing_of_internet(), decision, kNow, language);
        expect_sentence(told.sentence, reason);

        Decision other;
        other.findings.push_back({reason, place ? std::optional(Position{0, *place}) : std::nullopt, std::nullopt});
        expect_sentence(explain(regime, facts, marketing_of_internet(), other, kNow, language).findings.at(0), reason);
      }
    }
  }
}

TEST(Sentences, SayTheEventAndItsFaults) {
  const regime::Regime regime = pack("arizona-2006");
  const Facts facts = facts_with_everything();
  struct Row {
    Reason reason;
    Place place;
    const char* sentence;
  };
  for (const Row& row : {
           Row{Reason::opted_out, opt_out, "The customer opted out on 2026-02-02."},
           Row{Reason::withdrawn, withdrawal, "The customer withdrew the approval on 2026-02-03."},
           Row{Reason::one_time_consent, call,
               "The customer consented for the time of the call: one-time consent of 2026-03-01 10:00 (telephone), "
               "until 2026-03-01 10:20:30."},
           Row{Reason::not_account_holder, opt_in,
               "The opt-in of 2026-02-04 was given by a user who is a minor, who may not approve for the account."},
           Row{Reason::consent_invalid, opt_in,
               "The opt-in of 2026-02-04 is void: box ticked beforehand and consent bundled with something else."},
           Row{Reason::approval_scope_channel, opt_in,
               "The opt-in of 2026-02-04 does not cover this way of contact: none is named."},
           Row{Reason::consent_expired, opt_in,
               "The opt-in of 2026-02-04 counted up to and including its last day, 2026-02-20."},
           Row{Reason::notice_content_invalid, notice,
               "The notice of 2026-01-15 (e-mail) does not say what it must: announces 20 days instead of at least 30, "
               "leaves out the purposes and misleads in the subject line."},
           Row{Reason::notice_content_invalid, call,
               "The one-time consent of 2026-03-01 10:00 (telephone) does not say what it must: leaves out "
               "right_to_deny."},
           Row{Reason::notice_language_mismatch, notice,
               "The notice of 2026-01-15 (e-mail) is in English; the customer's language is Arabic."},
           Row{Reason::notice_undelivered, notice,
               "The notice of 2026-01-15 (e-mail) did not reach the customer: bounced."},
           Row{Reason::agreement_clause_missing, agreement,
               "The agreement with PX, 2026-01-01 to 2026-12-31 lacks clauses that are required: limit of purpose and "
               "no onward disclosure."},
       }) {
    Decision decision;
    decision.reason = row.reason;
    decision.entries.push_back({0, row.place});
    EXPECT_EQ(explain(regime, facts, marketing_of_internet(), decision, kNow, Language::en).sentence, row.sentence);
  }
}

TEST(Sentences, DisclosureThatTheRecordDoesNotShowIsLeftOut) {
  regime::Regime regime = pack("fcc-2007");
  regime.notice.disclosures = {{"purposes", {}, 0}, {"recipients", {}, 0}, {"reply_to_refuse", {"email"}, 0}};
  Facts facts = customer_without_history();
  facts.history.notices.push_back(letter("2026-01-15", {0, 0}));
  NoticeTerms terms;
  terms.disclosures = Names{"purposes"};
  facts.history.notices[0].terms = std::make_shared<const NoticeTerms>(terms);
  Decision decision;
  decision.reason = Reason::notice_content_invalid;
  decision.entries.push_back({0, 0});
  EXPECT_EQ(explain(regime, facts, marketing_of_internet(), decision, kNow, Language::en).sentence,
            "The notice of 2026-01-15 (mail) does not say what it must: leaves out the recipients.");
}

// A machine read the refusal in a reply: it counts, and the explanation must say that no person has read it yet.
TEST(Sentences, AProvisionalRefusalIsSaidToBeOne) {
  Facts facts = facts_with_everything();
  facts.history.opt_outs.front().provisional = true;
  facts.history.withdrawals.front().provisional = true;
  for (const auto& [reason, place] : {std::pair{Reason::opted_out, opt_out}, {Reason::withdrawn, withdrawal}}) {
    Decision decision;
    decision.reason = reason;
    decision.entries.push_back({0, place});
    decision.findings.push_back({reason, Position{0, place}, std::nullopt});
    for (const Language language : kLanguages) {
      const Explanation told = explain(pack("tra"), facts, marketing_of_internet(), decision, kNow, language);
      const std::string provisional = ' ' + std::string(message(Message::refusal_provisional, language));
      EXPECT_TRUE(told.sentence.ends_with(provisional)) << told.sentence;
      EXPECT_TRUE(told.findings.at(0).ends_with(provisional)) << told.findings.at(0);
      EXPECT_TRUE(told.evidence.at(0).provisional);
    }
    EXPECT_THAT(explain(pack("tra"), facts, marketing_of_internet(), decision, kNow, Language::en).evidence.at(0).text,
                testing::EndsWith(", provisional"));
  }
}

// Customers know a partner by its name, programs by its id.
TEST(Sentences, APartnerOfTheRegisterHasItsNameBesideItsId) {
  Facts facts = customer_without_history();
  facts.history.partners = std::make_shared<const Partners>(
      Partners{{{0, 0}, at("2026-01-01T00:00:00Z"), "PX", "Example Tours", "joint_venture_partner", "LB", false},
               {{0, 1}, at("2027-01-01T00:00:00Z"), "PX", "Example Travel", "joint_venture_partner", "LB", true}});
  Use use = marketing_of_internet();
  use.recipient = "joint_venture_partner";
  use.party = "PX";
  const regime::Regime regime = pack("fcc-2002");
  const auto headline = [&](Instant when, Language language) {
    return explain(regime, facts, use, decision::decide(regime, facts, use, when), when, language).headline;
  };
  EXPECT_THAT(headline(kNow, Language::en), HasSubstr("recipient: joint venture partner Example Tours (PX);"));
  EXPECT_THAT(headline(kNow, Language::ar), HasSubstr("\u2068Example Tours\u2069 (\u2068PX\u2069)"));
  EXPECT_THAT(headline(at("2025-12-31T00:00:00Z"), Language::en), HasSubstr("joint venture partner PX;"));
  EXPECT_THAT(headline(at("2027-02-01T00:00:00Z"), Language::en), HasSubstr("Example Travel (PX)"));
}

TEST(Sentences, EventThatIsNotAmongTheFactsIsNotInvented) {
  const Facts facts = customer_without_history();
  Decision decision;
  decision.reason = Reason::opted_out;
  decision.entries.push_back({3, 9});
  for (const Language language : kLanguages) {
    const Explanation told = explain(pack("tra"), facts, marketing_of_internet(), decision, kNow, language);
    EXPECT_EQ(told.sentence, meaning(Reason::opted_out, language));
    EXPECT_EQ(told.evidence.at(0).text, message(Message::event_elsewhere, language));
    EXPECT_THAT(to_text(told), HasSubstr("3/9"));
  }
}

TEST(Sentences, WithoutAZoneTimesAreThoseOfUtc) {
  Facts facts;
  facts.available = false;
  const Decision decision = decision::decide(pack("tra"), facts, marketing_of_internet(), kNow);
  const Explanation told = explain(pack("tra"), facts, marketing_of_internet(), decision, kNow, Language::en);
  EXPECT_THAT(told.headline, HasSubstr("Denied on 2026-03-01 10:00:"));
}

TEST(Sentences, SourceOutsideThePackIsLeftOut) {
  Decision decision;
  decision.source = 60000;
  const Explanation told =
      explain(pack("tra"), customer_without_history(), marketing_of_internet(), decision, kNow, Language::en);
  EXPECT_EQ(told.source, "");
  EXPECT_THAT(to_text(told), testing::Not(HasSubstr("Rule:")));
}

TEST(Remedies, AreNamedStepByStep) {
  const regime::Regime regime = pack("fcc-2002");
  Use use = marketing_of_internet();
  use.recipient = "joint_venture_partner";
  use.party = "PX";
  const Instant turns = at("2026-04-03T00:00:00+02:00");
  Decision decision;
  decision.remedies = {
      {{RemedyStep::wait}, turns, {}},
      {{RemedyStep::wait}, at("2026-04-03T08:30:00Z"), {}},
      {{RemedyStep::supervisor_review}, {}, {}},
      {{RemedyStep::opt_in}, {}, {}},
      {{RemedyStep::verification}, {}, {}},
      {{RemedyStep::one_time_consent}, {}, {}},
      {{RemedyStep::notice}, turns, {}},
      {{RemedyStep::name_party, RemedyStep::agreement, RemedyStep::opt_in}, {}, on("2026-03-01")},
  };
  const Explanation told = explain(regime, customer_without_history(), use, decision, kNow, Language::en);
  EXPECT_THAT(
      told.remedies,
      ElementsAre(
          "becomes a permit on 2026-04-03 if nothing arrives",
          "becomes a permit on 2026-04-03 10:30 if nothing arrives", "needs a supervisor's review and approval",
          "needs an opt-in that covers joint venture partner PX, given by the account holder after a notice and with "
          "evidence",
          "needs a verification of the opt-out approval with the customer",
          "needs the customer's consent in a call (telephone), for its duration",
          "needs an opt-out notice without defect, given today by SMS and announcing 30 days, that covers joint "
          "venture "
          "partner PX and this information: services and usage; becomes a permit on 2026-04-03 if nothing arrives",
          "needs the name of the party that receives the information, an agreement with PX in force until 2026-03-01 "
          "at "
          "least with all clauses (limit of purpose, no onward disclosure and safeguards) and an opt-in that "
          "covers joint venture partner PX, given by the account holder after a notice and with evidence"));
  EXPECT_EQ(explain(regime, customer_without_history(), use, decision, kNow, Language::ar).remedies.size(), 8U);
}

TEST(Difference, SaysWhatWasKnownWhen) {
  Decision before;
  before.outcome = Outcome::permit;
  before.reason = Reason::opt_out_deemed;
  Decision after;
  after.reason = Reason::notice_undelivered;
  const Instant then = at("2026-03-01T00:00:00+02:00");
  EXPECT_EQ(difference(before, then, after, kNow, beirut(), Language::en),
            "As known on 2026-03-01: Permitted (deemed approved). As known on 2026-03-01 12:00: Denied (notice not "
            "delivered). What was recorded in between makes the difference.");
  EXPECT_EQ(difference(after, then, after, kNow, beirut(), Language::en),
            "The same as known on 2026-03-01 and as known on 2026-03-01 12:00: Denied (notice not delivered).");
}

// Latin letters stand between U+2068 and U+2069 only, and these come in pairs that are not nested.
bool isolates_latin(std::string_view text) {
  bool inside = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with("\u2068")) {
      if (std::exchange(inside, true)) return false;
    } else if (text.substr(i).starts_with("\u2069")) {
      if (!std::exchange(inside, false)) return false;
    } else if (!inside && ((text[i] >= 'a' && text[i] <= 'z') || (text[i] >= 'A' && text[i] <= 'Z'))) {
      return false;
    }
  }
  return !inside;
}

RC_GTEST_PROP(Arabic, IsolatesEveryLatinLetter, ()) {
  const auto word = rc::gen::container<std::string>(rc::gen::elementOf(std::string("aZ 7-\x1b\n\xE2\x81\xA9\xA8")));
  static const regime::Regime kPack = pack("arizona-2006");
  Facts facts = facts_with_everything();
  facts.history.agreements[0].party = *word;
  facts.history.notices[0].channel = *word;
  facts.history.opt_ins[0].by = *word;
  facts.customer.services = {*word, *word};
  facts.customer.language = *word;
  Use use = marketing_of_internet();
  use.offer->id = *word;
  use.recipient = *word;
  use.party = *word;
  use.purpose = *word;
  use.information = {*word, *word, *word};
  Decision decision;
  decision.reason = *rc::gen::elementOf(std::vector<Reason>(all_reasons().begin(), all_reasons().end()));
  for (const auto place : events_of(decision.reason)) {
    if (place) decision.entries.push_back({0, *place});
  }
  for (const Reason reason : all_reasons()) {
    for (const auto place : events_of(reason)) {
      decision.findings.push_back({reason, place ? std::optional(Position{0, *place}) : std::nullopt, kNow});
    }
  }
  decision.remedies = {{{RemedyStep::agreement, RemedyStep::opt_in}, kNow, on("2026-03-01")}};
  const std::string text = to_text(explain(kPack, facts, use, decision, kNow, Language::ar));
  RC_ASSERT(isolates_latin(text));
  RC_ASSERT(text.find('\x1b') == std::string::npos);
}

TEST(Data, CannotCommandTheTerminalOrEndItsIsolate) {
  Use use = marketing_of_internet();
  use.offer->id = "a\x1b[31m\u2069b\u202Ec\xC2\x9B";
  const Explanation told = explain(pack("tra"), customer_without_history(), use, Decision{}, kNow, Language::en);
  EXPECT_THAT(told.headline, HasSubstr("“a\uFFFD[31m\uFFFDb\uFFFDc\uFFFD”"));
}

}  // namespace
}  // namespace assent::sentences_test
