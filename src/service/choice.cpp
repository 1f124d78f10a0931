#include "service/choice.hpp"

#include "base/telephones.hpp"
#include "base/visible.hpp"
#include "consent/use.hpp"
#include "explanation/row_words.hpp"
#include "service/publication.hpp"

#include <algorithm>

namespace assent::service {

using reasons::UnfitChoice;
namespace {

constexpr std::string_view kContactChannels = "contact_channels";
constexpr std::string_view kClasses = "classes";
constexpr std::string_view kCategories = "categories";

ChoiceFault invalid(std::string_view part, std::string word, reasons::RowReason reason) {
  return {ErrorCode::invalid, part, std::move(word), std::move(reason)};
}

ChoiceFault unknown_word(std::string_view part, UnfitChoice what, const std::string& word, const Names& known) {
  return invalid(part, word, {what, {{"known", known}}});
}

ChoiceFaults first_of(std::initializer_list<ChoiceFaults> faults) {
  for (const ChoiceFaults& each : faults) {
    if (each) return each;
  }
  return std::nullopt;
}

ChoiceFaults in_relations(std::string_view part, const Coverage& coverage, const regime::Regime& regime) {
  if (coverage.any) return {};
  if (coverage.names.empty()) return invalid(part, "", UnfitChoice::no_recipient);
  for (const std::string& name : coverage.names) {
    if (regime.relation(name) != nullptr) continue;
    Names known;
    for (const regime::RelationRule& rule : regime.relations) known.push_back(rule.relation);
    return invalid(part, name, {UnfitChoice::unknown_recipient, {{"regime", regime.id}, {"known", known}}});
  }
  return {};
}

ChoiceFaults in_names(std::string_view part, const Coverage& coverage, UnfitChoice none) {
  if (coverage.any || !coverage.names.empty()) return {};
  return invalid(part, "", none);
}

ChoiceFaults in_evidence(const evidence::Evidence& evidence, UnfitChoice without) {
  if (!evidence.reference.empty()) return {};
  return invalid("evidence", "", without);
}

ChoiceFaults in_by(std::string_view by) {
  if (!by.empty()) return {};
  return invalid("by", "", UnfitChoice::giver_missing);
}

// A misspelt defect would not void anything.
ChoiceFaults in_defects(const Names& defects, const regime::Regime& regime) {
  Names known = {"pre_ticked", "bundled"};
  for (const std::string& each : regime.void_defects) {
    if (!contains(known, each)) known.push_back(each);
  }
  for (const std::string& each : defects) {
    if (!contains(known, each)) return unknown_word("defects", UnfitChoice::unknown_defect, each, known);
  }
  return {};
}

ChoiceFaults in_kinds(std::string_view part, const Coverage& coverage, UnfitChoice no_name, UnfitChoice none) {
  constexpr std::size_t kMost = 64;
  if (coverage.any) return {};
  if (coverage.names.size() > kMost) {
    return invalid(part, "", {UnfitChoice::too_many_named, {{"most", kMost}}});
  }
  for (const std::string& name : coverage.names) {
    if (!is_kind_name(name)) return invalid(part, name, no_name);
  }
  return in_names(part, coverage, none);
}

ChoiceFaults in_about(const About& about) {
  return first_of(
      {in_kinds(kContactChannels, about.channels, UnfitChoice::no_name_of_channel, UnfitChoice::no_channel),
       in_kinds(kClasses, about.classes, UnfitChoice::no_name_of_class, UnfitChoice::no_class),
       in_kinds(kCategories, about.categories, UnfitChoice::no_name_of_category, UnfitChoice::no_category)});
}

bool is_the_carriers(const Choice& choice) {
  return std::holds_alternative<evidence::AgreementRecorded>(choice) ||
         std::holds_alternative<evidence::PartnerRecorded>(choice);
}

struct Check {
  const regime::Regime& regime;

