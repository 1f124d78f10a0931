#include "service/record.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace assent {
namespace {

tl::unexpected<Error> unknown_word(std::string_view what, std::string_view word, const Names& known) {
  return fail(ErrorCode::invalid, fmt::format("`{}` is no {}", word, what),
              fmt::format("write one of `{}`", fmt::join(known, "`, `")));
}

Result<void> check_relations(const Coverage& coverage, const Regime& regime) {
  if (coverage.any) return {};
  if (coverage.names.empty()) return fail(ErrorCode::invalid, "no recipient is named", "name relations, or `all`");
  for (const std::string& name : coverage.names) {
    if (regime.relation(name) != nullptr) continue;
    Names known;
    for (const RelationRule& rule : regime.relations) known.push_back(rule.relation);
    return unknown_word(fmt::format("recipient that the regime `{}` knows", regime.id), name, known);
  }
  return {};
}

Result<void> check_named(const Coverage& coverage, std::string_view what) {
  if (coverage.any || !coverage.names.empty()) return {};
  return fail(ErrorCode::invalid, fmt::format("no {} is named", what), "name one, or leave it open for all");
}

Result<void> check_evidence(const Evidence& evidence, std::string_view of_what) {
  if (!evidence.reference.empty()) return {};
  return fail(ErrorCode::invalid, fmt::format("{} comes without evidence", of_what),
              "give the reference of the recording, the scan or the log line that proves it");
}

Result<void> check_by(std::string_view by) {
  if (!by.empty()) return {};
  return fail(ErrorCode::invalid, "it is not said who made the choice",
              "write `owner`, `authorised_representative`, …");
}

struct Check {
  const Regime& regime;

  Result<void> operator()(const OptOutRecorded& choice) const {
    return check_relations(choice.scope, regime).and_then([&] { return check_by(choice.by); });
  }
  Result<void> operator()(const WithdrawalRecorded& choice) const {
    return check_relations(choice.scope, regime).and_then([&] { return check_by(choice.by); });
  }
  Result<void> operator()(const OptInRecorded& choice) const {
    if (!contains(regime.opt_in_forms, choice.form)) {
      return unknown_word("form of an opt-in", choice.form, regime.opt_in_forms);
    }
    if (choice.notice.empty() && !choice.notice_version.empty()) {
      return fail(ErrorCode::invalid, fmt::format("version `{}` is named without its notice", choice.notice_version),
                  "name the notice too");
    }
    return check_relations(choice.recipients, regime)
        .and_then([&] { return check_by(choice.by); })
        .and_then([&] { return check_named(choice.parties, "party"); })
        .and_then([&] { return check_named(choice.information, "type of information"); })
        .and_then([&] { return check_named(choice.offers, "offer"); })
        .and_then([&] { return check_evidence(choice.evidence, "an opt-in"); });
  }
  Result<void> operator()(const OneTimeConsentRecorded& choice) const {
    static const Names kDirections = {"inbound", "outbound"};
    if (!contains(kDirections, choice.direction))
      return unknown_word("direction of a call", choice.direction, kDirections);
    if (choice.channel.empty()) return fail(ErrorCode::invalid, "the call's channel is missing", "write `phone`");
    if (!choice.granted) return {};
    return check_evidence(choice.evidence, "a one-time consent");
  }
  Result<void> operator()(const VerificationRecorded& choice) const {
    if (contains(regime.opt_in_forms, choice.form)) return {};
    return unknown_word("form of a verification", choice.form, regime.opt_in_forms);
  }
  Result<void> operator()(const EmailPermissionRecorded&) const { return {}; }
  Result<void> operator()(const AgreementRecorded& choice) const {
    if (choice.party.empty()) return fail(ErrorCode::invalid, "the agreement names no party", "name the party");
    if (choice.to < choice.from) {
      return fail(ErrorCode::invalid,
                  fmt::format("the agreement ends on `{}`, before it begins on `{}`", to_string(choice.to),
                              to_string(choice.from)),
                  "write the first and the last day in force");
    }
    for (const std::string& clause : choice.clauses) {
      if (!contains(regime.agreement_clauses, clause)) {
        return unknown_word(fmt::format("clause that the regime `{}` knows", regime.id), clause,
                            regime.agreement_clauses);
      }
    }
    return {};
  }
};

// What takes something away. It must reach the ledger even where a grant would be turned away.
bool refuses(const Choice& choice) {
  if (const auto* permission = std::get_if<EmailPermissionRecorded>(&choice)) return !permission->granted;
  return std::holds_alternative<OptOutRecorded>(choice) || std::holds_alternative<WithdrawalRecorded>(choice);
}

Result<void> check_circumstances(std::string_view account, const Choice& choice, const Circumstances& circumstances,
                                 Instant effective) {
  if (circumstances.actor.empty()) return fail(ErrorCode::invalid, "the actor is missing", "say who records it");
  if (circumstances.channel.empty()) {
    return fail(ErrorCode::invalid, "the channel is missing", "say by which way it came in");
  }
  const bool agreement = std::holds_alternative<AgreementRecorded>(choice);
  if (agreement != account.empty()) {
    return agreement ? fail(ErrorCode::invalid, "an agreement is the carrier's own", "name no account")
                     : fail(ErrorCode::invalid, "the account is missing", "name the customer's account");
  }
  if (const auto* call = std::get_if<OneTimeConsentRecorded>(&choice); call != nullptr && call->to <= effective) {
    return fail(ErrorCode::invalid, fmt::format("the call ends at `{}`, no later than it begins", to_string(call->to)),
                "give the call's beginning and its end");
  }
  return {};
}

bool is_published(const std::vector<Recorded>& carrier_wide, const OptInRecorded& choice) {
  return std::any_of(carrier_wide.begin(), carrier_wide.end(), [&](const Recorded& each) {
    const auto* notice = std::get_if<NoticePublished>(&each.entry.body);
    return notice != nullptr && notice->notice == choice.notice &&
           (choice.notice_version.empty() || notice->version == choice.notice_version);
  });
}

bool is_customer(const std::vector<Recorded>& own) {
  return std::any_of(own.begin(), own.end(),
                     [](const Recorded& each) { return each.entry.kind() == EntryKind::customer; });
}

// What a grant presupposes.
Result<void> check_against(const CustomerFile::Entries& entries, std::string_view account, const Choice& choice) {
  if (!account.empty() && !is_customer(entries.own)) {
    return fail(ErrorCode::not_found, fmt::format("account `{}` is not on record", account),
                "import the customer first, or mend the account");
  }
  const auto* opt_in = std::get_if<OptInRecorded>(&choice);
  if (opt_in != nullptr && !opt_in->notice.empty() && !is_published(*entries.carrier_wide, *opt_in)) {
    return fail(ErrorCode::not_found,
                fmt::format("notice `{}` `{}` was not published", opt_in->notice, opt_in->notice_version),
                "name a published notice and version, or publish it first");
  }
  return {};
}

std::string party_named(const Choice& choice) {
  const auto* opt_in = std::get_if<OptInRecorded>(&choice);
  return opt_in != nullptr && !opt_in->parties.names.empty() ? opt_in->parties.names.front() : std::string();
}

// The entries as they stood before and after the one at `position`.
CustomerFile::Entries up_to(const CustomerFile::Entries& entries, Position position, bool included) {
  CustomerFile::Entries some;
  some.carrier_wide = entries.carrier_wide;
  for (const Recorded& each : entries.own) {
    if (each.position < position || (included && each.position == position)) some.own.push_back(each);
  }
  return some;
}

std::vector<StatusChange> changes_of(const CustomerFile& file, const CustomerFile::Entries& entries,
                                     std::string_view account, const Choice& choice, const Regime& regime,
                                     const Receipt& receipt) {
  const AsOf as_of{receipt.recorded, receipt.recorded};
  const OnFile before = file.of(account, up_to(entries, receipt.position, false), regime, as_of);
  const OnFile after = file.of(account, up_to(entries, receipt.position, true), regime, as_of);
  std::vector<StatusChange> changes;
  for (const RelationRule& rule : regime.relations) {
    const Use use = standard_use(choice, regime, rule.relation);
    changes.push_back({rule.relation, use.party, decide_on_file(regime, before, use, as_of.at),
                       decide_on_file(regime, after, use, as_of.at)});
  }
  return changes;
}

}  // namespace

