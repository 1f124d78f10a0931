#include "service/life.hpp"

#include "explanation/life_phrases.hpp"
#include "explanation/speech.hpp"
#include "ledger/reviews.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <utility>
#include <variant>

namespace assent::service {

using explanation::LifePhrase;
using explanation::Term;
namespace {

LifePhrase state_phrase(const evidence::CustomerRecorded& body) {
  const bool residential = body.kind == CustomerKind::residential;
  if (body.state == CustomerState::active) {
    return residential ? LifePhrase::customer_active_residential : LifePhrase::customer_active_business;
  }
  return residential ? LifePhrase::customer_former_residential : LifePhrase::customer_former_business;
}

LifePhrase phrase_of(evidence::NoticeDelivery::Result result) {
  switch (result) {
    case evidence::NoticeDelivery::Result::delivered: return LifePhrase::notice_delivered;
    case evidence::NoticeDelivery::Result::bounced: return LifePhrase::notice_bounced;
    case evidence::NoticeDelivery::Result::returned: return LifePhrase::notice_returned;
  }
  return LifePhrase::notice_returned;
}

LifePhrase phrase_of(evidence::NoticeSendingRecorded::Stage stage) {
  switch (stage) {
    case evidence::NoticeSendingRecorded::Stage::queued: return LifePhrase::notice_queued;
    case evidence::NoticeSendingRecorded::Stage::handed_over: return LifePhrase::notice_handed_over;
    case evidence::NoticeSendingRecorded::Stage::failed: return LifePhrase::notice_not_sent;
  }
  return LifePhrase::notice_not_sent;
}

LifePhrase phrase_of(evidence::LinkRecorded::Cause cause) {
  switch (cause) {
    case evidence::LinkRecorded::Cause::renumbered: return LifePhrase::cause_renumbered;
    case evidence::LinkRecorded::Cause::merged: return LifePhrase::cause_merged;
    case evidence::LinkRecorded::Cause::split: return LifePhrase::cause_split;
  }
  return LifePhrase::cause_renumbered;
}

// One phrase for each kind of entry, more phrases for its details, and the place of its evidence.
class Line {
 public:
  Line(explanation::Language language, std::string_view actor) : speech_(language), actor_(actor) {}

  const std::string& text() const { return text_; }
  const std::string& evidence() const { return evidence_; }

