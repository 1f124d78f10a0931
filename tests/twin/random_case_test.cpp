// The random cases are the same for a seed, can be decided, and reach every reason code often.
#include "random_case.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include "twin.hpp"

namespace assent::twin_random_case_test {

namespace {

boost::json::object catalogue() {
  std::ifstream in(std::string(ASSENT_SOURCE_DIR) + "/tests/cases_data/catalogue.json");
  std::stringstream text;
  text << in.rdbuf();
  return boost::json::parse(text.str()).as_object();
}

constexpr const char* kReasons[] = {"status_unknown",
                                    "not_customer_information",
                                    "competitor_tracking_banned",
                                    "port_request_use_banned",
                                    "service_provision",
                                    "purpose_not_allowed",
                                    "customer_written_request",
                                    "request_reviewed",
                                    "campaign_not_reviewed",
                                    "winback_same_category",
                                    "former_customer",
                                    "within_subscribed_category",
                                    "adjunct_to_basic_service",
                                    "mobile_equipment_or_information_service",
                                    "wireline_equipment_or_voice_mail",
                                    "affiliate_serves_customer",
                                    "not_covered",
                                    "one_time_consent",
                                    "notice_method_invalid",
                                    "notice_content_invalid",
                                    "one_time_scope",
                                    "approval_unproven",
                                    "soft_opt_in",
                                    "opt_in",
                                    "opted_out",
                                    "withdrawn",
                                    "approval_scope_recipient",
                                    "approval_scope_information",
                                    "approval_scope_purpose",
                                    "approval_scope_channel",
                                    "consent_expired",
                                    "not_account_holder",
                                    "no_notice",
                                    "consent_invalid",
                                    "opt_in_required",
                                    "consent_required",
                                    "agreement_missing",
                                    "agreement_not_yet",
                                    "agreement_expired",
                                    "agreement_clause_missing",
                                    "email_not_permitted",
                                    "notice_partly_translated",
                                    "notice_language_mismatch",
                                    "notice_undelivered",
                                    "waiting_period",
                                    "notice_stale",
                                    "opt_out_unverified",
                                    "opt_out_deemed",
                                    "one_time_expired"};

TEST(RandomCase, IsTheSameForASeed) {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    EXPECT_EQ(boost::json::serialize(twin::random_case(seed)), boost::json::serialize(twin::random_case(seed)));
  }
}

TEST(RandomCase, ReachesEveryReasonOften) {
  const auto offers = catalogue();
  std::map<std::string, int> count;
  for (std::uint64_t seed = 0; seed < 20000; ++seed) ++count[twin::decide(twin::random_case(seed), offers).reason];
  for (const char* reason : kReasons) EXPECT_GE(count[reason], 20) << reason;
  EXPECT_EQ(count.size(), std::size(kReasons)) << "a reason that the list does not have";
  for (const auto& [reason, times] : count) RecordProperty(reason, times);
}

}  // namespace

}  // namespace assent::twin_random_case_test
