// What only C sees: sizes, NULL, statuses, and missing memory.

#include "library/carrier.hpp"

#include <cstdlib>
#include <cstring>
#include <new>

namespace {

// How many allocations of this thread succeed before one fails; negative: all do.
thread_local long allowed = -1;

}  // namespace

// The library takes its memory from the program, so it uses these.
[[gnu::noinline]] void* operator new(std::size_t size) {
  if (allowed == 0) throw std::bad_alloc();
  if (allowed > 0) --allowed;
  if (void* found = std::malloc(size == 0 ? 1 : size)) return found;
  throw std::bad_alloc();
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  try {
    return operator new(size);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace assent::c_test {
namespace {

using library_test::Carrier;

template <class Struct>
Struct sized() {
  Struct made{};
  made.size = sizeof(Struct);
  return made;
}

TEST_F(Carrier, NothingGivenIsAnErrorAndNoCrash) {
  assent_close(nullptr);
  assent_error_free(nullptr);
  assent_decision_free(nullptr);
  assent_acknowledgement_free(nullptr);
  assent_import_counts_free(nullptr);
  assent_scrub_result_free(nullptr);
  assent_inspection_free(nullptr);
  assent_certificate_report_free(nullptr);
  EXPECT_EQ(assent_open(nullptr, nullptr, nullptr), ASSENT_INVALID);
  assent_engine* engine = nullptr;
  EXPECT_EQ(assent_open(nullptr, &engine, nullptr), ASSENT_INVALID);
  EXPECT_EQ(assent_reload(nullptr, nullptr), ASSENT_INVALID);
  EXPECT_EQ(assent_index_state(nullptr), ASSENT_INDEX_NONE);
  EXPECT_EQ(assent_decide(nullptr, nullptr, nullptr, nullptr, nullptr), ASSENT_INVALID);
  EXPECT_EQ(assent_decide_many(nullptr, nullptr, nullptr, 0, nullptr, nullptr, nullptr), ASSENT_INVALID);
  EXPECT_EQ(assent_record(nullptr, nullptr, nullptr, nullptr, nullptr, nullptr), ASSENT_INVALID);
  EXPECT_EQ(assent_import_customers(nullptr, nullptr, nullptr, nullptr), ASSENT_INVALID);
  EXPECT_EQ(assent_scrub_list(nullptr, nullptr, nullptr, nullptr), ASSENT_INVALID);
  EXPECT_EQ(assent_create_ledger(nullptr, nullptr), ASSENT_INVALID);
  EXPECT_EQ(assent_verify_ledger(nullptr, nullptr, nullptr), ASSENT_INVALID);
  EXPECT_EQ(assent_verify_certificate(nullptr, nullptr, nullptr, nullptr), ASSENT_INVALID);
  EXPECT_EQ(assent_reason_name(0), nullptr);
  EXPECT_EQ(assent_reason_meaning(255, "en"), nullptr);

  auto opened_engine = opened();
  assent_decision* decision = nullptr;
  EXPECT_EQ(assent_decide(opened_engine.get(), nullptr, nullptr, &decision, nullptr), ASSENT_INVALID);
  EXPECT_EQ(decision, nullptr);
  EXPECT_EQ(assent_decide_many(opened_engine.get(), nullptr, nullptr, 0, nullptr, nullptr, nullptr), ASSENT_OK);
  EXPECT_EQ(assent_decide_many(opened_engine.get(), nullptr, nullptr, 1, nullptr, nullptr, nullptr), ASSENT_INVALID);
}

// A program that was built with another version says how much of a struct it knows.
TEST_F(Carrier, AStructIsReadAsFarAsItsSizeSays) {
  auto engine = opened();
  struct Later {
    assent_question known;
    const char* further;
  };
  Later later{};
  later.known.size = sizeof(Later);
  auto customer = sized<assent_customer>();
  customer.account = "A-1";
  assent_decision* decision = nullptr;
  assent_error* error = nullptr;
  EXPECT_EQ(assent_decide(engine.get(), &customer, &later.known, &decision, &error), ASSENT_OK);
  ASSERT_NE(decision, nullptr);
  EXPECT_EQ(decision->size, sizeof(assent_decision));
  assent_decision_free(decision);
  later.further = "what no library knows yet";
  EXPECT_EQ(assent_decide(engine.get(), &customer, &later.known, &decision, &error), ASSENT_INVALID);
  EXPECT_EQ(decision, nullptr);
  ASSERT_NE(error, nullptr);
  EXPECT_NE(std::strstr(error->message, "the question says something"), nullptr) << error->message;
  EXPECT_EQ(error->size, sizeof(assent_error));
  assent_error_free(error);

  // A program that knows less: members after its size are not read.
  auto earlier = sized<assent_customer>();
  earlier.account = "A-1";
  earlier.telephone = "+96170123456";
  earlier.size = offsetof(assent_customer, telephone);
  EXPECT_EQ(assent_decide(engine.get(), &earlier, nullptr, &decision, nullptr), ASSENT_OK);
  assent_decision_free(decision);
  earlier.size = 0;
  EXPECT_EQ(assent_decide(engine.get(), &earlier, nullptr, &decision, nullptr), ASSENT_INVALID);
}

// A program that knows no kinds and no runs: its refusal refuses everything, and its list's run is recorded.
TEST_F(Carrier, AnEarlierProgramMeansWhatItMeantBefore) {
  auto engine = opened();
  import_few(engine);
  auto customer = sized<assent_customer>();
  customer.account = "A-2";
  auto choice = sized<assent_choice>();
  choice.kind = ASSENT_OPT_OUT;
  const char* const nothing[] = {nullptr};
  choice.contact_channels = {nothing, 1};
  auto circumstances = sized<assent_circumstances>();
  circumstances.key = "k-1";
  assent_acknowledgement* done = nullptr;
  ASSERT_EQ(assent_record(engine.get(), &customer, &choice, &circumstances, &done, nullptr), ASSENT_OK);
  EXPECT_NE(std::strstr(done->told, "recorded for every channel"), nullptr) << done->told;
  assent_acknowledgement_free(done);
  choice.size = offsetof(assent_choice, contact_channels);
  ASSERT_EQ(assent_record(engine.get(), &customer, &choice, &circumstances, &done, nullptr), ASSENT_OK);
  EXPECT_NE(done->repeated, 0);
  EXPECT_STREQ(done->told, "");
  assent_acknowledgement_free(done);

  const std::string campaign = library_test::kSource + "/examples/campaigns/new-service.toml";
  const std::string list = path("list.csv");
  library_test::write(list, "account\nA-1\n");
  const std::string permitted = path("yes.csv");
  const std::string refused = path("no.csv");
  auto scrub = sized<assent_scrub>();
  scrub.campaign = campaign.c_str();
  scrub.list = list.c_str();
  scrub.permitted = permitted.c_str();
  scrub.refused = refused.c_str();
  scrub.trial = 1;
  scrub.size = offsetof(assent_scrub, actor);
  assent_scrub_result* result = nullptr;
  ASSERT_EQ(assent_scrub_list(engine.get(), &scrub, &result, nullptr), ASSENT_OK);
  EXPECT_STREQ(result->run, "0/4");
  assent_scrub_result_free(result);
}

TEST_F(Carrier, AFailureDeniesEverybody) {
  auto engine = opened();
  const assent_text accounts[] = {{"A-1", 3}, {"A-2", 3}};
  std::uint8_t permitted[] = {1, 1};
  std::uint8_t reasons[] = {0, 0};
  auto question = sized<assent_question>();
  question.offer = "no such offer";
  EXPECT_EQ(assent_decide_many(engine.get(), &question, accounts, 2, permitted, reasons, nullptr), ASSENT_NOT_FOUND);
  for (const int each : {0, 1}) {
    EXPECT_EQ(permitted[each], 0);
    EXPECT_STREQ(assent_reason_name(reasons[each]), "status_unknown");
  }
}

// Each allocation of a call fails in its turn: the call returns a status, no customer is permitted, and the engine
// continues to work.
template <class Call>
void with_each_allocation_failing(Call call, int* failures) {
  for (long at = 0;; ++at) {
    assent_error* error = nullptr;
    allowed = at;
    const assent_status status = call(&error);
    allowed = -1;
    if (status == ASSENT_OK) {
      EXPECT_EQ(error, nullptr);
      return;
    }
    ++*failures;
    ASSERT_NE(error, nullptr) << at;
    EXPECT_EQ(error->status, status);
    EXPECT_EQ(status, ASSENT_NO_MEMORY) << at << ": " << error->message;
    assent_error_free(error);
    ASSERT_LT(at, 100'000);
  }
}

TEST_F(Carrier, MemoryThatIsNotThereIsAStatus) {
  auto engine = opened();
  import_few(engine);
  auto customer = sized<assent_customer>();
  customer.account = "A-2";
  auto question = sized<assent_question>();
  question.offer = "mobile_plan";
  int failures = 0;
  with_each_allocation_failing(
      [&](assent_error** error) {
        assent_decision* decision = nullptr;
        const auto status = assent_decide(engine.get(), &customer, &question, &decision, error);
        EXPECT_EQ(decision != nullptr, status == ASSENT_OK);
        EXPECT_TRUE(decision == nullptr || decision->outcome == ASSENT_PERMIT);
        assent_decision_free(decision);
        return status;
      },
      &failures);
  EXPECT_GT(failures, 20);

  const assent_text accounts[] = {{"A-2", 3}};
  failures = 0;
  with_each_allocation_failing(
      [&](assent_error** error) {
        std::uint8_t permitted = 1;
        std::uint8_t reason = 0;
        const auto status = assent_decide_many(engine.get(), &question, accounts, 1, &permitted, &reason, error);
        EXPECT_EQ(permitted, status == ASSENT_OK ? 1 : 0);
        return status;
      },
      &failures);
  EXPECT_GT(failures, 5);
  const auto again = engine.decide(Customer::by_account("A-2"), {.offer = "mobile_plan"});
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->permitted());
}

}  // namespace
}  // namespace assent::c_test
