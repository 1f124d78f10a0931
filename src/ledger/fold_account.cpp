#include "ledger/email_permission.hpp"
#include "ledger/fold.hpp"

#include "base/day_on_earth.hpp"
#include "ledger/corrections.hpp"
#include "ledger/reviews.hpp"

#include <algorithm>
#include <deque>
#include <string>
#include <utility>
#include <variant>

namespace assent::ledger {

bool speaks_against(const evidence::Body& body) {
  if (const auto* delivery = std::get_if<evidence::NoticeDelivery>(&body)) {
    return delivery->result != evidence::NoticeDelivery::Result::delivered;
  }
  if (const auto* permission = std::get_if<evidence::EmailPermissionRecorded>(&body)) return !permission->granted;
  return std::holds_alternative<evidence::OptOutRecorded>(body) ||
         std::holds_alternative<evidence::WithdrawalRecorded>(body);
}

bool is_imported(const evidence::Entry& entry) {
  const evidence::Evidence* evidence = nullptr;
  if (const auto* opt_out = std::get_if<evidence::OptOutRecorded>(&entry.body)) evidence = &opt_out->evidence;
  if (const auto* withdrawal = std::get_if<evidence::WithdrawalRecorded>(&entry.body)) evidence = &withdrawal->evidence;
  const bool carried = evidence != nullptr && evidence->reference.starts_with(kCarriedFrom);
  return !entry.run.empty() && !carried;
}

namespace {

// Of two at the same instant, the later in the ledger is the later.
bool not_before(const Recorded& later, const Recorded* earlier) {
  return earlier == nullptr || later.entry.effective >= earlier->entry.effective;
}

// What speaks against an approval counts as soon as it is on record, however far in the future its instant is.
Instant at_once(const evidence::Entry& entry) { return std::min(entry.effective, entry.recorded); }

bool proves(const evidence::Evidence& evidence) { return !evidence.reference.empty(); }

class Folding {
 public:
  Folding(const CarrierFile& carrier, Instant at, Instant present) : carrier_(carrier), at_(at), present_(present) {}

  // Before anything was recorded.
  void correct(const Recorded& each) {
    corrections_.add(each);
    reviews_.add(each);
  }

  void see(const Recorded& each) {
    if (reviews_.takes_back(each)) return;
    const Recorded* corrected_by = corrections_.latest(each.position);
    if (corrected_by == nullptr) return take(each);
    const auto& correction = std::get<evidence::CorrectionRecorded>(corrected_by->entry.body);
    const bool confirmed = is_confirmed(*corrected_by);
    // An unconfirmed correction takes away and never gives: a refusal also stays as it was, and everything else goes.
    if (!confirmed && speaks_against(each.entry.body)) take(each);
    const bool dated_anew = confirmed || speaks_against(each.entry.body);
    if (correction.effective && dated_anew) take(dated(each, *correction.effective));
    else retracted_.push_back(each.position);
  }

  Result<AccountFile> finish(std::string_view account) {
    apply_failures();
    if (damage_) return tl::unexpected(*std::move(damage_));
    apply_email_permissions();
    drop_overtaken();
    doubt_imported();
    file_.history.agreements = carrier_.agreements();
    file_.history.partners = carrier_.partners();
    make_customer(account);
    return std::move(file_);
  }

  // Before finish(): what the latest permission at or before the sending says. Taking one back is a refusal: it counts
  // at once. If only the day of sending is known, a permission counts if it existed before that day began anywhere on
  // earth, and taking it back counts if it happened before the day had ended everywhere.
  bool email_permitted(const std::variant<Instant, Date>& sent) const {
    const auto in_time = [&](bool granted, Instant counts_from) {
      if (const auto* instant = std::get_if<Instant>(&sent)) return counts_from <= *instant;
      const Date day = std::get<Date>(sent);
      return granted ? counts_from <= day_begins_on_earth(day) : counts_from < day_ends_on_earth(day);
    };
    bool permitted = false;
    Instant latest = kEarliest;
    const auto consider = [&](bool granted, Instant counts_from) {
      if (!in_time(granted, counts_from) || counts_from < latest) return;
      permitted = granted;
      latest = counts_from;
    };
    for (const Recorded* each : permissions_) {
      const bool granted = std::get<evidence::EmailPermissionRecorded>(each->entry.body).granted;
      const Instant counts_from = granted ? each->entry.effective : at_once(each->entry);
      if (!granted && counts_from > present_) consider(false, present_);
      consider(granted, counts_from);
    }
    return permitted;
  }

