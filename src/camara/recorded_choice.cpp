#include "camara/recorded_choice.hpp"

#include "camara/consent_state.hpp"

#include <chrono>
#include <utility>

namespace assent::camara {
namespace {

Circumstances circumstances_of(const Deciding& deciding) {
  return {std::nullopt, deciding.client.name(), deciding.channel, deciding.key};
}

}  // namespace

Result<Acknowledgement> record_grant(Engine& engine, const Found& found, const Deciding& deciding,
                                     const NoticePublished& notice, Grade grade) {
  const Use& use = deciding.use;
  OptInRecorded grant;
  grant.recipients = Coverage::only({use.recipient});
  if (!use.party.empty()) grant.parties = Coverage::only({use.party});
  grant.information = Coverage::only(use.information);
  if (use.offer) grant.offers = Coverage::only({use.offer->id});
  grant.notice = notice.notice;
  grant.notice_version = notice.version;
  grant.grade = grade;
  grant.evidence = {deciding.reference, deciding.shown};
  const TimeZone* const zone = found.on_file.facts.zone;
  if (deciding.mapped.days > 0) {
    if (zone == nullptr) {
      return fail(ErrorCode::unavailable, "the customer's time zone is not known", "record the customer's time zone");
    }
    grant.until = zone->date_at(found.at) + std::chrono::days(deciding.mapped.days);
  }
  return engine.record(deciding.account, grant, circumstances_of(deciding), *found.regime);
}

Result<Acknowledgement> record_refusal(Engine& engine, const Found& found, const Deciding& deciding) {
  const Coverage scope = Coverage::only({deciding.use.recipient});
  const Evidence evidence{deciding.reference, deciding.shown};
  if (!rests_on_consent(*found.regime, deciding.use)) {
    OptOutRecorded refusal;
    refusal.scope = scope;
    refusal.evidence = evidence;
    return engine.record(deciding.account, refusal, circumstances_of(deciding), *found.regime);
  }
  WithdrawalRecorded refusal;
  refusal.scope = scope;
  refusal.evidence = evidence;
  return engine.record(deciding.account, refusal, circumstances_of(deciding), *found.regime);
}

}  // namespace assent::camara
