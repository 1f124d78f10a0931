#include "customer_page/recipients.hpp"

#include "explanation/words.hpp"

#include <algorithm>
#include <utility>

namespace assent::customer_page {

Names others_in(const Recipients& recipients) {
  Names others;
  for (const Recipient& each : recipients) {
    if (each.relation != kCarrier) others.push_back(each.relation);
  }
  return others;
}

Result<std::shared_ptr<const Partners>> RecipientList::on_record() const {
  const auto newest = TRY(engine_.ports().ledger.newest_of(""));
  const std::lock_guard lock(mutex_);
  if (partners_ && newest == newest_) return partners_;
  const auto entries = TRY(engine_.ports().ledger.closed_entries_of(""));
  const ledger::CarrierFile carrier = ledger::fold_carrier(entries, kNever);
  partners_ = carrier.partners() == nullptr ? std::make_shared<const Partners>() : carrier.partners();
  newest_ = newest;
  return partners_;
}

Result<Partners> RecipientList::partners_at(Instant now) const {
  const auto all = TRY(on_record());
  return assent::partners_at(*all, now);
}

Result<Recipients> RecipientList::at(Instant now) const {
  const auto regime = TRY(engine_.regime("", now));
  const auto partners = TRY(partners_at(now));
  Recipients recipients;
  for (const regime::RelationRule& rule : regime->relations) {
    if (rule.level == regime::Level::refused) continue;
    Recipient& recipient = recipients.emplace_back(Recipient{rule.relation, {}});
    for (const Partner& each : partners) {
      if (each.recipient == rule.relation && !each.ended) recipient.names.push_back(each.name);
    }
    std::ranges::sort(recipient.names);
  }
  return recipients;
}

std::string words_of_relation(std::string_view relation, explanation::Language language) {
  std::string words(explanation::term(explanation::Term::relation, relation, language).value_or(relation));
  if (!words.empty() && words.front() >= 'a' && words.front() <= 'z')
    words.front() = static_cast<char>(words.front() - 'a' + 'A');
  return words;
}

}  // namespace assent::customer_page