 private:
  void take(const Recorded& each) {
    std::visit([&](const auto& body) { add(each, body); }, each.entry.body);
  }

  const Recorded& dated(const Recorded& each, Instant effective) {
    DatedAnew& anew = dated_anew_.emplace_back(DatedAnew{each, &each});
    anew.copy.entry.effective = effective;
    return anew.copy;
  }

  void add(const Recorded& each, const evidence::CustomerRecorded& body) {
    const bool by_a_clock_ahead = each.entry.effective > present_ && each.entry.effective <= each.entry.recorded;
    if (by_a_clock_ahead) return add(dated(each, present_), body);
    if (each.entry.effective > at_) {
      file_.profile_until = std::min(file_.profile_until.value_or(kNever), each.entry.effective);
      return;
    }
    if (not_before(each, file_.profile)) file_.profile = &each;
    if (body.state == CustomerState::active && not_before(each, last_active_)) last_active_ = &each;
  }

  void add(const Recorded& each, const evidence::NoticeGivenRecorded& body) {
    auto terms = carrier_.terms(body.notice, body.version, body.language);
    if (terms == nullptr) {
      damage(each.position,
             "gives notice `" + body.notice + "` version `" + body.version + "`, which was not published in `" +
                 body.language + "`",
             "publish that version in that language");
      return;
    }
    NoticeGiven& given = file_.history.notices.emplace_back();
    given.entry = each.position;
    given.terms = std::move(terms);
    given.channel = body.channel;
    given.sent = body.sent;
  }

  void add(const Recorded& each, const evidence::NoticeDelivery& body) {
    switch (body.result) {
      case evidence::NoticeDelivery::Result::delivered: return;  // the same as the assumption; it undoes no failure
      case evidence::NoticeDelivery::Result::bounced:
      case evidence::NoticeDelivery::Result::returned: failures_.push_back({&each, &body}); return;
    }
  }

  // Also from its own instant on: approvals before that one are as far ahead.
  void add(const Recorded& each, const evidence::OptOutRecorded& body) {
    refused(each);
    const Instant received = at_once(each.entry);
    OptOut refusal{{}, each.position, received, body.scope, body.about, reviews_.awaits(each)};
    if (received > present_) file_.history.opt_outs.emplace_back(refusal).received = present_;
    file_.history.opt_outs.push_back(std::move(refusal));
  }

  void add(const Recorded& each, const evidence::WithdrawalRecorded& body) {
    refused(each);
    const Instant given = at_once(each.entry);
    Withdrawal refusal{{}, each.position, given, body.scope, body.about, reviews_.awaits(each)};
    if (given > present_) file_.history.withdrawals.emplace_back(refusal).at = present_;
    file_.history.withdrawals.push_back(std::move(refusal));
  }

  void add(const Recorded& each, const evidence::OptInRecorded& body) {
    file_.history.opt_ins.push_back({{},
                                     each.position,
                                     each.entry.effective,
                                     body.recipients,
                                     body.parties,
                                     body.information,
                                     body.offers,
                                     body.by,
                                     body.grade == evidence::Grade::proved && proves(body.evidence),
                                     !body.notice.empty(),
                                     body.defects,
                                     body.about,
                                     body.until});
    if (each.entry.effective > each.entry.recorded) ahead_.push_back(&each);
    if (is_imported(each.entry)) imported_.push_back(each.position);
  }