  void operator()(const evidence::CustomerRecorded& body) {
    say(state_phrase(body));
    add_names(LifePhrase::customer_services, Term::service, body.services);
    if (!body.language.empty())
      add(LifePhrase::customer_language, [&](auto) { return named(Term::language, body.language); });
    if (!body.time_zone.empty()) add(LifePhrase::customer_zone, [&](auto) { return data(body.time_zone); });
    std::vector<std::string> known;
    const bool readable = !std::all_of(body.telephones.begin(), body.telephones.end(), evidence::is_pseudonym);
    if (readable) known.push_back(plain(LifePhrase::contact_telephone));
    if (!body.email_addresses.empty()) known.push_back(plain(LifePhrase::contact_email));
    if (!body.address.lines.empty()) known.push_back(plain(LifePhrase::contact_address));
    if (!known.empty()) add(LifePhrase::customer_contact, [&](auto) { return list(known); });
  }
  void operator()(const evidence::NoticePublished& body) {
    say(LifePhrase::notice_published, [&](std::string_view key) {
      if (key == "days") return data(std::to_string(body.waiting_days));
      if (key == "regime") return data(body.regime);
      if (key != "languages") return notice(key, body.notice, body.version);
      std::vector<std::string> languages;
      for (const evidence::NoticeText& each : body.texts) languages.push_back(named(Term::language, each.language));
      return list(languages);
    });
  }
  void operator()(const evidence::NoticeGivenRecorded& body) {
    say(LifePhrase::notice_given, [&](std::string_view key) {
      if (key == "channel") return named(Term::channel, body.channel);
      if (key == "language") return named(Term::language, body.language);
      if (key != "sent") return notice(key, body.notice, body.version);
      const auto text = [](auto when) { return assent::to_string(when); };
      return data(std::visit(text, body.sent));
    });
  }
  void operator()(const evidence::NoticeDelivery& body) {
    say(phrase_of(body.result), [&](auto) { return data(entry_name(body.given)); });
    if (!body.detail.empty()) add(LifePhrase::delivery_status, [&](auto) { return data(body.detail); });
  }
  void operator()(const evidence::OptOutRecorded& body) {
    note(body.evidence);
    say(LifePhrase::opted_out, [&](std::string_view key) { return of_choice(key, body.scope, body.by); });
    add_about(body.about);
    if (body.postmarked) add(LifePhrase::postmarked, [&](auto) { return data(assent::to_string(*body.postmarked)); });
    add_grade(body.grade);
    if (body.provisional) add(LifePhrase::provisional);
  }
  void operator()(const evidence::OptInRecorded& body) {
    note(body.evidence);
    say(LifePhrase::opted_in, [&](std::string_view key) {
      return key == "form" ? data(body.form) : of_choice(key, body.recipients, body.by);
    });
    add_names(LifePhrase::parties, body.parties.names);
    add_about(body.about);
    if (body.until) add(LifePhrase::until, [&](auto) { return data(assent::to_string(*body.until)); });
    add_names(LifePhrase::information, Term::information, body.information.names);
    add_names(LifePhrase::offers, body.offers.names);
    add_names(LifePhrase::defects, Term::defect, body.defects);
    if (body.notice.empty()) {
      add(LifePhrase::without_notice);
    } else {
      add(LifePhrase::after_notice,
          [&](std::string_view key) { return notice(key, body.notice, body.notice_version); });
    }
    add_grade(body.grade);
  }
  void operator()(const evidence::WithdrawalRecorded& body) {
    note(body.evidence);
    say(LifePhrase::withdrew, [&](std::string_view key) { return of_choice(key, body.scope, body.by); });
    add_about(body.about);
    if (body.provisional) add(LifePhrase::provisional);
  }
  void operator()(const evidence::OneTimeConsentRecorded& body) {
    note(body.evidence);
    say(body.granted ? LifePhrase::consent_granted : LifePhrase::consent_not_granted, [&](std::string_view key) {
      if (key == "channel") return named(Term::channel, body.channel);
      return data(key == "end" ? assent::to_string(body.to) : body.direction);
    });
    add_names(LifePhrase::left_out, Term::disclosure, body.missing);
  }
  void operator()(const evidence::VerificationRecorded& body) {
    note(body.evidence);
    say(body.recorded ? LifePhrase::verified_recorded : LifePhrase::verified, [&](auto) { return data(body.form); });
  }
  void operator()(const evidence::EmailPermissionRecorded& body) {
    note(body.evidence);
    say(body.granted ? LifePhrase::email_permitted : LifePhrase::email_not_permitted);
    if (body.provisional) add(LifePhrase::provisional);
  }
  void operator()(const evidence::AgreementRecorded& body) {
    note(body.evidence);
    say(LifePhrase::agreement, [&](std::string_view key) {
      if (key == "party") return data(body.party);
      return data(assent::to_string(key == "from" ? body.from : body.to));
    });
    add_names(LifePhrase::clauses, Term::clause, body.clauses);
  }
  void operator()(const evidence::CorrectionRecorded& body) {
    note(body.evidence);
    say(body.effective ? LifePhrase::counts_from : LifePhrase::never_happened, [&](std::string_view key) {
      return data(key == "entry" ? entry_name(body.corrected) : assent::to_string(*body.effective));
    });
    if (!body.confirmed_by.empty()) add(LifePhrase::confirmed_by, [&](auto) { return data(body.confirmed_by); });
  }
  void operator()(const evidence::LinkRecorded& body) {
    note(body.evidence);
    const bool continues = body.role == evidence::LinkRecorded::Role::predecessor;
    say(continues ? LifePhrase::continues : LifePhrase::continued_by,
        [&](std::string_view key) { return key == "account" ? data(body.other) : plain(phrase_of(body.cause)); });
  }
  void operator()(const evidence::SimulationRecorded& body) {
    if (body.purpose.empty()) return say(LifePhrase::simulation);
    say(LifePhrase::simulation_for, [&](auto) { return data(body.purpose); });
  }
  void operator()(const evidence::NumberKeyRecorded&) { say(LifePhrase::number_key); }
  void operator()(const evidence::NoticeSendingRecorded& body) {
    say(phrase_of(body.stage), [&](std::string_view key) {
      if (key == "channel") return named(Term::channel, body.channel);
      return notice(key, body.notice, body.version);
    });
    if (!body.provider.empty()) add(LifePhrase::sent_by, [&](auto) { return data(body.provider); });
    if (!body.message_id.empty()) add(LifePhrase::message, [&](auto) { return data(body.message_id); });
    if (!body.detail.empty()) add(LifePhrase::delivery_status, [&](auto) { return data(body.detail); });
  }
  void operator()(const evidence::ContactRecorded& body) {
    say(LifePhrase::contacted, [&](std::string_view key) {
      return key == "channel" ? named(Term::channel, body.contact_channel) : data(body.outcome);
    });
    if (!body.campaign.empty()) add(LifePhrase::for_campaign, [&](auto) { return data(body.campaign); });
    if (!body.message_id.empty()) add(LifePhrase::message, [&](auto) { return data(body.message_id); });
  }
  void operator()(const evidence::CampaignRunRecorded& body) {
    say(LifePhrase::campaign_ran, [&](std::string_view key) {
      if (key == "campaign") return data(body.campaign);
      if (key == "regime") return data(body.regime);
      if (key == "recipient") return named(Term::relation, body.recipient);
      return data(std::to_string(key == "rows" ? body.rows : body.permitted));
    });
    if (!body.party.empty()) add_names(LifePhrase::parties, {body.party});
    if (!body.offer.empty()) add_names(LifePhrase::offers, {body.offer});
    add_names(LifePhrase::information, Term::information, body.information);
    if (!body.contact_channel.empty()) add_names(LifePhrase::contact_channels, Term::channel, {body.contact_channel});
  }
  void operator()(const evidence::ReviewRecorded& body) {
    note(body.evidence);
    const bool confirmed = body.outcome == evidence::ReviewRecorded::Outcome::confirmed;
    say(confirmed ? LifePhrase::read_confirmed : LifePhrase::read_not_a_refusal,
        [&](auto) { return data(entry_name(body.reviewed)); });
  }
  void operator()(const evidence::PartnerRecorded& body) {
    note(body.evidence);
    const bool active = body.state == evidence::PartnerRecorded::State::active;
    say(active ? LifePhrase::partner : LifePhrase::partner_ended, [&](std::string_view key) {
      if (key == "recipient") return named(Term::relation, body.recipient);
      return data(key == "party" ? body.party : body.name);
    });
    if (!body.country.empty()) add(LifePhrase::partner_country, [&](auto) { return data(body.country); });
  }
  void operator()(const evidence::ErasureRecorded& body) {
    note(body.evidence);
    say(LifePhrase::erased);
  }
  void operator()(const evidence::PrivacyDocumentRecorded& body) {
    const bool kept = body.state == evidence::PrivacyDocumentRecorded::State::kept;
    say(kept ? LifePhrase::document_kept : LifePhrase::document_deleted,
        [&](std::string_view key) { return data(key == "type" ? body.type : body.id); });
  }
  void operator()(const evidence::ReadingRecorded& body) {
    say(body.query ? LifePhrase::read_customers : LifePhrase::read_customer, [&](std::string_view key) {
      if (key == "who") return data(actor_);
      if (key == "customers") return data(std::to_string(body.customers));
      return data(key == "interface" ? body.interface : body.operation);
    });
    if (!body.role.empty()) add(LifePhrase::read_by_role, [&](auto) { return data(body.role); });
    if (!body.client.empty()) add(LifePhrase::read_by_client, [&](auto) { return data(body.client); });
    if (!body.purpose.empty()) add(LifePhrase::read_for, [&](auto) { return named(Term::purpose, body.purpose); });
  }

