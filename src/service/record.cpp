#include "service/record.hpp"

#include "consent/kept_account.hpp"
#include "explanation/row_words.hpp"
#include "intake/refusal_law.hpp"
#include "ledger/same_content.hpp"
#include "service/carried_refusals.hpp"
#include "service/ledger_clock.hpp"
#include "service/mended_refusal.hpp"
#include "service/number_holders.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace assent::service {
namespace {

bool is_customer(const std::vector<ledger::Recorded>& own) {
  return std::any_of(own.begin(), own.end(),
                     [](const ledger::Recorded& each) { return each.entry.kind() == evidence::EntryKind::customer; });
}

// The entries before and after the one at `position`.
CustomerFile::Entries up_to(const CustomerFile::Entries& entries, Position position, bool included) {
  CustomerFile::Entries some;
  some.carrier_wide = entries.carrier_wide;
  for (const ledger::Recorded& each : entries.own) {
    if (each.position < position || (included && each.position == position)) some.own.push_back(each);
  }
  return some;
}

// The uses to compare, for any relation.
struct Asked {
  std::string offer;  // empty: one with no name
  Names information;
  std::string channel;      // of contact; empty: none
  std::string offer_class;  // empty: any
  std::string category;     // empty: one that no customer has

  friend auto operator<=>(const Asked&, const Asked&) = default;
};

// The parties and things that the choice, or an approval on record, names.
struct NamedRecipients {
  std::set<std::string> parties;
  std::set<Asked> asked;

  void add(const evidence::OptInRecorded& opt_in) {
    parties.insert(opt_in.parties.names.begin(), opt_in.parties.names.end());
    const Names information = opt_in.information.any ? usual() : opt_in.information.names;
    const Names offers = opt_in.offers.any ? Names{""} : opt_in.offers.names;
    const Names channels = opt_in.about.channels.any ? Names{""} : opt_in.about.channels.names;
    for (const std::string& offer : offers) {
      for (const std::string& channel : channels) {
        asked.insert({offer, information, channel, first_of(opt_in.about.classes), first_of(opt_in.about.categories)});
      }
    }
  }

  // One stands for all of them.
  static std::string first_of(const Coverage& kinds) {
    return kinds.names.empty() ? std::string() : kinds.names.front();
  }

  static Names usual() { return {"contact", "services"}; }
};

NamedRecipients named_in(const Choice& choice, const CustomerFile::Entries& entries) {
  NamedRecipients named;
  if (const auto* opt_in = std::get_if<evidence::OptInRecorded>(&choice)) named.add(*opt_in);
  else named.asked.insert({"", NamedRecipients::usual(), "", "", ""});
  for (const ledger::Recorded& each : entries.own) {
    if (const auto* opt_in = std::get_if<evidence::OptInRecorded>(&each.entry.body)) named.add(*opt_in);
  }
  for (const ledger::Recorded& each : *entries.carrier_wide) {
    if (const auto* agreement = std::get_if<evidence::AgreementRecorded>(&each.entry.body))
      named.parties.insert(agreement->party);
  }
  return named;
}

Use use_asked(const Asked& asked, std::string_view relation, const std::string& party, const regime::Regime& regime) {
  Use use;
  use.purpose = "marketing";
  use.recipient = std::string(relation);
  use.party = party;
  use.information = asked.information;
  Offer offer;
  offer.id = asked.offer;
  offer.category = asked.category;
  offer.offer_class = asked.offer_class;
  use.channel = asked.channel;
  // Of a class that raises no level, in a category that no customer has.
  if (offer.offer_class.empty() && !regime.communications_classes.empty())
    offer.offer_class = regime.communications_classes.front();
  use.offer = std::move(offer);
  return use;
}

std::vector<StatusChange> changes_of(const CustomerFile& file, const CustomerFile::Entries& entries,
                                     std::string_view account, const Choice& choice, const regime::Regime& regime,
                                     const ledger::Receipt& receipt) {
  const AsOf as_of{receipt.recorded, receipt.recorded};
  const OnFile before = file.of(account, up_to(entries, receipt.position, false), regime, as_of);
  const OnFile after = file.of(account, up_to(entries, receipt.position, true), regime, as_of);
  NamedRecipients named = named_in(choice, entries);
  if (named.parties.empty()) named.parties.insert("");
  const std::set<std::string> nobody = {""};
  std::vector<StatusChange> changes;
  for (const regime::RelationRule& rule : regime.relations) {
    for (const std::string& party : rule.relation == kCarrier ? nobody : named.parties) {
      for (const Asked& asked : named.asked) {
        const Use use = use_asked(asked, rule.relation, party, regime);
        changes.push_back({rule.relation, party, asked.offer, asked.information, asked.channel,
                           decide_on_file(regime, before, use, as_of.at),
                           decide_on_file(regime, after, use, as_of.at)});
      }
    }
  }
  return changes;
}

bool evidence_holds(const Choice& choice, const std::vector<ledger::Recorded>& entries) {
  const evidence::Evidence* evidence = evidence_in(choice);
  return evidence != nullptr && holds_number_of(entries, evidence->reference);
}

void leave_out_evidence(Choice& refusal, std::string& told) {
  intake::add_told(
      told, "recorded without the reference of its evidence",
      explanation::say(reasons::RowReason(reasons::ListFault::number_in_evidence), explanation::Language::en));
  evidence_in(refusal)->reference.clear();
}

}  // namespace

