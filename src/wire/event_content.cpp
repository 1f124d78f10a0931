#include "wire/event_content.hpp"

#include "base/ascii.hpp"
#include "ledger/fold.hpp"
#include "wire/values.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <string>
#include <variant>

namespace assent::wire {
namespace {

namespace bj = boost::json;
using bj::object;

object coverage(const Coverage& covered) { return {{"all", covered.any}, {"names", strings(covered.names)}}; }

// `recording/4711` is a recording. What it is called beyond that stays in the ledger.
bj::value kind_of_evidence(std::string_view reference) {
  const std::string_view word = reference.substr(0, reference.find_first_of("/:"));
  const bool named = word.size() < reference.size() && !word.empty() && word.size() <= 32 &&
                     std::ranges::all_of(word, [](char c) { return is_small_letter(c) || c == '_' || c == '-'; });
  return named ? bj::value(bj::string(word)) : bj::value(nullptr);
}

object proof(const evidence::Evidence& evidence) {
  const bool carried = evidence.reference.starts_with(ledger::kCarriedFrom);
  return {{"kept", !carried && (!evidence.reference.empty() || evidence.sha256)},
          {"kind", carried ? bj::value(nullptr) : kind_of_evidence(evidence.reference)},
          {"sha256", evidence.sha256 ? bj::value(bj::string(evidence::to_hex(*evidence.sha256))) : bj::value(nullptr)}};
}

// The entry of another account, or of a number, from which a refusal was carried.
bj::value carried_from(const evidence::Evidence& evidence) {
  const std::string_view reference = evidence.reference;
  if (!reference.starts_with(ledger::kCarriedFrom)) return nullptr;
  return bj::string(reference.substr(ledger::kCarriedFrom.size()));
}

std::string_view word_of(evidence::Grade grade) {
  switch (grade) {
    case evidence::Grade::proved: return "proved";
    case evidence::Grade::claimed: return "claimed";
    case evidence::Grade::unknown: return "unknown";
  }
  return {};
}

std::string_view word_of(evidence::NoticeDelivery::Result result) {
  switch (result) {
    case evidence::NoticeDelivery::Result::delivered: return "delivered";
    case evidence::NoticeDelivery::Result::bounced: return "bounced";
    case evidence::NoticeDelivery::Result::returned: return "returned";
  }
  return {};
}

std::string_view word_of(evidence::NoticeSendingRecorded::Stage stage) {
  switch (stage) {
    case evidence::NoticeSendingRecorded::Stage::queued: return "queued";
    case evidence::NoticeSendingRecorded::Stage::handed_over: return "handed_over";
    case evidence::NoticeSendingRecorded::Stage::failed: return "failed";
  }
  return {};
}

std::string_view word_of(evidence::LinkRecorded::Cause cause) {
  switch (cause) {
    case evidence::LinkRecorded::Cause::renumbered: return "renumbered";
    case evidence::LinkRecorded::Cause::merged: return "merged";
    case evidence::LinkRecorded::Cause::split: return "split";
  }
  return {};
}

// What every choice about the use of information has.
struct Said {
  std::string_view choice;
  Coverage recipients;
  Coverage parties = Coverage::everything();
  Coverage information = Coverage::everything();
  Coverage offers = Coverage::everything();
  const About& about;
  std::string_view by;
  std::string_view grade;
  const evidence::Evidence& evidence;
};

object choice(const Said& said) {
  return {{"choice", said.choice},
          {"recipients", coverage(said.recipients)},
          {"parties", coverage(said.parties)},
          {"information", coverage(said.information)},
          {"offers", coverage(said.offers)},
          {"channels", coverage(said.about.channels)},
          {"classes", coverage(said.about.classes)},
          {"categories", coverage(said.about.categories)},
          {"by", said.by},
          {"grade", said.grade},
          {"evidence", proof(said.evidence)},
          {"carried_from", carried_from(said.evidence)}};
}

struct Content {
  object operator()(const evidence::CustomerRecorded& body) const {
    return {{"state", body.state == CustomerState::active ? "active" : "former"},
            {"kind", body.kind == CustomerKind::residential ? "residential" : "business"},
            {"language", text_or_null(body.language)},
            {"time_zone", text_or_null(body.time_zone)},
            {"services", strings(body.services)},
            {"source_system", text_or_null(body.source_system)},
            {"activated", json_of(body.activated)}};
  }
  object operator()(const evidence::NoticePublished& body) const {
    bj::array languages;
    for (const evidence::NoticeText& each : body.texts) languages.emplace_back(each.language);
    return {{"notice", body.notice},
            {"version", body.version},
            {"regime", body.regime},
            {"recipients", coverage(body.recipients)},
            {"parties", coverage(body.parties)},
            {"information", coverage(body.information)},
            {"waiting_days", body.waiting_days},
            {"languages", std::move(languages)}};
  }
  object operator()(const evidence::NoticeGivenRecorded& body) const {
    const std::string sent = std::visit([](const auto& when) { return assent::to_string(when); }, body.sent);
    return {{"notice", body.notice},
            {"version", body.version},
            {"language", body.language},
            {"channel", body.channel},
            {"sent", sent}};
  }
  object operator()(const evidence::NoticeDelivery& body) const {
    return {{"given", entry_name(body.given)}, {"result", word_of(body.result)}};
  }
  object operator()(const evidence::OptOutRecorded& body) const {
    object made = choice({.choice = "refused",
                          .recipients = body.scope,
                          .about = body.about,
                          .by = body.by,
                          .grade = word_of(body.grade),
                          .evidence = body.evidence});
    made["postmarked"] = json_of(body.postmarked);
    return made;
  }
  object operator()(const evidence::WithdrawalRecorded& body) const {
    return choice({.choice = "withdrawn",
                   .recipients = body.scope,
                   .about = body.about,
                   .by = body.by,
                   .grade = word_of(evidence::Grade::proved),
                   .evidence = body.evidence});
  }
  object operator()(const evidence::OptInRecorded& body) const {
    object made = choice({.choice = "approved",
                          .recipients = body.recipients,
                          .parties = body.parties,
                          .information = body.information,
                          .offers = body.offers,
                          .about = body.about,
                          .by = body.by,
                          .grade = word_of(body.grade),
                          .evidence = body.evidence});
    made["form"] = body.form;
    made["notice"] = text_or_null(body.notice);
    made["notice_version"] = text_or_null(body.notice_version);
    made["defects"] = strings(body.defects);
    made["until"] = json_of(body.until);
    return made;
  }
  object operator()(const evidence::OneTimeConsentRecorded& body) const {
    return {{"choice", body.granted ? "approved" : "refused"},
            {"to", assent::to_string(body.to)},
            {"direction", body.direction},
            {"channel", body.channel},
            {"missing", strings(body.missing)},
            {"evidence", proof(body.evidence)}};
  }
  object operator()(const evidence::VerificationRecorded& body) const {
    return {{"form", body.form}, {"recorded", body.recorded}, {"evidence", proof(body.evidence)}};
  }
  object operator()(const evidence::EmailPermissionRecorded& body) const {
    return {{"choice", body.granted ? "approved" : "refused"}, {"evidence", proof(body.evidence)}};
  }
  object operator()(const evidence::AgreementRecorded& body) const {
    return {{"party", body.party},
            {"from", assent::to_string(body.from)},
            {"to", assent::to_string(body.to)},
            {"clauses", strings(body.clauses)},
            {"evidence", proof(body.evidence)}};
  }
  object operator()(const evidence::CorrectionRecorded& body) const {
    return {{"corrected", entry_name(body.corrected)},
            {"effective", json_of(body.effective)},
            {"confirmed", !body.confirmed_by.empty()},
            {"evidence", proof(body.evidence)}};
  }
  object operator()(const evidence::LinkRecorded& body) const {
    return {{"role", body.role == evidence::LinkRecorded::Role::predecessor ? "predecessor" : "successor"},
            {"other", body.other},
            {"cause", word_of(body.cause)},
            {"evidence", proof(body.evidence)}};
  }
  object operator()(const evidence::SimulationRecorded& body) const { return {{"purpose", body.purpose}}; }
  // The key is never told.
  object operator()(const evidence::NumberKeyRecorded&) const { return {}; }
  object operator()(const evidence::NoticeSendingRecorded& body) const {
    return {{"notice", body.notice},   {"version", body.version},      {"language", body.language},
            {"channel", body.channel}, {"stage", word_of(body.stage)}, {"provider", text_or_null(body.provider)}};
  }
  object operator()(const evidence::ContactRecorded& body) const {
    return {{"contact_channel", body.contact_channel},
            {"outcome", body.outcome},
            {"campaign", text_or_null(body.campaign)}};
  }
  object operator()(const evidence::CampaignRunRecorded& body) const {
    return {{"campaign", body.campaign},
            {"regime", body.regime},
            {"regime_version", body.regime_version},
            {"purpose", body.purpose},
            {"offer", text_or_null(body.offer)},
            {"recipient", body.recipient},
            {"party", text_or_null(body.party)},
            {"information", strings(body.information)},
            {"contact_channel", text_or_null(body.contact_channel)},
            {"at", assent::to_string(body.at)},
            {"rows", std::to_string(body.rows)},
            {"permitted", std::to_string(body.permitted)},
            {"refused", std::to_string(body.refused)},
            {"list", evidence::to_hex(body.list)},
            {"permitted_list", evidence::to_hex(body.permitted_list)}};
  }
  object operator()(const evidence::ReviewRecorded& body) const {
    const bool confirmed = body.outcome == evidence::ReviewRecorded::Outcome::confirmed;
    return {{"reviewed", entry_name(body.reviewed)},
            {"outcome", confirmed ? "confirmed" : "not_a_refusal"},
            {"evidence", proof(body.evidence)}};
  }
  object operator()(const evidence::PartnerRecorded& body) const {
    return {{"party", body.party},
            {"name", body.name},
            {"recipient", body.recipient},
            {"country", text_or_null(body.country)},
            {"state", body.state == evidence::PartnerRecorded::State::active ? "active" : "ended"},
            {"evidence", proof(body.evidence)}};
  }
  object operator()(const evidence::ErasureRecorded& body) const { return {{"evidence", proof(body.evidence)}}; }
  object operator()(const evidence::PrivacyDocumentRecorded& body) const {
    const bool kept = body.state == evidence::PrivacyDocumentRecorded::State::kept;
    return {{"type", body.type}, {"id", body.id}, {"state", kept ? "kept" : "deleted"}};
  }
  object operator()(const evidence::ReadingRecorded&) const { return {}; }
};

}  // namespace

boost::json::object content_of(const evidence::Body& body) { return std::visit(Content{}, body); }

}  // namespace assent::wire