 private:
  void note(const evidence::Evidence& kept) {
    evidence_ = kept.reference;
    if (kept.sha256) {
      evidence_ +=
          fmt::format("{}sha256 {}…", evidence_.empty() ? "" : ", ", evidence::to_hex(*kept.sha256).substr(0, 8));
    }
  }

  std::string plain(LifePhrase key) const { return std::string(explanation::phrase(key, speech_.language())); }

  template <class Values>
  void say(LifePhrase key, const Values& values) {
    text_ += explanation::Speech::fill(explanation::phrase(key, speech_.language()), values);
  }
  void say(LifePhrase key) { text_ += explanation::phrase(key, speech_.language()); }

  template <class Values>
  void add(LifePhrase key, const Values& values) {
    say(LifePhrase::further);
    say(key, values);
  }
  void add(LifePhrase key) {
    say(LifePhrase::further);
    say(key);
  }

  void add_names(LifePhrase key, std::optional<Term> kind, const Names& names) {
    if (!names.empty()) add(key, [&](auto) { return listed_names(kind, names); });
  }
  void add_names(LifePhrase key, const Names& names) { add_names(key, std::nullopt, names); }

  void add_about(const About& about) {
    add_names(LifePhrase::contact_channels, Term::channel, about.channels.names);
    add_names(LifePhrase::classes, about.classes.names);
    add_names(LifePhrase::categories, Term::service, about.categories.names);
  }