  void add(const Recorded& each, const evidence::OneTimeConsentRecorded& body) {
    file_.history.one_time_consents.push_back({{},
                                               each.position,
                                               each.entry.effective,
                                               body.to,
                                               body.channel,
                                               body.granted,
                                               proves(body.evidence),
                                               body.missing});
    if (each.entry.effective > each.entry.recorded) ahead_.push_back(&each);
  }

  void add(const Recorded& each, const evidence::VerificationRecorded& body) {
    file_.history.verifications.push_back({{}, each.position, each.entry.effective, body.form, body.recorded});
  }

  void add(const Recorded& each, const evidence::EmailPermissionRecorded&) { permissions_.push_back(&each); }

  // Carrier-wide; they come from the CarrierFile.
  void add(const Recorded&, const evidence::NoticePublished&) {}
  void add(const Recorded&, const evidence::AgreementRecorded&) {}
  void add(const Recorded&, const evidence::SimulationRecorded&) {}
  void add(const Recorded&, const evidence::NumberKeyRecorded&) {}
  void add(const Recorded&, const evidence::NoticeSendingRecorded&) {}
  void add(const Recorded&, const evidence::ContactRecorded&) {}
  void add(const Recorded&, const evidence::CampaignRunRecorded&) {}
  void add(const Recorded&, const evidence::PartnerRecorded&) {}
  void add(const Recorded&, const evidence::ErasureRecorded&) {}
  void add(const Recorded&, const evidence::PrivacyDocumentRecorded&) {}
  void add(const Recorded&, const evidence::ReadingRecorded&) {}

  // Corrections and reviews were handled before; what is carried over a link is recorded for this account itself.
  void add(const Recorded&, const evidence::CorrectionRecorded&) {}
  void add(const Recorded&, const evidence::ReviewRecorded&) {}
  void add(const Recorded&, const evidence::LinkRecorded&) {}

  // The first one is reported.
  void damage(Position position, const std::string& what, const char* mend) {
    if (damage_) return;
    damage_ = Error{ErrorCode::damaged, "entry " + entry_name(position) + " " + what, mend};
  }

  // A failure is final; of several, the one that became known first counts.
  void apply_failures() {
    for (const auto& [each, failure] : failures_) {
      auto& notices = file_.history.notices;
      const auto given = std::find_if(notices.begin(), notices.end(),
                                      [&](const NoticeGiven& notice) { return notice.entry == failure->given; });
      if (given == notices.end()) {
        if (std::find(retracted_.begin(), retracted_.end(), failure->given) != retracted_.end()) continue;
        damage(each->position, "is about a failed delivery of a notice that was not given to this account",
               "see what else is on record about the account with `assent ledger log`");
        return;
      }
      const Instant known = std::min(at_once(each->entry), present_);
      if (given->delivery_known && *given->delivery_known <= known) continue;
      given->delivery =
          failure->result == evidence::NoticeDelivery::Result::bounced ? Delivery::bounced : Delivery::returned;
      given->delivery_known = known;
      given->delivery_entry = each->position;
    }
  }

  void apply_email_permissions() {
    for (NoticeGiven& given : file_.history.notices) given.email_permission = email_permitted(given.sent);
  }

  // An approval with an instant later than its recording must not outrank a refusal that came after it was recorded.
  // Such an approval is left out.
  void drop_overtaken() {
    for (const Recorded* each : ahead_) {
      const auto overtakes = [&](Instant refused) {
        return each->entry.recorded <= refused && refused <= each->entry.effective;
      };
      History& history = file_.history;
      const bool overtaken = std::any_of(history.opt_outs.begin(), history.opt_outs.end(),
                                         [&](const OptOut& refusal) { return overtakes(refusal.received); }) ||
                             std::any_of(history.withdrawals.begin(), history.withdrawals.end(),
                                         [&](const Withdrawal& refusal) { return overtakes(refusal.at); });
      if (!overtaken) continue;
      std::erase_if(history.opt_ins, [&](const OptIn& opt_in) { return opt_in.entry == each->position; });
      std::erase_if(history.one_time_consents,
                    [&](const OneTimeConsent& consent) { return consent.entry == each->position; });
    }
  }