Result<void> check_choice(const Choice& choice, const Regime& regime) { return std::visit(Check{regime}, choice); }

Use standard_use(const Choice& choice, const Regime& regime, std::string_view relation) {
  Use use;
  use.purpose = "marketing";
  use.recipient = std::string(relation);
  use.party = relation == kCarrier ? std::string() : party_named(choice);
  use.information = {"contact", "services"};
  Offer offer;
  if (const auto* opt_in = std::get_if<OptInRecorded>(&choice)) {
    if (!opt_in->information.any) use.information = opt_in->information.names;
    if (!opt_in->offers.names.empty()) offer.id = opt_in->offers.names.front();
  }
  // Of a class that raises no level, in a category that nobody has.
  if (!regime.communications_classes.empty()) offer.offer_class = regime.communications_classes.front();
  use.offer = std::move(offer);
  return use;
}

Result<Acknowledgement> Recorder::record(std::string_view account, const Choice& choice,
                                         const Circumstances& circumstances, const Regime& regime, Instant now) {
  const Instant effective = circumstances.effective.value_or(now);
  if (const auto checked = check_choice(choice, regime); !checked) return tl::unexpected(checked.error());
  if (const auto checked = check_circumstances(account, choice, circumstances, effective); !checked) {
    return tl::unexpected(checked.error());
  }

  // A refusal goes to the ledger even when nothing can be read from it.
  const auto found = file_->entries(account);
  if (!refuses(choice)) {
    if (!found) return tl::unexpected(found.error());
    if (const auto checked = check_against(*found, account, choice); !checked) return tl::unexpected(checked.error());
  }

  Draft draft;
  draft.entry.account = std::string(account);
  draft.entry.effective = effective;
  draft.entry.actor = circumstances.actor;
  draft.entry.channel = circumstances.channel;
  draft.entry.key = circumstances.key;
  std::visit([&](const auto& body) { draft.entry.body = body; }, choice);
  draft.effective_is_now = !circumstances.effective;
  const auto receipts = ledger_->append({&draft, 1}, now);
  if (!receipts) return tl::unexpected(receipts.error());

  const Receipt& receipt = receipts->front();
  Acknowledgement answer;
  answer.position = receipt.position;
  answer.entry = std::move(draft.entry);
  answer.entry.recorded = receipt.recorded;
  answer.repeated = receipt.repeated;
  const auto entries = file_->entries(account);
  if (!entries) return answer;  // recorded all the same
  for (const Recorded& each : entries->own) {
    if (each.position == receipt.position) answer.entry = each.entry;
  }
  if (!account.empty()) {
    answer.account_unknown = !is_customer(entries->own);
    answer.changes = changes_of(*file_, *entries, account, choice, regime, receipt);
  }
  return answer;
}

}  // namespace assent
