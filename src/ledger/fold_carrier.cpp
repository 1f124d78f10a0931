#include "ledger/fold.hpp"

namespace assent::ledger {
namespace {

Names disclosures_of(const evidence::NoticeText& text) {
  Names disclosures;
  for (const evidence::NoticeBlock& block : text.blocks) {
    if (!block.disclosure.empty() && !contains(disclosures, block.disclosure)) disclosures.push_back(block.disclosure);
  }
  return disclosures;
}

std::shared_ptr<const NoticeTerms> terms_of(const evidence::NoticePublished& notice, const evidence::NoticeText& text) {
  NoticeTerms terms;
  terms.recipients = notice.recipients;
  terms.parties = notice.parties;
  terms.information = notice.information;
  terms.waiting_days = notice.waiting_days;
  terms.disclosures = disclosures_of(text);
  terms.translation = notice.translation;
  terms.language = text.language;
  return std::make_shared<const NoticeTerms>(std::move(terms));
}

}  // namespace

std::shared_ptr<const NoticeTerms> CarrierFile::terms(std::string_view notice, std::string_view version,
                                                      std::string_view language) const {
  const auto found = terms_.find(std::tuple(notice, version, language));
  return found == terms_.end() ? nullptr : found->second;
}

CarrierFile fold_carrier(std::span<const Recorded> entries, Instant known_at) {
  CarrierFile file;
  Partners partners;
  for (const Recorded& each : entries) {
    if (!each.entry.account.empty() || each.entry.recorded > known_at) continue;
    if (const auto* notice = std::get_if<evidence::NoticePublished>(&each.entry.body)) {
      for (const evidence::NoticeText& text : notice->texts) {
        CarrierFile::Name name{notice->notice, notice->version, text.language};
        if (!file.terms_.contains(name)) file.terms_.emplace(std::move(name), terms_of(*notice, text));
      }
    } else if (const auto* agreement = std::get_if<evidence::AgreementRecorded>(&each.entry.body)) {
      file.agreements_.push_back(
          {{}, each.position, agreement->party, agreement->from, agreement->to, agreement->clauses});
    } else if (const auto* partner = std::get_if<evidence::PartnerRecorded>(&each.entry.body)) {
      partners.push_back({each.position, each.entry.effective, partner->party, partner->name, partner->recipient,
                          partner->country, partner->state == evidence::PartnerRecorded::State::ended});
    }
  }
  if (!partners.empty()) file.partners_ = std::make_shared<const Partners>(std::move(partners));
  return file;
}

}  // namespace assent::ledger
