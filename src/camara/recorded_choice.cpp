#include "camara/recorded_choice.hpp"

#include "camara/consent_state.hpp"

#include <chrono>
#include <utility>

namespace assent::camara {
namespace {

service::Circumstances circumstances_of(const Deciding& deciding) {
  return {std::nullopt, deciding.client.name(), deciding.channel, deciding.key};
}

}  // namespace

Result<service::Acknowledgement> record_grant(app::Engine& engine, const Found& found, const Deciding& deciding,
                                              const evidence::NoticePublished& notice, evidence::Grade grade) {
  const Use& use = deciding.use;
  evidence::OptInRecorded grant;
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

Result<service::Acknowledgement> record_refusal(app::Engine& engine, const Found& found, const Deciding& deciding) {
  const Coverage scope = Coverage::only({deciding.use.recipient});
  const evidence::Evidence evidence{deciding.reference, deciding.shown};
  if (!rests_on_consent(*found.regime, deciding.use)) {
    evidence::OptOutRecorded refusal;
    refusal.scope = scope;
    refusal.evidence = evidence;
    return engine.record(deciding.account, refusal, circumstances_of(deciding), *found.regime);
  }
  evidence::WithdrawalRecorded refusal;
  refusal.scope = scope;
  refusal.evidence = evidence;
  return engine.record(deciding.account, refusal, circumstances_of(deciding), *found.regime);
}

}  // namespace assent::camara
