#include "synth/templates.hpp"

namespace assent::synthetic {
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

void add_persons(std::vector<CustomerRecorded>& profiles, CustomerState state, const Names& services) {
  for (const CustomerKind kind : {CustomerKind::residential, CustomerKind::business}) {
    for (const char* language : kLanguageCodes) {
      for (const char* zone : kZoneNames) profiles.push_back({state, kind, language, zone, services, {}, {}, {}});
    }
  }
}

Evidence proof(const char* reference) { return {reference, std::nullopt}; }

OptInRecorded opt_in(Names recipients) {
  OptInRecorded choice;
  choice.recipients = Coverage::only(std::move(recipients));
  choice.notice = kOptInNotice;
  choice.notice_version = kOptInNoticeVersion;
  choice.evidence = proof("synthetic form");
  return choice;
}

OptInRecorded opt_in_px() {
  OptInRecorded choice = opt_in({"joint_venture_partner"});
  choice.parties = Coverage::only({"PX"});
  return choice;
}

Body opt_in_unproved_body() {
  OptInRecorded choice = opt_in({"carrier"});
  choice.grade = Grade::claimed;
  choice.evidence = {};
  return choice;
}

Body opt_in_pre_ticked_body() {
  OptInRecorded choice = opt_in({"carrier"});
  choice.defects = {"pre_ticked"};
  return choice;
}

Body opt_in_by_other_body() {
  OptInRecorded choice = opt_in_px();
  choice.by = "household_member";
  return choice;
}

Body one_time_body(Names missing) {
  OneTimeConsentRecorded choice;
  choice.direction = "inbound";
  choice.missing = std::move(missing);
  choice.evidence = proof("synthetic call recording");
  return choice;
}

Body opt_out_ungraded_body() {
  OptOutRecorded choice;
  choice.grade = Grade::unknown;
  return choice;
}

}  // namespace

std::vector<CustomerRecorded> make_profiles() {
  std::vector<CustomerRecorded> profiles;
  for (const Names& services : kSets) add_persons(profiles, CustomerState::active, services);
  add_persons(profiles, CustomerState::former, {});
  for (const Names& services : kSets) add_persons(profiles, CustomerState::former, services);
  return profiles;
}

std::vector<std::string> make_channels() { return {"mail", "sms", "email"}; }

// In the order of ChoicePlace.
std::vector<Body> make_choices() {
  const Coverage partners = Coverage::only({"joint_venture_partner"});
  const Evidence form = proof("synthetic form");
  return {
      OptOutRecorded{Coverage::everything(), "owner", std::nullopt, Grade::proved, form},
      opt_out_ungraded_body(),
      OptOutRecorded{partners, "owner", std::nullopt, Grade::proved, form},
      WithdrawalRecorded{Coverage::everything(), "owner", form},
      WithdrawalRecorded{partners, "owner", form},
      opt_in({"carrier"}),
      opt_in_px(),
      opt_in({"joint_venture_partner"}),
      opt_in({"agent"}),
      opt_in_unproved_body(),
      opt_in_pre_ticked_body(),
      opt_in_by_other_body(),
      one_time_body({}),
      one_time_body({"right_to_deny"}),
      VerificationRecorded{"oral", true, proof("synthetic call recording")},
  };
}

}  // namespace assent::synthetic
