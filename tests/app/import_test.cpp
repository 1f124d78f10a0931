// Importing by an engine: customers can have the services that its rules name, every later decision reflects what came
// in, an import that is only tried records nothing, and an interrupted one can be repeated.

#include "app/import.hpp"
#include "app/working_engine.hpp"
#include "service/rejects.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <stop_token>
#include <string>
#include <utility>

namespace assent::import_use_case_test {

using namespace app;
namespace {

using testing::HasSubstr;

constexpr std::string_view kMapping =
    "[account]\ncolumn = \"id\"\n[state]\nconstant = \"active\"\n[kind]\nconstant = \"residential\"\n"
    "[[services]]\ncolumn = \"has\"\ndefault = []\n";
constexpr std::string_view kFlags =
    "[account]\ncolumn = \"id\"\n[choice]\ncolumn = \"flag\"\nvalues = { N = \"opted_out\" }\ndefault = \"none\"\n"
    "[refused_recipients]\ncolumn = \"whom\"\n";

class Importing : public app_test::WorkingEngine {
 protected:
  Importing() {
    clock.set(service_test::at("2026-06-01T08:00:00Z"));
    request.actor = "billing";
  }

  ImportPorts ports(std::string_view text) {
    return {[text]() -> Result<std::unique_ptr<ByteSource>> { return std::make_unique<TextSource>(text, 16); },
            rejected};
  }

  Result<CustomersImported> customers(std::string_view text, const std::stop_token& stop = {}) {
    return import_customers(*engine, intake::read_customer_mapping(kMapping, "carrier.toml").value(), request,
                            ports(text), {}, stop);
  }
  Result<ApprovalsImported> approvals(std::string_view text) {
    const auto mapping = intake::read_approval_mapping(kFlags, "flags.toml");
    if (!mapping) return fail(ErrorCode::invalid, to_string(mapping.error().front()));
    return import_approvals(*engine, *mapping, request, ports(text));
  }

  ImportRequest request;
};

TEST_F(Importing, EveryAnswerReflectsWhatCameIn) {
  EXPECT_EQ(answer(), Reason::unknown_customer);
  const auto base = customers("id,has\nA-1,local\nA-2,lokal\n");
  ASSERT_TRUE(base) << to_string(base.error());
  EXPECT_EQ(base->counts.added, 2U);
  EXPECT_EQ(base->counts.incomplete, 1U);
  EXPECT_THAT(rejects, HasSubstr("lokal")) << "what customers can have is what catalogue and rules name";
  EXPECT_EQ(base->run.size(), 12U) << "nobody named the run, so it got a name";
  EXPECT_EQ(answer(), Reason::no_notice);

  request.run = "flags-1";
  const auto flags = approvals("id,flag,whom\nA-1,N,carrier\n");
  ASSERT_TRUE(flags) << to_string(flags.error());
  EXPECT_EQ(flags->run, "flags-1");
  EXPECT_EQ(flags->counts.refusals, 1U);
  EXPECT_EQ(flags->counts.widened, 0U) << "a rule names the carrier";
  EXPECT_EQ(answer(), Reason::opted_out);
}

TEST_F(Importing, WhatIsOnlyTriedRecordsNothing) {
  request.dry_run = true;
  EXPECT_EQ(customers("id,has\nA-1,local\n").value().counts.added, 1U);
  EXPECT_EQ(approvals("id,flag,whom\nA-1,N,\n").value().counts.refusals, 1U);
  EXPECT_EQ(size(), 0U);
  EXPECT_EQ(answer(), Reason::unknown_customer);
}

TEST_F(Importing, ARunIsCalledByANameAndByNothingElse) {
  request.run = "March 1";
  const auto refused = customers("id,has\nA-1,local\n");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::invalid);
  EXPECT_EQ(refused.error().message, "`March 1` is not a name for a run");
  EXPECT_EQ(size(), 0U);
}

TEST_F(Importing, OneThatIsStoppedCanBeRepeated) {
  std::stop_source stop;
  stop.request_stop();
  const auto stopped = customers("id,has\nA-1,local\n", stop.get_token());
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, ErrorCode::unavailable);
  EXPECT_EQ(answer(), Reason::unknown_customer);
  EXPECT_EQ(customers("id,has\nA-1,local\n").value().counts.added, 1U);
  EXPECT_EQ(answer(), Reason::no_notice);
}

}  // namespace
}  // namespace assent::import_use_case_test
