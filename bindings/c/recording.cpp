#include "boundary.hpp"
#include "consent/about.hpp"
#include "evidence/hash.hpp"
#include "intake/refusal_law.hpp"
#include "named_customer.hpp"
#include "service/choice.hpp"
#include "wording/words.hpp"

using namespace assent;
using namespace assent::boundary;

namespace {

Coverage coverage_of(const assent_names& given, Coverage absent) {
  Names names = strings_of(given);
  if (names.empty()) return absent;
  return contains(names, "all") ? Coverage::everything() : Coverage::only(std::move(names));
}

Result<Evidence> evidence_in(const assent_choice& given) {
  Evidence evidence;
  evidence.reference = string_of(given.evidence);
  if (masked(evidence.reference) != evidence.reference && evidence.reference.find_first_of("@+") != std::string::npos) {
    return fail(ErrorCode::invalid, "the evidence reference looks like a telephone number or an e-mail address",
                "name the recording or the document, not the person");
  }
  if (const auto hash = text_of(given.evidence_sha256); !hash.empty()) {
    evidence.sha256 = hash_from_hex(hash);
    if (!evidence.sha256) {
      return fail(ErrorCode::invalid, "the evidence's SHA-256 is none",
                  "write 64 hexadecimal figures in small letters");
    }
    if (evidence.reference.empty()) evidence.reference = "sha256:" + std::string(hash.substr(0, 16));
  }
  return evidence;
}

About about_in(const assent_choice& given) {
  return {kinds_named(strings_of(given.contact_channels)), kinds_named(strings_of(given.classes)),
          kinds_named(strings_of(given.categories))};
}

// A name that cannot be kept is none, and Recorder reads the refusal as widely as it can be.
About about_of_refusal(const assent_choice& given) {
  const auto kinds = [](const assent_names& names) {
    Names kept;
    for (const std::string& each : strings_of(names)) kept.push_back(keepable(each));
    return kinds_named(std::move(kept));
  };
  return {kinds(given.contact_channels), kinds(given.classes), kinds(given.categories)};
}

Result<void> check_all_stands_alone(const assent_names& given) {
  if (given.count < 2 || !contains(strings_of(given), "all")) return {};
  return fail(ErrorCode::invalid, "`all` stands beside other names", "write `all`, or the names alone");
}

// A refusal is not turned away for its evidence, its postmark or its words (docs/import.md, "The refusal law").
template <class Refusal>
Refusal refusal_in(const assent_choice& given, std::string& told) {
  Refusal refusal;
  refusal.scope = coverage_of(given.scope, Coverage::everything());
  refusal.about = about_of_refusal(given);
  if (const auto by = keepable(text_of(given.by)); !by.empty()) refusal.by = by;
  const std::string reference = keepable(text_of(given.evidence));
  assent_choice kept = given;
  kept.evidence = reference.c_str();
  auto evidence = evidence_in(kept);
  if (evidence) refusal.evidence = *std::move(evidence);
  else add_told(told, "recorded without its evidence", to_string(evidence.error()));
  return refusal;
}

Result<Choice> opt_in_in(const assent_choice& given) {
  OptInRecorded body;
  if (!text_of(given.form).empty()) body.form = given.form;
  body.recipients = coverage_of(given.recipients, Coverage::only({kCarrier}));
  body.parties = coverage_of(given.parties, Coverage::everything());
  body.information = coverage_of(given.information, Coverage::everything());
  body.offers = coverage_of(given.offers, Coverage::everything());
  for (const auto* kinds : {&given.contact_channels, &given.classes, &given.categories}) {
    TRY(check_all_stands_alone(*kinds));
  }
  body.about = about_in(given);
  if (const auto day = text_of(given.until); !day.empty()) {
    const auto until = parse_date(day);
    if (!until) {
      return fail(ErrorCode::invalid, "the last day of the opt-in is " + shown(day) + ", which is no date",
                  "write it as `2026-03-01`");
    }
    body.until = *until;
  }
  if (!text_of(given.by).empty()) body.by = given.by;
  body.notice = string_of(given.notice);
  body.notice_version = string_of(given.notice_version);
  body.defects = strings_of(given.defects);
  body.evidence = TRY(evidence_in(given));
  return body;
}

Result<Choice> choice_in(const assent_choice& given, std::string& told) {
  switch (given.kind) {
    case ASSENT_OPT_OUT: {
      auto body = refusal_in<OptOutRecorded>(given, told);
      if (const auto day = text_of(given.postmarked); !day.empty()) {
        const auto date = parse_date(day);
        if (date) body.postmarked = *date;
        else add_told(told, "recorded without its postmark", to_string(date.error()));
      }
      return body;
    }
    case ASSENT_WITHDRAWAL: return refusal_in<WithdrawalRecorded>(given, told);
    case ASSENT_OPT_IN: return opt_in_in(given);
    default:
      return fail(ErrorCode::invalid, "it is not said what is recorded",
                  "set the kind to ASSENT_OPT_OUT, ASSENT_OPT_IN or ASSENT_WITHDRAWAL");
  }
}

// An instant that cannot be read turns no refusal away either: it counts from now on.
Result<Circumstances> circumstances_in(const assent_circumstances& given, const OpenedEngine& opened, bool refusal,
                                       std::string& told) {
  Circumstances circumstances;
  const auto effective = instant_in(given.effective);
  if (effective) circumstances.effective = *effective;
  else if (refusal) add_told(told, "recorded as of now", to_string(effective.error()));
  else return tl::unexpected(effective.error());
  circumstances.actor = text_of(given.actor).empty() ? opened.files().actor : given.actor;
  circumstances.channel = text_of(given.channel).empty() ? "library" : given.channel;
  circumstances.key = string_of(given.key);
  return circumstances;
}

using KeptAcknowledgement = Kept<assent_acknowledgement>;

struct Done {
  std::vector<std::string> entries;
  std::vector<std::string> accounts;
  std::uint64_t carried = 0;

