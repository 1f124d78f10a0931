#include "service/life.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace assent {
namespace {

std::string all_or(const Coverage& coverage, std::string_view everything) {
  return coverage.any ? std::string(everything) : fmt::format("{}", fmt::join(coverage.names, ", "));
}

// Appends ", label a, b" where there are names.
void add(std::string& text, std::string_view label, const Names& names) {
  if (!names.empty()) text += fmt::format(", {} {}", label, fmt::join(names, ", "));
}

void add(std::string& text, const About& about) {
  add(text, "channels", about.channels.names);
  add(text, "classes", about.classes.names);
  add(text, "categories", about.categories.names);
}

std::string_view word(Grade grade) {
  switch (grade) {
    case Grade::proved: return "proved";
    case Grade::claimed: return "claimed";
    case Grade::unknown: return "proof unknown";
  }
  return "proof unknown";
}

std::string_view word(NoticeDelivery::Result result) {
  switch (result) {
    case NoticeDelivery::Result::delivered: return "delivered";
    case NoticeDelivery::Result::bounced: return "bounced";
    case NoticeDelivery::Result::returned: return "returned";
  }
  return "returned";
}

std::string_view word(LinkRecorded::Role role) {
  switch (role) {
    case LinkRecorded::Role::predecessor: return "continues";
    case LinkRecorded::Role::successor: return "is continued by";
  }
  return "continues";
}

std::string_view word(LinkRecorded::Cause cause) {
  switch (cause) {
    case LinkRecorded::Cause::renumbered: return "renumbered";
    case LinkRecorded::Cause::merged: return "merged";
    case LinkRecorded::Cause::split: return "split";
  }
  return "renumbered";
}

// One sentence fragment for each kind of entry, and where its evidence lies.
struct Words {
  std::string evidence;

  void note(const Evidence& kept) {
    evidence = kept.reference;
    if (kept.sha256)
      evidence += fmt::format("{}sha256 {}…", evidence.empty() ? "" : ", ", to_hex(*kept.sha256).substr(0, 8));
  }

  std::string operator()(const CustomerRecorded& body) {
    std::string text = body.state == CustomerState::active ? "active" : "former";
    text += body.kind == CustomerKind::residential ? " residential customer" : " business customer";
    add(text, "services", body.services);
    if (!body.language.empty()) text += ", language " + body.language;
    if (!body.time_zone.empty()) text += ", zone " + body.time_zone;
    Names known;
    if (!body.telephones.empty()) known.emplace_back("telephone");
    if (!body.mails.empty()) known.emplace_back("mail");
    if (!body.address.lines.empty()) known.emplace_back("address");
    add(text, "on record:", known);
    return text;
  }
  std::string operator()(const NoticePublished& body) {
    Names languages;
    for (const NoticeText& each : body.texts) languages.push_back(each.language);
    return fmt::format("notice {} {} published under {}, {} days, in {}", body.notice, body.version, body.regime,
                       body.waiting_days, fmt::join(languages, ", "));
  }
  std::string operator()(const NoticeGivenRecorded& body) {
    const std::string sent = std::holds_alternative<Date>(body.sent) ? to_string(std::get<Date>(body.sent))
                                                                     : to_string(std::get<Instant>(body.sent));
    return fmt::format("notice {} {} given by {} in {}, sent {}", body.notice, body.version, body.channel,
                       body.language, sent);
  }
  std::string operator()(const NoticeDelivery& body) {
    std::string text = fmt::format("notice of entry {} {}", entry_name(body.given), word(body.result));
    return body.detail.empty() ? text : text + ", status " + body.detail;
  }
  std::string operator()(const OptOutRecorded& body) {
    note(body.evidence);
    std::string text = fmt::format("opted out of {}, by {}", all_or(body.scope, "all"), body.by);
    add(text, body.about);
    if (body.postmarked) text += ", postmarked " + to_string(*body.postmarked);
    if (body.grade != Grade::proved) text += fmt::format(", {}", word(body.grade));
    return text;
  }
  std::string operator()(const OptInRecorded& body) {
    note(body.evidence);
    std::string text = fmt::format("opted in ({}) for {}, by {}", body.form, all_or(body.recipients, "all"), body.by);
    add(text, "parties", body.parties.names);
    add(text, body.about);
    if (body.until) text += ", until " + to_string(*body.until);
    add(text, "information", body.information.names);
    add(text, "offers", body.offers.names);
    add(text, "defects", body.defects);
    text += body.notice.empty() ? ", no notice before"
                                : fmt::format(", after notice {} {}", body.notice, body.notice_version);
    if (body.grade != Grade::proved) text += fmt::format(", {}", word(body.grade));
    return text;
  }
  std::string operator()(const WithdrawalRecorded& body) {
    note(body.evidence);
    std::string text = fmt::format("withdrew approval for {}, by {}", all_or(body.scope, "all"), body.by);
    add(text, body.about);
    return text;
  }
  std::string operator()(const OneTimeConsentRecorded& body) {
    note(body.evidence);
    std::string text = fmt::format("one-time consent {} by {} ({}), until {}", body.granted ? "granted" : "not granted",
                                   body.channel, body.direction, to_string(body.to));
    add(text, "left out", body.missing);
    return text;
  }
  std::string operator()(const VerificationRecorded& body) {
    note(body.evidence);
    return fmt::format("approval verified ({}{})", body.form, body.recorded ? ", recorded" : "");
  }
  std::string operator()(const EmailPermissionRecorded& body) {
    note(body.evidence);
    return body.granted ? "notices by e-mail permitted" : "notices by e-mail no longer permitted";
  }
  std::string operator()(const AgreementRecorded& body) {
    note(body.evidence);
    std::string text =
        fmt::format("agreement with {} from {} to {}", body.party, to_string(body.from), to_string(body.to));
    add(text, "clauses", body.clauses);
    return text;
  }
  std::string operator()(const CorrectionRecorded& body) {
    note(body.evidence);
    std::string text =
        body.effective ? fmt::format("entry {} counts from {}", entry_name(body.corrected), to_string(*body.effective))
                       : fmt::format("entry {} never happened", entry_name(body.corrected));
    return body.confirmed_by.empty() ? text : fmt::format("{}, confirmed by {}", text, body.confirmed_by);
  }
  std::string operator()(const LinkRecorded& body) {
    note(body.evidence);
    return fmt::format("{} account {} ({})", word(body.role), body.other, word(body.cause));
  }
  std::string operator()(const SimulationRecorded& body) {
    return body.purpose.empty() ? "a simulation" : "a simulation: " + body.purpose;
  }
  std::string operator()(const NumberKeyRecorded&) { return "key for refusals from numbers of nobody"; }
};

}  // namespace

LifeRow life_row(const Recorded& recorded) {
  Words words;
  const Entry& entry = recorded.entry;
  std::string what = std::visit(words, entry.body);
  return {recorded.position, entry.effective, entry.recorded,           entry.kind(), entry.account, std::move(what),
          entry.actor,       entry.channel,   std::move(words.evidence)};
}

Result<std::vector<LifeRow>> life(const Ledger& ledger, std::string_view account, std::optional<Instant> known_at) {
  const auto entries = TRY(ledger.entries_of(account));
  std::vector<LifeRow> rows;
  for (const Recorded& each : entries) {
    if (!known_at || each.entry.recorded <= *known_at) rows.push_back(life_row(each));
  }
  return rows;
}

}  // namespace assent