  ChoiceFaults operator()(const evidence::OptOutRecorded& choice) const {
    return first_of({in_relations("scope", choice.scope, regime), in_by(choice.by), in_about(choice.about)});
  }
  ChoiceFaults operator()(const evidence::WithdrawalRecorded& choice) const {
    return first_of({in_relations("scope", choice.scope, regime), in_by(choice.by), in_about(choice.about)});
  }
  ChoiceFaults operator()(const evidence::OptInRecorded& choice) const {
    if (!contains(regime.opt_in_forms, choice.form)) {
      return unknown_word("form", UnfitChoice::unknown_form, choice.form, regime.opt_in_forms);
    }
    if (choice.notice.empty() && !choice.notice_version.empty()) {
      return invalid("notice", choice.notice_version, UnfitChoice::version_without_notice);
    }
    return first_of({in_relations("recipients", choice.recipients, regime), in_by(choice.by),
                     in_names("parties", choice.parties, UnfitChoice::no_party),
                     in_names("information", choice.information, UnfitChoice::no_information),
                     in_names("offers", choice.offers, UnfitChoice::no_offer), in_about(choice.about),
                     in_defects(choice.defects, regime),
                     in_evidence(choice.evidence, UnfitChoice::opt_in_without_evidence)});
  }
  ChoiceFaults operator()(const evidence::OneTimeConsentRecorded& choice) const {
    static const Names kDirections = {"inbound", "outbound"};
    if (!contains(kDirections, choice.direction)) {
      return unknown_word("direction", UnfitChoice::unknown_direction, choice.direction, kDirections);
    }
    if (choice.channel.empty()) return invalid("call_channel", "", UnfitChoice::call_channel_missing);
    if (!choice.granted) return {};
    return in_evidence(choice.evidence, UnfitChoice::consent_without_evidence);
  }
  ChoiceFaults operator()(const evidence::VerificationRecorded& choice) const {
    if (contains(regime.opt_in_forms, choice.form))
      return in_evidence(choice.evidence, UnfitChoice::verification_without_evidence);
    return unknown_word("form", UnfitChoice::unknown_form_of_verification, choice.form, regime.opt_in_forms);
  }
  ChoiceFaults operator()(const evidence::EmailPermissionRecorded& choice) const {
    if (!choice.granted) return {};
    if (choice.provisional) return invalid("provisional", "", UnfitChoice::permission_provisional);
    return in_evidence(choice.evidence, UnfitChoice::permission_without_evidence);
  }
  ChoiceFaults operator()(const evidence::AgreementRecorded& choice) const {
    if (choice.party.empty()) return invalid("party", "", UnfitChoice::party_missing);
    if (choice.to < choice.from) {
      return invalid("to", assent::to_string(choice.to), UnfitChoice::agreement_ends_first);
    }
    for (const std::string& clause : choice.clauses) {
      if (!contains(regime.agreement_clauses, clause)) {
        return invalid("clauses", clause,
                       {UnfitChoice::unknown_clause, {{"regime", regime.id}, {"known", regime.agreement_clauses}}});
      }
    }
    return {};
  }
  ChoiceFaults operator()(const evidence::PartnerRecorded& choice) const {
    if (choice.party.empty()) return invalid("party", "", UnfitChoice::partner_without_id);
    if (choice.name.empty()) return invalid("name", "", UnfitChoice::partner_without_name);
    if (choice.recipient == kCarrier) {
      return invalid("recipient", choice.recipient, UnfitChoice::partner_is_carrier);
    }
    const bool country = choice.country.empty() || is_country_code(choice.country);
    if (!country) {
      return invalid("country", choice.country, UnfitChoice::no_country_code);
    }
    return in_relations("recipient", Coverage::only({choice.recipient}), regime);
  }
};

// A one-time consent lasts for a call, and no call is longer than a day.
ChoiceFaults in_call(Instant from, Instant to) {
  if (to <= from) return invalid("to", assent::to_string(to), UnfitChoice::call_ends_first);
  if (to - from <= std::chrono::hours{24}) return {};
  return invalid("to", assent::to_string(to), UnfitChoice::call_too_long);
}

// An agreement's own days say when it is in force, and a partner can be named before they are one.
bool may_lie_ahead(const Choice& choice) { return refuses(choice) || is_the_carriers(choice); }

// It was published, and before the approval.
ChoiceFaults in_notice(std::span<const ledger::Recorded> carrier_wide, const evidence::OptInRecorded& choice,
                       Instant effective) {
  if (choice.notice.empty()) return {};
  if (!in_use_from(carrier_wide, choice.notice, "")) {
    return ChoiceFault{ErrorCode::not_found, "notice", choice.notice, UnfitChoice::notice_unpublished};
  }
  const auto in_use = in_use_from(carrier_wide, choice.notice, choice.notice_version);
  if (!in_use) {
    return ChoiceFault{ErrorCode::not_found, "notice_version", choice.notice_version, UnfitChoice::version_unpublished};
  }
  if (effective >= *in_use) return {};
  return invalid("at", assent::to_string(effective), UnfitChoice::before_publication);
}

}  // namespace

Error to_error(const ChoiceFault& fault) {
  reasons::RowReason reason = fault.reason;
  if (!fault.word.empty()) reason.arguments.emplace_back("subject", '`' + visible(fault.word) + '`');
  return explanation::to_error(fault.code, reason);
}

// The lists of kinds are open, so only the form of a name can be checked.
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

std::optional<reasons::Mending> widen(Choice& refusal, std::string_view part) {
  return std::visit(
      [&](auto& body) -> std::optional<reasons::Mending> {
        if constexpr (requires { body.scope; }) {
          const auto wide = [](Coverage& coverage, reasons::Mending told) {
            coverage = Coverage::everything();
            return told;
          };
          if (part == "scope") return wide(body.scope, reasons::Mending::for_everybody);
          if (part == kContactChannels) return wide(body.about.channels, reasons::Mending::for_every_channel);
          if (part == kClasses) return wide(body.about.classes, reasons::Mending::for_every_class);
          if (part == kCategories) return wide(body.about.categories, reasons::Mending::for_every_category);
        }
        return std::nullopt;
      },
      refusal);
}

bool refuses(const Choice& choice) {
  if (const auto* permission = std::get_if<evidence::EmailPermissionRecorded>(&choice)) return !permission->granted;
  return std::holds_alternative<evidence::OptOutRecorded>(choice) ||
         std::holds_alternative<evidence::WithdrawalRecorded>(choice);
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

const evidence::Evidence* evidence_in(const Choice& choice) { return kept_with<const evidence::Evidence>(choice); }
evidence::Evidence* evidence_in(Choice& choice) { return kept_with<evidence::Evidence>(choice); }

ChoiceFaults fault_under(const Choice& choice, const regime::Regime& regime) {
  return std::visit(Check{regime}, choice);
}

ChoiceFaults fault_in(std::string_view account, const Choice& choice, const Circumstances& circumstances, Instant now) {
  if (circumstances.actor.empty()) return invalid("actor", "", UnfitChoice::actor_missing);
  if (circumstances.channel.empty()) {
    return invalid("channel", "", UnfitChoice::channel_missing);
  }
  const bool carriers = is_the_carriers(choice);
  if (carriers != account.empty()) {
    const bool agreement = std::holds_alternative<evidence::AgreementRecorded>(choice);
    const UnfitChoice of_account = agreement ? UnfitChoice::agreement_of_account : UnfitChoice::partner_of_account;
    return invalid("account", "", carriers ? of_account : UnfitChoice::account_missing);
  }
  const Instant effective = circumstances.effective.value_or(now);
  if (effective > now && !may_lie_ahead(choice)) {
    return invalid("at", assent::to_string(effective), UnfitChoice::yet_to_come);
  }
  if (const auto* opt_in = std::get_if<evidence::OptInRecorded>(&choice); opt_in != nullptr && opt_in->until) {
    // In some zone the local date is still the day before the UTC date.
    const auto first = std::chrono::floor<std::chrono::days>(effective) - std::chrono::days{1};
    if (opt_in->until->time_since_epoch() < first.time_since_epoch()) {
      return invalid("until", assent::to_string(*opt_in->until), UnfitChoice::ends_before_given);
    }
  }
  const auto* call = std::get_if<evidence::OneTimeConsentRecorded>(&choice);
  return call == nullptr ? ChoiceFaults() : in_call(effective, call->to);
}

ChoiceFaults fault_against(std::span<const ledger::Recorded> carrier_wide, bool on_record, std::string_view account,
                           const Choice& choice, Instant effective) {
  if (refuses(choice)) return {};
  if (!account.empty() && !on_record) {
    return ChoiceFault{ErrorCode::not_found, "account", std::string(account), UnfitChoice::account_not_on_record};
  }
  const auto* opt_in = std::get_if<evidence::OptInRecorded>(&choice);
  return opt_in == nullptr ? ChoiceFaults() : in_notice(carrier_wide, *opt_in, effective);
}

ledger::Draft draft_of(std::string_view account, const Choice& choice, const Circumstances& circumstances,
                       Instant now) {
  ledger::Draft draft;
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

}  // namespace assent::service
