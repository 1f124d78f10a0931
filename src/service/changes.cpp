#include "service/changes.hpp"

#include <set>
#include <utility>
#include <variant>

namespace assent::service {
namespace {

// The entries before the one at `position`, or up to it.
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

// The parties and things that the entry, or an approval on record, names.
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

NamedRecipients named_in(const ledger::Recorded& recorded, const CustomerFile::Entries& until) {
  NamedRecipients named;
  if (!std::holds_alternative<evidence::OptInRecorded>(recorded.entry.body)) {
    named.asked.insert({"", NamedRecipients::usual(), "", "", ""});
  }
  for (const ledger::Recorded& each : until.own) {
    if (const auto* opt_in = std::get_if<evidence::OptInRecorded>(&each.entry.body)) named.add(*opt_in);
  }
  for (const ledger::Recorded& each : *until.carrier_wide) {
    if (each.entry.recorded > recorded.entry.recorded) continue;
    if (const auto* agreement = std::get_if<evidence::AgreementRecorded>(&each.entry.body)) {
      named.parties.insert(agreement->party);
    }
  }
  if (named.parties.empty()) named.parties.insert("");
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

}  // namespace

std::vector<StatusChange> changes_by(const CustomerFile& file, const CustomerFile::Entries& entries,
                                     const ledger::Recorded& recorded, const regime::Regime& regime) {
  const AsOf as_of{recorded.entry.recorded, recorded.entry.recorded};
  const std::string& account = recorded.entry.account;
  const CustomerFile::Entries until = up_to(entries, recorded.position, true);
  const OnFile before = file.of(account, up_to(entries, recorded.position, false), regime, as_of);
  const OnFile after = file.of(account, until, regime, as_of);
  const NamedRecipients named = named_in(recorded, until);
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

}  // namespace assent::service
