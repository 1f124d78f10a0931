#include "twin_regimes.hpp"

namespace twin {

const Words kChannels{"mail", "email", "sms"};
const Words kClauses{"purpose_limit", "no_onward_disclosure", "safeguards"};

namespace {

Regime tra() {
  Regime r;
  r.free_use = "enhancement";
  r.level = {{"carrier", "opt_out"},
             {"agent", "opt_in"},
             {"affiliate_communications", "opt_in"},
             {"affiliate_serving_customer", "opt_in"},
             {"affiliate_other", "opt_in"},
             {"joint_venture_partner", "opt_in"},
             {"independent_contractor", "opt_in"},
             {"third_party", "refused"}};
  r.agreement_needed_for = {"agent", "joint_venture_partner", "independent_contractor"};
  r.notice_language = true;
  r.approval_missing = "opt_in_required";
  r.unknown_zone = "Asia/Beirut";
  return r;
}

Regime fcc_2002() {
  Regime r;
  r.free_use = "total_service";
  r.level = {{"carrier", "opt_out"},
             {"agent", "opt_out"},
             {"affiliate_communications", "opt_out"},
             {"affiliate_serving_customer", "opt_out"},
             {"affiliate_other", "opt_in"},
             {"joint_venture_partner", "opt_out"},
             {"independent_contractor", "opt_out"},
             {"third_party", "opt_in"}};
  r.agreement_needed_for = {"joint_venture_partner", "independent_contractor"};
  r.winback = true;
  r.approval_missing = "opt_in_required";
  r.unknown_zone = "Pacific/Honolulu";
  return r;
}

Regime fcc_2007() {
  Regime r;
  r.free_use = "total_service";
  r.level = {{"carrier", "opt_out"},
             {"agent", "opt_out"},
             {"affiliate_communications", "opt_out"},
             {"affiliate_serving_customer", "opt_out"},
             {"affiliate_other", "opt_in"},
             {"joint_venture_partner", "opt_in"},
             {"independent_contractor", "opt_in"},
             {"third_party", "opt_in"}};
  r.winback = true;
  r.approval_missing = "opt_in_required";
  r.unknown_zone = "Pacific/Honolulu";
  return r;
}

Regime arizona_2006() {
  Regime r;
  r.free_use = "total_service";
  r.level = {{"carrier", "opt_out"},
             {"agent", "opt_out"},
             {"affiliate_communications", "opt_out"},
             {"affiliate_serving_customer", "opt_out"},
             {"affiliate_other", "opt_in"},
             {"joint_venture_partner", "opt_in"},
             {"independent_contractor", "opt_in"},
             {"third_party", "opt_in"}};
  r.winback = true;
  r.verified_in_a_year = true;
  r.approval_missing = "opt_in_required";
  r.unknown_zone = "America/Phoenix";
  return r;
}

Regime strict_opt_in() {
  Regime r;
  r.free_use = "none";
  r.level = {{"carrier", "opt_in"},
             {"agent", "opt_in"},
             {"affiliate_communications", "opt_in"},
             {"affiliate_serving_customer", "opt_in"},
             {"affiliate_other", "opt_in"},
             {"joint_venture_partner", "opt_in"},
             {"independent_contractor", "opt_in"},
             {"third_party", "opt_in"}};
  r.agreement_needed_for = {"agent", "joint_venture_partner", "independent_contractor"};
  r.soft_opt_in = true;
  r.pre_ticked_or_bundled_is_void = true;
  r.anonymous_is_outside = false;
  r.approval_missing = "consent_required";
  r.unknown_zone = "Atlantic/Azores";
  return r;
}

}  // namespace

const Regime& regime(std::string_view id) {
  static const std::map<std::string, Regime, std::less<>> all{{"tra", tra()},
                                                              {"fcc-2002", fcc_2002()},
                                                              {"fcc-2007", fcc_2007()},
                                                              {"arizona-2006", arizona_2006()},
                                                              {"strict-opt-in", strict_opt_in()}};
  return all.at(std::string(id));
}

}  // namespace twin
