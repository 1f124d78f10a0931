#include "service/choice.hpp"

#include "base/visible.hpp"
#include "consent/use.hpp"
#include "service/publication.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace assent {
namespace {

constexpr std::string_view kContactChannels = "contact_channels";
constexpr std::string_view kClasses = "classes";
constexpr std::string_view kCategories = "categories";

ChoiceFault invalid(std::string_view part, std::string word, std::string problem, std::string mend) {
  return {ErrorCode::invalid, part, std::move(word), std::move(problem), std::move(mend)};
}

ChoiceFault unknown_word(std::string_view part, std::string_view what, const std::string& word, const Names& known) {
  return invalid(part, word, fmt::format("is no {}", what), fmt::format("write one of `{}`", fmt::join(known, "`, `")));
}

ChoiceFaults first_of(std::initializer_list<ChoiceFaults> faults) {
  for (const ChoiceFaults& each : faults) {
    if (each) return each;
  }
  return std::nullopt;
}

ChoiceFaults in_relations(std::string_view part, const Coverage& coverage, const Regime& regime) {
  if (coverage.any) return {};
  if (coverage.names.empty()) return invalid(part, "", "no recipient is named", "name relations, or `all`");
  for (const std::string& name : coverage.names) {
    if (regime.relation(name) != nullptr) continue;
    Names known;
    for (const RelationRule& rule : regime.relations) known.push_back(rule.relation);
    return unknown_word(part, fmt::format("recipient that the regime `{}` knows", regime.id), name, known);
  }
  return {};
}

ChoiceFaults in_names(std::string_view part, const Coverage& coverage, std::string_view what) {
  if (coverage.any || !coverage.names.empty()) return {};
  return invalid(part, "", fmt::format("no {} is named", what), "name one, or leave it open for all");
}

ChoiceFaults in_evidence(const Evidence& evidence, std::string_view of_what) {
  if (!evidence.reference.empty()) return {};
  return invalid("evidence", "", fmt::format("{} comes without evidence", of_what),
                 "give the reference of the recording, the scan or the log line that proves it");
}

ChoiceFaults in_by(std::string_view by) {
  if (!by.empty()) return {};
  return invalid("by", "", "it is not said who made the choice", "write `owner`, `authorised_representative`, …");
}

// A misspelt defect voids nothing.
ChoiceFaults in_defects(const Names& defects, const Regime& regime) {
  Names known = {"pre_ticked", "bundled"};
  for (const std::string& each : regime.void_defects) {
    if (!contains(known, each)) known.push_back(each);
  }
  for (const std::string& each : defects) {
    if (!contains(known, each)) return unknown_word("defects", "defect of an opt-in", each, known);
  }
  return {};
}

ChoiceFaults in_kinds(std::string_view part, const Coverage& coverage, std::string_view what) {
  constexpr std::size_t kMost = 64;
  if (coverage.any) return {};
  if (coverage.names.size() > kMost) {
    return invalid(part, "", fmt::format("more than {} are named", kMost), "name fewer, or leave it open for all");
  }
  for (const std::string& name : coverage.names) {
    if (is_kind_name(name)) continue;
    return invalid(part, name, fmt::format("is no name of a {}", what), std::string(kWriteKindName));
  }
  return in_names(part, coverage, what);
}

ChoiceFaults in_about(const About& about) {
  return first_of({in_kinds(kContactChannels, about.channels, "channel"), in_kinds(kClasses, about.classes, "class"),
                   in_kinds(kCategories, about.categories, "category")});
}

// ISO 3166-1 alpha-2, by its form.
bool is_country_code(std::string_view code) {
  return code.size() == 2 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_the_carriers(const Choice& choice) {
  return std::holds_alternative<AgreementRecorded>(choice) || std::holds_alternative<PartnerRecorded>(choice);
}

struct Check {
  const Regime& regime;

  ChoiceFaults operator()(const OptOutRecorded& choice) const {
    return first_of({in_relations("scope", choice.scope, regime), in_by(choice.by), in_about(choice.about)});
  }
  ChoiceFaults operator()(const WithdrawalRecorded& choice) const {
    return first_of({in_relations("scope", choice.scope, regime), in_by(choice.by), in_about(choice.about)});
  }
  ChoiceFaults operator()(const OptInRecorded& choice) const {
    if (!contains(regime.opt_in_forms, choice.form)) {
      return unknown_word("form", "form of an opt-in", choice.form, regime.opt_in_forms);
    }
    if (choice.notice.empty() && !choice.notice_version.empty()) {
      return invalid("notice", choice.notice_version, "is a version without its notice", "name the notice too");
    }
    return first_of({in_relations("recipients", choice.recipients, regime), in_by(choice.by),
                     in_names("parties", choice.parties, "party"),
                     in_names("information", choice.information, "type of information"),
                     in_names("offers", choice.offers, "offer"), in_about(choice.about),
                     in_defects(choice.defects, regime), in_evidence(choice.evidence, "an opt-in")});
  }
  ChoiceFaults operator()(const OneTimeConsentRecorded& choice) const {
    static const Names kDirections = {"inbound", "outbound"};
    if (!contains(kDirections, choice.direction)) {
      return unknown_word("direction", "direction of a call", choice.direction, kDirections);
    }
    if (choice.channel.empty()) return invalid("call_channel", "", "the call's channel is missing", "write `phone`");
    if (!choice.granted) return {};
    return in_evidence(choice.evidence, "a one-time consent");
  }
  ChoiceFaults operator()(const VerificationRecorded& choice) const {
    if (contains(regime.opt_in_forms, choice.form)) return in_evidence(choice.evidence, "a verification");
    return unknown_word("form", "form of a verification", choice.form, regime.opt_in_forms);
  }
  ChoiceFaults operator()(const EmailPermissionRecorded& choice) const {
    if (!choice.granted) return {};
    if (choice.provisional) {
      return invalid("provisional", "", "a permission cannot be provisional; only a refusal can", "leave it out");
    }
    return in_evidence(choice.evidence, "an e-mail permission");
  }
  ChoiceFaults operator()(const AgreementRecorded& choice) const {
    if (choice.party.empty()) return invalid("party", "", "the agreement names no party", "name the party");
    if (choice.to < choice.from) {
      return invalid("to", to_string(choice.to), "ends the agreement before it begins",
                     "write the first and the last day in force");
    }
    for (const std::string& clause : choice.clauses) {
      if (!contains(regime.agreement_clauses, clause)) {
        return unknown_word("clauses", fmt::format("clause that the regime `{}` knows", regime.id), clause,
                            regime.agreement_clauses);
      }
    }
    return {};
  }
  ChoiceFaults operator()(const PartnerRecorded& choice) const {
    if (choice.party.empty()) return invalid("party", "", "the partner's id is missing", "name the party");
    if (choice.name.empty())
      return invalid("name", "", "the partner has no name", "write it as customers shall read it");
    if (choice.recipient == kCarrier) {
      return invalid("recipient", choice.recipient, "is the carrier itself and no partner", "name the relation");
    }
    const bool country = choice.country.empty() || is_country_code(choice.country);
    if (!country) {
      return invalid("country", choice.country, "is no country code", "write two capital letters, such as `LB`");
    }
    return in_relations("recipient", Coverage::only({choice.recipient}), regime);
  }
};

// A one-time consent lasts for a call, and no call goes on for longer than a day.
ChoiceFaults in_call(Instant from, Instant to) {
  const std::string mend = "give the call's beginning and its end";
  if (to <= from) return invalid("to", to_string(to), "ends the call no later than it begins", mend);
  if (to - from <= std::chrono::hours{24}) return {};
  return invalid("to", to_string(to), "ends the call more than a day after it began", mend);
}

// An agreement's days say for themselves when it is in force, and a partner may be named before they are one.
bool may_lie_ahead(const Choice& choice) { return refuses(choice) || is_the_carriers(choice); }

// It was published, and before the approval.
ChoiceFaults in_notice(std::span<const Recorded> carrier_wide, const OptInRecorded& choice, Instant effective) {
  if (choice.notice.empty()) return {};
  const std::string mend = "name a published notice and version, or publish it first";
  if (!in_use_from(carrier_wide, choice.notice, "")) {
    return ChoiceFault{ErrorCode::not_found, "notice", choice.notice, "is no notice that was published", mend};
  }
  const auto in_use = in_use_from(carrier_wide, choice.notice, choice.notice_version);
  if (!in_use) {
    return ChoiceFault{ErrorCode::not_found, "notice_version", choice.notice_version,
                       "is no version of the notice that was published", mend};
  }
  if (effective >= *in_use) return {};
  return invalid("at", to_string(effective), "lies before the publication of the notice that the opt-in names",
                 "mend it, or publish the notice with `--at`, the instant from which the text was really in use");
}

}  // namespace

Error to_error(const ChoiceFault& fault) {
  return {fault.code, fault.word.empty() ? fault.problem : fmt::format("`{}` {}", visible(fault.word), fault.problem),
          fault.mend};
}

std::string reason_of(const ChoiceFault& fault) {
  return fmt::format("{}{}; {}", fault.word.empty() ? "" : "this ", fault.problem, fault.mend);
}

// The lists of kinds are open, so only the form of a name can be looked at.
bool is_kind_name(std::string_view name) {
  constexpr std::size_t kLongest = 64;
  return !name.empty() && name.size() <= kLongest && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

Coverage kinds_named(Names names) {
  if (names.empty() || contains(names, "all")) return Coverage::everything();
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return Coverage::only(std::move(names));
}

std::optional<std::string_view> widen(Choice& refusal, std::string_view part) {
  return std::visit(
      [&](auto& body) -> std::optional<std::string_view> {
        if constexpr (requires { body.scope; }) {
          const auto wide = [](Coverage& coverage, std::string_view told) {
            coverage = Coverage::everything();
            return told;
          };
          if (part == "scope") return wide(body.scope, "recorded for everybody");
          if (part == kContactChannels) return wide(body.about.channels, "recorded for every channel");
          if (part == kClasses) return wide(body.about.classes, "recorded for every class of offers");
          if (part == kCategories) return wide(body.about.categories, "recorded for every category");
        }
        return std::nullopt;
      },
      refusal);
}

bool refuses(const Choice& choice) {
  if (const auto* permission = std::get_if<EmailPermissionRecorded>(&choice)) return !permission->granted;
  return std::holds_alternative<OptOutRecorded>(choice) || std::holds_alternative<WithdrawalRecorded>(choice);
}

namespace {

template <class Kept, class Any>
Kept* kept_with(Any& choice) {
  return std::visit(
      [](auto& body) -> Kept* {
        if constexpr (requires { body.evidence; }) return &body.evidence;
        else return nullptr;
      },
      choice);
}

}  // namespace

const Evidence* evidence_in(const Choice& choice) { return kept_with<const Evidence>(choice); }
Evidence* evidence_in(Choice& choice) { return kept_with<Evidence>(choice); }

ChoiceFaults fault_under(const Choice& choice, const Regime& regime) { return std::visit(Check{regime}, choice); }

ChoiceFaults fault_in(std::string_view account, const Choice& choice, const Circumstances& circumstances, Instant now) {
  if (circumstances.actor.empty()) return invalid("actor", "", "the actor is missing", "say who records it");
  if (circumstances.channel.empty()) {
    return invalid("channel", "", "the channel is missing", "say by which way it came in");
  }
  const bool carriers = is_the_carriers(choice);
  if (carriers != account.empty()) {
    const bool agreement = std::holds_alternative<AgreementRecorded>(choice);
    return carriers ? invalid("account", "",
                              agreement ? "an agreement is the carrier's own" : "a partner is the carrier's own",
                              "name no account")
                    : invalid("account", "", "the account is missing", "name the customer's account");
  }
  const Instant effective = circumstances.effective.value_or(now);
  if (effective > now && !may_lie_ahead(choice)) {
    return invalid("at", to_string(effective), "is yet to come; only a refusal may be stamped ahead",
                   "record it when it has been given, with the instant when it was");
  }
  if (const auto* opt_in = std::get_if<OptInRecorded>(&choice); opt_in != nullptr && opt_in->until) {
    // Somewhere the local date is still the one before that in UTC.
    const auto first = std::chrono::floor<std::chrono::days>(effective) - std::chrono::days{1};
    if (opt_in->until->time_since_epoch() < first.time_since_epoch()) {
      return invalid("until", to_string(*opt_in->until), "ends the approval before it was given",
                     "write the last day on which it counts, or leave it out");
    }
  }
  const auto* call = std::get_if<OneTimeConsentRecorded>(&choice);
  return call == nullptr ? ChoiceFaults() : in_call(effective, call->to);
}

ChoiceFaults fault_against(std::span<const Recorded> carrier_wide, bool on_record, std::string_view account,
                           const Choice& choice, Instant effective) {
  if (refuses(choice)) return {};
  if (!account.empty() && !on_record) {
    return ChoiceFault{ErrorCode::not_found, "account", std::string(account), "is no account on record",
                       "import the customer first, or mend the account"};
  }
  const auto* opt_in = std::get_if<OptInRecorded>(&choice);
  return opt_in == nullptr ? ChoiceFaults() : in_notice(carrier_wide, *opt_in, effective);
}

Draft draft_of(std::string_view account, const Choice& choice, const Circumstances& circumstances, Instant now) {
  Draft draft;
  draft.entry.account = std::string(account);
  draft.entry.effective = circumstances.effective.value_or(now);
  draft.entry.actor = circumstances.actor;
  draft.entry.channel = circumstances.channel;
  draft.entry.key = circumstances.key;
  std::visit([&](const auto& body) { draft.entry.body = body; }, choice);
  std::visit(
      [](auto& body) {
        if constexpr (requires { body.about; }) {
          for (Coverage* kinds : {&body.about.channels, &body.about.classes, &body.about.categories}) {
            if (!kinds->any) *kinds = kinds_named(std::move(kinds->names));
          }
        }
      },
      draft.entry.body);
  draft.effective_is_now = !circumstances.effective;
  return draft;
}

}  // namespace assent