  void add_grade(evidence::Grade grade) {
    switch (grade) {
      case evidence::Grade::proved: return;
      case evidence::Grade::claimed: return add(LifePhrase::claimed);
      case evidence::Grade::unknown: return add(LifePhrase::proof_unknown);
    }
  }

  // English shows the words of the ledger unchanged, as it always has.
  bool as_it_stands() const { return speech_.language() == explanation::Language::en; }
  std::string data(std::string_view text) const { return as_it_stands() ? std::string(text) : speech_.data(text); }
  std::string named(Term kind, std::string_view name) const {
    return as_it_stands() ? std::string(name) : speech_.named(kind, name);
  }
  std::string list(const std::vector<std::string>& parts) const {
    return as_it_stands() ? fmt::format("{}", fmt::join(parts, ", ")) : speech_.list(parts);
  }
  std::string listed_names(std::optional<Term> kind, const Names& names) const {
    std::vector<std::string> parts;
    for (const std::string& name : names) parts.push_back(kind ? named(*kind, name) : data(name));
    return list(parts);
  }

  std::string of_choice(std::string_view key, const Coverage& recipients, std::string_view giver) const {
    if (key == "giver") return named(Term::giver, giver);
    return recipients.any ? plain(LifePhrase::everybody) : listed_names(Term::relation, recipients.names);
  }
  std::string notice(std::string_view key, const std::string& name, const std::string& version) const {
    return data(key == "notice" ? name : version);
  }

  explanation::Speech speech_;
  std::string_view actor_;
  std::string text_;
  std::string evidence_;
};

}  // namespace

LifeRow life_row(const ledger::Recorded& recorded, explanation::Language language) {
  const evidence::Entry& entry = recorded.entry;
  Line line(language, entry.actor);
  std::visit(line, entry.body);
  return {recorded.position, entry.effective, entry.recorded, entry.kind(),    entry.account,
          line.text(),       entry.actor,     entry.channel,  line.evidence(), ledger::is_provisional(entry.body)};
}

std::optional<Instant> erased_at(std::span<const ledger::Recorded> entries) {
  const auto last = std::find_if(entries.rbegin(), entries.rend(), [](const ledger::Recorded& each) {
    return each.entry.kind() == evidence::EntryKind::erasure;
  });
  if (last == entries.rend()) return std::nullopt;
  return last->entry.recorded;
}

std::string erased_words(Instant erased, const TimeZone& zone, explanation::Language language) {
  const explanation::Speech speech(language);
  return explanation::Speech::fill(explanation::phrase(LifePhrase::erased_on, language), [&](std::string_view) {
    return speech.data(assent::to_string(zone.date_at(erased)));
  });
}

Result<std::vector<LifeRow>> life(const ledger::Ledger& ledger, std::string_view account,
                                  std::optional<Instant> known_at, explanation::Language language) {
  const auto entries = TRY(ledger::readable_entries_of(ledger, account));
  std::vector<LifeRow> rows;
  for (const ledger::Recorded& each : entries) {
    if (!known_at || each.entry.recorded <= *known_at) rows.push_back(life_row(each, language));
  }
  return rows;
}

}  // namespace assent::service