Result<Acknowledgement> Recorder::record(std::string_view name, const Choice& given, const Circumstances& circumstances,
                                         const regime::Regime& regime, Instant now) {
  const std::string account = bare_name(name);
  Choice choice = given;
  std::string told = refuses(choice) ? mend_refusal(choice, regime) : std::string();
  if (const auto fault = fault_under(choice, regime)) return tl::unexpected(to_error(*fault));
  if (const auto fault = fault_in(account, choice, circumstances, now)) return tl::unexpected(to_error(*fault));

  // A refusal goes to the ledger even if nothing in it can be read.
  const auto found = file_->entries(account);
  if (!refuses(choice)) {
    if (!found) return tl::unexpected(found.error());
    const auto recording = TRY(recording_instant(*ledger_, now));
    if (const auto fault = fault_against(*found->carrier_wide, is_customer(found->own), account, choice,
                                         circumstances.effective.value_or(recording))) {
      return tl::unexpected(to_error(*fault));
    }
  }
  if (found && evidence_holds(choice, found->own)) {
    if (!refuses(choice))
      return tl::unexpected(explanation::to_error(ErrorCode::invalid, reasons::ListFault::number_in_evidence));
    leave_out_evidence(choice, told);
  }

  ledger::Draft draft = draft_of(account, choice, circumstances, now);
  const auto receipt = TRY(ledger::append_one(*ledger_, draft, now));

  std::uint64_t carried = 0;
  if (refuses(choice)) {
    carried = TRY(carry_over(*ledger_, {&account, 1}, circumstances, now));
  }
  Acknowledgement done = acknowledged(draft, receipt, choice, regime);
  done.carried = carried;
  done.told = std::move(told);
  return done;
}

Acknowledgement Recorder::acknowledged(const ledger::Draft& draft, const ledger::Receipt& receipt, const Choice& choice,
                                       const regime::Regime& regime) const {
  Acknowledgement answer;
  answer.position = receipt.position;
  answer.entry = ledger::entry_of(draft, receipt.recorded);
  answer.repeated = receipt.repeated;
  const std::string account = answer.entry.account;
  const auto entries = file_->entries(account);
  if (!entries) {
    answer.changes_unread = entries.error();
    return answer;
  }
  for (const ledger::Recorded& each : entries->own) {
    if (each.position == receipt.position) answer.entry = each.entry;
  }
  if (!account.empty()) {
    answer.account_unknown = !is_customer(entries->own);
    answer.changes = changes_of(*file_, *entries, account, choice, regime, receipt);
  }
  return answer;
}

Result<RefusalsOfNumber> Recorder::record_of_number(std::string_view e164, const Choice& given,
                                                    const Circumstances& circumstances, const regime::Regime& regime,
                                                    Instant now) {
  Choice choice = given;
  std::string told = mend_refusal(choice, regime);
  if (const auto fault = fault_under(choice, regime)) return tl::unexpected(to_error(*fault));
  // The holders of the number by everything recorded before, even if the clock has been set back since.
  const auto recording = TRY(recording_instant(*ledger_, now));
  const auto holders = TRY(holders_since(*ledger_, e164, circumstances.effective.value_or(recording), recording));
  std::vector<std::string> accounts = holders.accounts;
  std::optional<evidence::Hash> key;
  if (accounts.empty() || holders.former) {
    key = TRY(number_key_or_new(*ledger_, draw_, circumstances, now));
    accounts.push_back(number_account(*key, e164));
  }
  bool holds = false;
  if (const evidence::Evidence* evidence = evidence_in(choice)) holds = holds_number(evidence->reference, e164);
  for (const std::string& account : holders.accounts) {
    const auto found = file_->entries(account);
    holds = holds || (found && evidence_holds(choice, found->own));
  }
  if (holds) leave_out_evidence(choice, told);
  std::vector<ledger::Draft> drafts;
  for (const std::string& account : accounts) {
    if (const auto fault = fault_in(account, choice, circumstances, now)) return tl::unexpected(to_error(*fault));
    ledger::Draft& draft = drafts.emplace_back(draft_of(account, choice, circumstances, now));
    if (!circumstances.key.empty()) draft.entry.key = key_for_account(circumstances.key, account);
  }
  const auto receipts = TRY(ledger::append_all(*ledger_, drafts, now));
  RefusalsOfNumber done;
  done.former = holders.former;
  if (key) {
    const auto kept_too = TRY(give_to_holders(*ledger_, *key, e164, circumstances, now));
    done.carried += kept_too;
  }
  const auto carried = TRY(carry_over(*ledger_, accounts, circumstances, now));
  done.carried += carried;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    const bool kept = is_number_account(drafts[i].entry.account);
    Acknowledgement each = acknowledged(drafts[i], (receipts)[i], choice, regime);
    each.told = told;
    if (kept) done.kept = std::move(each);
    else done.all.push_back(std::move(each));
  }
  return done;
}

}  // namespace assent::service
