#include "synth/templates.hpp"

namespace assent::synth {
namespace {

const std::array<Names, kServiceSets> kSets = {{
    {"local"},
    {"internet", "local"},
    {"local", "long_distance"},
    {"internet", "local", "long_distance"},
    {"mobile"},
    {"internet", "mobile"},
    {"local", "mobile"},
    {"internet", "local", "mobile"},
    {"internet", "local", "long_distance", "mobile"},
    {"internet", "voip"},
    {"internet"},
    {"internet", "local", "voip"},
}};

constexpr std::array<const char*, SyntheticFrame::kLanguages> kLanguageCodes = {"ar", "en", "fr", ""};
constexpr std::array<const char*, kZones> kZoneNames = {"Asia/Beirut", "", "Europe/Paris", "Asia/Dubai"};

void add_persons(std::vector<evidence::CustomerRecorded>& profiles, CustomerState state, const Names& services) {
  for (const CustomerKind kind : {CustomerKind::residential, CustomerKind::business}) {
    for (const char* language : kLanguageCodes) {
      for (const char* zone : kZoneNames) profiles.push_back({state, kind, language, zone, services, {}, {}, {}});
    }
  }
}

evidence::Evidence proof(const char* reference) { return {reference, std::nullopt}; }

evidence::OptInRecorded opt_in(Names recipients) {
  evidence::OptInRecorded choice;
  choice.recipients = Coverage::only(std::move(recipients));
  choice.notice = kOptInNotice;
  choice.notice_version = kOptInNoticeVersion;
  choice.evidence = proof("synthetic form");
  return choice;
}

evidence::OptInRecorded opt_in_px() {
  evidence::OptInRecorded choice = opt_in({"joint_venture_partner"});
  choice.parties = Coverage::only({"PX"});
  return choice;
}

evidence::Body opt_in_unproved_body() {
  evidence::OptInRecorded choice = opt_in({"carrier"});
  choice.grade = evidence::Grade::claimed;
  choice.evidence = {};
  return choice;
}

evidence::Body opt_in_pre_ticked_body() {
  evidence::OptInRecorded choice = opt_in({"carrier"});
  choice.defects = {"pre_ticked"};
  return choice;
}

evidence::Body opt_in_by_other_body() {
  evidence::OptInRecorded choice = opt_in_px();
  choice.by = "household_member";
  return choice;
}

evidence::Body one_time_body(Names missing) {
  evidence::OneTimeConsentRecorded choice;
  choice.direction = "inbound";
  choice.missing = std::move(missing);
  choice.evidence = proof("synthetic call recording");
  return choice;
}

evidence::Body opt_out_ungraded_body() {
  evidence::OptOutRecorded choice;
  choice.grade = evidence::Grade::unknown;
  return choice;
}

}  // namespace

std::vector<evidence::CustomerRecorded> make_profiles() {
  std::vector<evidence::CustomerRecorded> profiles;
  for (const Names& services : kSets) add_persons(profiles, CustomerState::active, services);
  add_persons(profiles, CustomerState::former, {});
  for (const Names& services : kSets) add_persons(profiles, CustomerState::former, services);
  return profiles;
}

std::vector<std::string> make_channels() { return {"mail", "sms", "email"}; }

// In the order of ChoicePlace.
std::vector<evidence::Body> make_choices() {
  const Coverage partners = Coverage::only({"joint_venture_partner"});
  const evidence::Evidence form = proof("synthetic form");
  return {
      evidence::OptOutRecorded{Coverage::everything(), "owner", std::nullopt, evidence::Grade::proved, form},
      opt_out_ungraded_body(),
      evidence::OptOutRecorded{partners, "owner", std::nullopt, evidence::Grade::proved, form},
      evidence::WithdrawalRecorded{Coverage::everything(), "owner", form},
      evidence::WithdrawalRecorded{partners, "owner", form},
      opt_in({"carrier"}),
      opt_in_px(),
      opt_in({"joint_venture_partner"}),
      opt_in({"agent"}),
      opt_in_unproved_body(),
      opt_in_pre_ticked_body(),
      opt_in_by_other_body(),
      one_time_body({}),
      one_time_body({"right_to_deny"}),
      evidence::VerificationRecorded{"oral", true, proof("synthetic call recording")},
  };
}

}  // namespace assent::synth