  void add(const Acknowledgement& each, bool for_number) {
    entries.push_back(entry_name(each.position));
    accounts.push_back(for_number ? "" : each.entry.account);
  }
};

std::unique_ptr<KeptAcknowledgement> kept_of(const Acknowledgement& first, const Done& done, std::string told) {
  auto kept = std::make_unique<KeptAcknowledgement>();
  if (!first.told.empty()) add_told(told, first.told, "");
  kept->entries = kept->names(done.entries);
  kept->accounts = kept->names(done.accounts);
  kept->recorded = microseconds_of(first.entry.recorded);
  kept->effective = microseconds_of(first.entry.effective);
  kept->repeated = first.repeated ? 1 : 0;
  kept->account_unknown = first.account_unknown ? 1 : 0;
  kept->carried = done.carried;
  kept->told = kept->text(told);
  return kept;
}

}  // namespace

assent_status assent_record(assent_engine* engine, const assent_customer* customer, const assent_choice* choice,
                            const assent_circumstances* circumstances, assent_acknowledgement** acknowledgement,
                            assent_error** error) noexcept {
  if (acknowledgement != nullptr) *acknowledgement = nullptr;
  return guarded(error, [&]() -> Result<void> {
    TRY(check_given(engine));
    TRY(check_given(acknowledgement));
    OpenedEngine& opened = *engine->opened;
    Engine& asked = opened.engine();
    std::string told;
    const auto given = TRY(taken(choice, "choice"));
    const auto surrounding = TRY(taken(circumstances, "circumstances"));
    const auto who = TRY(customer_in(customer, asked.ports().telephones));
    const auto chosen = TRY(choice_in(given, told));
    if (!who.telephone.empty() && !refuses(chosen)) {
      return fail(ErrorCode::invalid, "an approval names its customer by a telephone number", "give the account");
    }
    const auto regime = TRY(asked.regime(text_of(surrounding.regime), asked.now()));
    const auto how = TRY(circumstances_in(surrounding, opened, refuses(chosen), told));
    Done done;
    if (who.telephone.empty()) {
      const auto recorded = TRY(asked.record(who.account, chosen, how, *regime));
      done.add(recorded, false);
      done.carried = recorded.carried;
      auto kept = kept_of(recorded, done, std::move(told));
      hand_out(kept, acknowledgement);
      return {};
    }
    const auto recorded = TRY(asked.record_of_number(who.telephone, chosen, how, *regime));
    for (const Acknowledgement& each : recorded.all) done.add(each, false);
    if (recorded.kept) done.add(*recorded.kept, true);
    done.carried = recorded.carried;
    auto kept = kept_of(recorded.all.empty() ? *recorded.kept : recorded.all.front(), done, std::move(told));
    hand_out(kept, acknowledgement);
    return {};
  });
}

void assent_acknowledgement_free(assent_acknowledgement* acknowledgement) noexcept {
  delete static_cast<KeptAcknowledgement*>(acknowledgement);
}
