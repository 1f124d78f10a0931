#include "app/stated_choice.hpp"
#include "boundary.hpp"
#include "evidence/hash.hpp"
#include "intake/refusal_law.hpp"
#include "named_customer.hpp"
#include "remote.hpp"
#include "service/choice.hpp"
#include "wording/words.hpp"

#include <optional>

using namespace assent;
using namespace assent::boundary;

namespace {

Result<app::StatedEvidence> evidence_in(const assent_choice& given) {
  app::StatedEvidence stated{string_of(given.evidence)};
  if (const auto hash = text_of(given.evidence_sha256); !hash.empty()) {
    stated.sha256 = evidence::hash_from_hex(hash);
    if (!stated.sha256) {
      return fail(ErrorCode::invalid, "the evidence's SHA-256 is not one",
                  "write 64 hexadecimal digits in small letters");
    }
  }
  return stated;
}

app::StatedKinds kinds_in(const assent_choice& given) {
  return {strings_of(given.contact_channels), strings_of(given.classes), strings_of(given.categories)};
}

app::StatedRefusal refusal_in(const assent_choice& given) {
  app::StatedRefusal refusal{strings_of(given.scope), kinds_in(given)};
  if (!text_of(given.by).empty()) refusal.by = given.by;
  refusal.evidence = evidence_in(given);
  refusal.provisional = given.provisional != 0;
  return refusal;
}

Result<std::optional<Date>> postmark_in(const assent_choice& given) {
  const auto day = text_of(given.postmarked);
  if (day.empty()) return std::nullopt;
  const auto date = TRY(parse_date(day));
  return date;
}

Result<service::Choice> opt_in_in(const assent_choice& given) {
  if (given.provisional != 0) {
    return fail(ErrorCode::invalid, "an opt-in cannot be provisional; only a refusal can",
                "record it when a person has read it");
  }
  app::StatedOptIn stated;
  if (!text_of(given.form).empty()) stated.form = given.form;
  stated.recipients = strings_of(given.recipients);
  stated.parties = strings_of(given.parties);
  stated.information = strings_of(given.information);
  stated.offers = strings_of(given.offers);
  stated.kinds = kinds_in(given);
  if (const auto day = text_of(given.until); !day.empty()) {
    const auto until = parse_date(day);
    if (!until) {
      return fail(ErrorCode::invalid, "the last day of the opt-in is " + wording::shown(day) + ", which is not a date",
                  "write it like `2026-03-01`");
    }
    stated.until = *until;
  }
  if (!text_of(given.by).empty()) stated.by = given.by;
  stated.notice = string_of(given.notice);
  stated.notice_version = string_of(given.notice_version);
  stated.defects = strings_of(given.defects);
  stated.evidence = TRY(evidence_in(given));
  return app::opt_in_of(stated);
}

Result<service::Choice> choice_in(const assent_choice& given, std::string& told) {
  switch (given.kind) {
    case ASSENT_OPT_OUT: return app::opt_out_of(refusal_in(given), postmark_in(given), told);
    case ASSENT_WITHDRAWAL: return app::withdrawal_of(refusal_in(given), told);
    case ASSENT_OPT_IN: return opt_in_in(given);
    default:
      return fail(ErrorCode::invalid, "the kind of the choice is missing",
                  "set the kind to ASSENT_OPT_OUT, ASSENT_OPT_IN or ASSENT_WITHDRAWAL");
  }
}

// An instant that cannot be read does not reject a refusal: it counts from now on.
Result<service::Circumstances> circumstances_in(const assent_circumstances& given, const embed::OpenedEngine& opened,
                                                bool refusal, std::string& told) {
  service::Circumstances circumstances;
  const auto effective = instant_in(given.effective);
  if (effective) circumstances.effective = *effective;
  else if (refusal) intake::add_told(told, "recorded as of now", to_string(effective.error()));
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

  void add(const service::Acknowledgement& each, bool for_number) {
    entries.push_back(entry_name(each.position));
    accounts.push_back(for_number ? "" : each.entry.account);
  }
};

std::unique_ptr<KeptAcknowledgement> kept_of(const service::Acknowledgement& first, const Done& done,
                                             std::string told) {
  auto kept = std::make_unique<KeptAcknowledgement>();
  if (!first.told.empty()) intake::add_told(told, first.told, "");
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
    if (engine->remote) return record_remotely(*engine->remote, customer, choice, circumstances, acknowledgement);
    embed::OpenedEngine& opened = *engine->opened;
    app::Engine& asked = opened.engine();
    std::string told;
    const auto given = TRY(taken(choice, "choice"));
    const auto surrounding = TRY(taken(circumstances, "circumstances"));
    const auto who = TRY(customer_in(customer, asked.ports().telephones));
    const auto chosen = TRY(choice_in(given, told));
    if (!who.telephone.empty() && !service::refuses(chosen)) {
      return fail(ErrorCode::invalid, "an approval names its customer by a telephone number", "give the account");
    }
    const auto regime = TRY(asked.regime(text_of(surrounding.regime), asked.now()));
    const auto how = TRY(circumstances_in(surrounding, opened, service::refuses(chosen), told));
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
    for (const service::Acknowledgement& each : recorded.all) done.add(each, false);
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
