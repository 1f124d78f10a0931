// Decision: questions about customers, and decisions about them. Values.
#pragma once

#include "assent/result.hpp"

#include <cstddef>

namespace assent {
inline namespace v0 {

enum class Outcome : std::int32_t { deny = ASSENT_DENY, permit = ASSENT_PERMIT };

// A reason by its number, which no other reason ever gets.
class Reason {
 public:
  Reason() = default;
  explicit Reason(std::uint8_t number) : number_(number) {}

  std::uint8_t number() const { return number_; }
  // Its name, such as `opted_out`; it never changes. Empty: no reason has that number.
  std::string_view name() const { return text_of(assent_reason_name(number_)); }
  // What it means in general, in one sentence; in English if the language is not known.
  std::string_view meaning(const std::string& language = "en") const {
    return text_of(assent_reason_meaning(number_, language.c_str()));
  }

  friend bool operator==(Reason one, Reason other) { return one.number_ == other.number_; }
  friend bool operator!=(Reason one, Reason other) { return one.number_ != other.number_; }

 private:
  static std::string_view text_of(const char* text) { return text == nullptr ? std::string_view() : text; }

  std::uint8_t number_ = 1;  // status_unknown
};

// A customer by account, or by telephone number as a person writes it.
struct Customer {
  std::string account = {};
  std::string telephone = {};
  std::string country = {};  // of a number without `+`: ISO 3166-1 alpha-2

  static Customer by_account(std::string account) { return {std::move(account), {}, {}}; }
  static Customer by_telephone(std::string number, std::string country = {}) {
    return {{}, std::move(number), std::move(country)};
  }
};

// A use of customer information, and the instant to decide about.
struct Question {
  std::string purpose = "marketing";
  std::string offer = {};  // its id in the catalogue; empty: nothing is offered
  std::string recipient = "carrier";
  std::string party = {};                     // the recipient by name, outside the carrier
  std::vector<std::string> information = {};  // none: `contact` and `services`
  bool supervisor_approved = false;
  bool soft_opt_in = false;
  std::string regime = {};               // empty: the engine's
  std::optional<Instant> at = {};        // none: the present
  std::optional<Instant> known_at = {};  // none: everything recorded is used
  std::string language = "en";           // of the explanation: `en`, `ar` or `fr`
  // The channel of contact: `email`, `sms`, `call`, `automated_call`, or another name; empty: no contact.
  std::string contact_channel = {};
};

struct Evidence {
  std::string entry;  // its position in the ledger: `0/12`
  std::string text;
};

// Every step is needed, and together they are enough.
struct Remedy {
  std::vector<std::string> steps;  // codes: `wait`, `opt_in`, `notice`, ... (docs/decision.md)
  std::optional<Instant> instant;  // when the decision changes; none: at once
  std::string until_day;           // of an agreement: the last day on which it must be in force; empty: none
  std::string text;                // in words
};

struct Decision {
  Outcome outcome = Outcome::deny;
  Reason reason;
  std::string account;                 // the one found; empty: none
  Instant at{};                        // the instant decided about
  std::optional<Instant> valid_until;  // the first one at which the decision differs without a new event; none: no end
  std::string regime;
  std::string regime_version;
  std::string source_key;       // the rule that decided, by its key in the rule pack
  std::string source_text;      // its source, as the rule pack cites it
  std::string source_standing;  // the source's standing
  // In words:
  std::string headline;  // the decision in one line
  std::string sentence;  // why, for this customer
  std::string meaning;   // what the reason means in general
  std::string source;    // the rule's source with its standing
  std::string holds;     // until when the decision is valid
  std::vector<std::string> findings;
  std::vector<Evidence> evidence;
  std::vector<Remedy> remedies;  // of a deny: what would make it a permit, the nearest first
  // Why the status is unknown: the ledger could not be read, or the server did not answer; empty: neither.
  std::string trouble;

  bool permitted() const { return outcome == Outcome::permit; }
};

// One decision for each account, in the order of the accounts.
struct ManyDecisions {
  std::vector<std::uint8_t> permitted;  // 1, or 0
  std::vector<std::uint8_t> reasons;    // Reason::number()
  std::string trouble;  // of a Client: why there is no response, so that all are denied; empty: there is one

  std::size_t size() const { return permitted.size(); }
  Reason reason(std::size_t place) const { return Reason(reasons[place]); }
};

namespace detail {

inline Decision decision_of(const assent_decision& given) {
  Decision made;
  made.outcome = static_cast<Outcome>(given.outcome);
  made.reason = Reason(given.reason);
  made.account = given.account;
  made.at = Instant(Instant::duration(given.at));
  made.valid_until = instant_of(given.valid_until);
  made.regime = given.regime;
  made.regime_version = given.regime_version;
  made.source_key = given.source_key;
  made.source_text = given.source_text;
  made.source_standing = given.source_standing;
  made.headline = given.headline;
  made.sentence = given.sentence;
  made.meaning = given.meaning;
  made.source = given.source;
  made.holds = given.holds;
  made.findings = strings_of(given.findings);
  for (std::size_t i = 0; i < given.evidence_count; ++i) {
    made.evidence.push_back({given.evidence[i].entry, given.evidence[i].text});
  }
  for (std::size_t i = 0; i < given.remedy_count; ++i) {
    const assent_remedy& remedy = given.remedies[i];
    made.remedies.push_back({strings_of(remedy.steps), instant_of(remedy.instant), remedy.until_day, remedy.text});
  }
  made.trouble = given.trouble;
  return made;
}

// A question for C, with what it points to.
class GivenQuestion {
 public:
  explicit GivenQuestion(const Question& question)
      : information_(question.information), at_(question.at), known_at_(question.known_at) {
    given_.purpose = question.purpose.c_str();
    given_.offer = question.offer.c_str();
    given_.recipient = question.recipient.c_str();
    given_.party = question.party.c_str();
    given_.information = information_.get();
    given_.supervisor_approved = question.supervisor_approved ? 1 : 0;
    given_.soft_opt_in = question.soft_opt_in ? 1 : 0;
    given_.regime = question.regime.c_str();
    given_.at = at_.get();
    given_.known_at = known_at_.get();
    given_.language = question.language.c_str();
    given_.contact_channel = question.contact_channel.c_str();
  }
  GivenQuestion(const GivenQuestion&) = delete;
  GivenQuestion& operator=(const GivenQuestion&) = delete;
  const assent_question* get() const { return &given_; }

 private:
  GivenNames information_;
  GivenInstant at_;
  GivenInstant known_at_;
  assent_question given_ = sized<assent_question>();
};

inline assent_customer given_customer(const Customer& customer) {
  auto given = sized<assent_customer>();
  given.account = customer.account.c_str();
  given.telephone = customer.telephone.c_str();
  given.country = customer.country.c_str();
  return given;
}

}  // namespace detail
}  // namespace v0
}  // namespace assent