  void refused(const Recorded& each) {
    if (!is_imported(each.entry)) first_refusal_ = std::min({first_refusal_, at_once(each.entry), present_});
  }

  // An imported approval proves nothing against a refusal recorded here, in whatever order the two were recorded. Among
  // imported entries the instants decide.
  void doubt_imported() {
    for (OptIn& opt_in : file_.history.opt_ins) {
      const bool imported = std::find(imported_.begin(), imported_.end(), opt_in.entry) != imported_.end();
      if (imported && first_refusal_ <= opt_in.at) opt_in.evidence = false;
    }
  }

  void make_customer(std::string_view account) {
    if (file_.profile == nullptr) return;
    // The last copy first: one may be a copy of another.
    for (auto each = dated_anew_.rbegin(); each != dated_anew_.rend(); ++each) {
      if (file_.profile == &each->copy) file_.profile = each->original;
    }
    const auto& profile = std::get<evidence::CustomerRecorded>(file_.profile->entry.body);
    Customer& customer = file_.customer.emplace();
    customer.account = account;
    customer.state = profile.state;
    customer.kind = profile.kind;
    customer.language = profile.language;
    customer.time_zone = profile.time_zone;
    if (profile.state == CustomerState::active) {
      customer.services = profile.services;
    } else if (!profile.services.empty()) {  // a carrier's file may still list what they had
      customer.former_services = profile.services;
    } else if (last_active_ != nullptr) {
      customer.former_services = std::get<evidence::CustomerRecorded>(last_active_->entry.body).services;
    }
  }

  const CarrierFile& carrier_;
  Instant at_;
  Instant present_;
  AccountFile file_;
  std::optional<Error> damage_;
  const Recorded* last_active_ = nullptr;
  std::vector<std::pair<const Recorded*, const evidence::NoticeDelivery*>> failures_;
  std::vector<const Recorded*> permissions_;
  std::vector<const Recorded*> ahead_;  // approvals with an instant later than their recording
  Corrections corrections_;
  Reviews reviews_;
  std::vector<Position> retracted_;
  std::vector<Position> imported_;  // opt-ins
  Instant first_refusal_ = kNever;  // that were not imported
  struct DatedAnew {
    Recorded copy;
    const Recorded* original;
  };
  std::deque<DatedAnew> dated_anew_;
};

}  // namespace

bool email_permitted(std::span<const Recorded> entries, std::string_view account, Instant at) {
  const CarrierFile carrier;
  Folding folding(carrier, at, kNever);
  const auto each_of = [&](const auto& visit) {
    for (const Recorded& each : entries) {
      if (each.entry.account == account) visit(each);
    }
  };
  each_of([&](const Recorded& each) {
    const evidence::EntryKind kind = each.entry.kind();
    if (kind == evidence::EntryKind::correction || kind == evidence::EntryKind::review) folding.correct(each);
  });
  each_of([&](const Recorded& each) {
    if (each.entry.kind() == evidence::EntryKind::email_permission) folding.see(each);
  });
  return folding.email_permitted(at);
}

Result<AccountFile> fold_account(std::span<const Recorded> entries, const CarrierFile& carrier,
                                 std::string_view account, Instant at, Instant known_at, Instant present) {
  Folding folding(carrier, at, present);
  for (const Recorded& each : entries) {
    const bool known = each.entry.account == account && each.entry.recorded <= known_at;
    const evidence::EntryKind kind = each.entry.kind();
    if (known && (kind == evidence::EntryKind::correction || kind == evidence::EntryKind::review))
      folding.correct(each);
  }
  for (const Recorded& each : entries) {
    if (each.entry.account == account && each.entry.recorded <= known_at) folding.see(each);
  }
  return folding.finish(account);
}

}  // namespace assent::ledger
