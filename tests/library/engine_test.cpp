// What the library promises, seen from outside.

#include "library/carrier.hpp"

#include <assent/certificate.hpp>

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

namespace assent::library_test {
namespace {

const Question kMobilePlan{.offer = "mobile_plan"};

TEST_F(Carrier, OneAnswerHasAllThatExplainsIt) {
  auto engine = opened();
  import_few(engine);
  const auto decision = engine.decide(Customer::by_account("A-1"), kMobilePlan);
  ASSERT_TRUE(decision);
  EXPECT_FALSE(decision->permitted());
  EXPECT_EQ(decision->reason.name(), "no_notice");
  EXPECT_EQ(decision->account, "A-1");
  EXPECT_EQ(decision->regime, "tra");
  EXPECT_FALSE(decision->source_text.empty());
  EXPECT_FALSE(decision->headline.empty());
  EXPECT_EQ(decision->meaning, decision->reason.meaning());
  ASSERT_FALSE(decision->remedies.empty());
  EXPECT_FALSE(decision->remedies.front().steps.empty());
  EXPECT_FALSE(decision->remedies.front().text.empty());

  Question in_arabic = kMobilePlan;
  in_arabic.language = "ar";
  const auto again = engine.decide(Customer::by_account("A-1"), in_arabic);
  EXPECT_EQ(again->meaning, decision->reason.meaning("ar"));
  EXPECT_NE(again->sentence, decision->sentence);
}

TEST_F(Carrier, ATelephoneNumberNamesACustomer) {
  auto engine = opened();
  import_few(engine);
  EXPECT_EQ(engine.decide(Customer::by_telephone("70 123 456", "LB"), kMobilePlan)->account, "A-1");
  EXPECT_EQ(engine.decide(Customer::by_telephone("+961 70 999 999"), kMobilePlan)->reason.name(), "unknown_customer");
  const auto refused = engine.record(Customer::by_telephone("+96170123457"), {});
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->accounts, std::vector<std::string>{"A-2"});
}

TEST_F(Carrier, ManyAnswersAreThoseOfOne) {
  auto engine = opened();
  import_all(engine);
  EXPECT_EQ(engine.index_state(), IndexState::up_to_date);
  auto accounts = all_accounts();
  for (std::size_t i = 0; i < accounts.size(); i += 50) {
    ASSERT_TRUE(engine.record(Customer::by_account(accounts[i]), {}));
  }
  accounts.insert(accounts.end(), {"", "nobody", " " + accounts[1] + "\t", std::string("a\0b", 3)});
  const auto without_index = opened("none");
  EXPECT_EQ(without_index.index_state(), IndexState::none);
  std::set<std::string_view> seen;
  for (const std::string offer : {"mobile_plan", "second_line"}) {
    const Question question{.offer = offer};
    const auto many = engine.decide_many(accounts, question).value();
    const auto by_ledger = without_index.decide_many(accounts, question).value();
    EXPECT_EQ(many.permitted, by_ledger.permitted);
    EXPECT_EQ(many.reasons, by_ledger.reasons);
    ASSERT_EQ(many.size(), accounts.size());
    for (std::size_t i = 0; i + 4 < accounts.size(); i += 25) {
      const auto one = engine.decide(Customer::by_account(accounts[i]), question).value();
      EXPECT_EQ(many.reason(i), one.reason) << accounts[i];
      EXPECT_EQ(many.permitted[i] != 0, one.permitted()) << accounts[i];
      seen.insert(one.reason.name());
    }
    const std::size_t end = accounts.size() - 4;
    EXPECT_EQ(many.reason(end).name(), "unknown_customer");
    EXPECT_EQ(many.reason(end + 1).name(), "unknown_customer");
    EXPECT_EQ(many.reason(end + 2), many.reason(1));
  }
  EXPECT_GE(seen.size(), 4U);
}

TEST_F(Carrier, ARefusalIsInEveryAnswerAfterIt) {
  auto engine = opened();
  import_few(engine);
  const Question own_category{.offer = "long_distance", .information = {"services"}};
  const auto done = engine.record(Customer::by_account("A-1"), {.by = "owner", .evidence = "call-17"},
                                  {.channel = "call_centre", .key = "k-1"});
  ASSERT_TRUE(done);
  EXPECT_EQ(done->entries.size(), 1U);
  EXPECT_FALSE(done->repeated);
  EXPECT_EQ(engine.decide_many(std::vector<std::string>{"A-1"}, own_category)->reason(0).name(), "opted_out");
  EXPECT_EQ(engine.decide(Customer::by_account("A-1"), own_category)->reason.name(), "opted_out");

  const auto repeated = engine.record(Customer::by_account("A-1"), {.by = "owner", .evidence = "call-17"},
                                      {.channel = "call_centre", .key = "k-1"});
  EXPECT_TRUE(repeated->repeated);
  EXPECT_EQ(repeated->entries, done->entries);
  const auto another = engine.record(Customer::by_account("A-1"), {.by = "a guardian"}, {.key = "k-1"});
  EXPECT_EQ(another.error().code, ErrorCode::conflict);
}

TEST_F(Carrier, ARefusalIsNotTurnedAwayForWhatElseIsWrongWithIt) {
  auto engine = opened();
  const auto done = engine.record(Customer::by_account("nobody"),
                                  {.evidence = "+96170123456", .evidence_sha256 = "x", .postmarked = "yesterday"},
                                  {.effective = Instant::max()});
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_TRUE(done->account_unknown);
  EXPECT_NE(done->told.find("recorded as of now"), std::string::npos) << done->told;
  EXPECT_NE(done->told.find("without its evidence"), std::string::npos);
  EXPECT_NE(done->told.find("without its postmark"), std::string::npos);
  EXPECT_EQ(done->told.find("70123456"), std::string::npos);
}

TEST_F(Carrier, ARefusalThatAMachineReadCountsAndSaysThatNobodyHasReadIt) {
  auto engine = opened();
  import_few(engine);
  const auto customer = Customer::by_account("A-1");
  for (const auto kind : {Choice::Kind::opt_out, Choice::Kind::withdrawal}) {
    const std::string key = "k-" + std::to_string(static_cast<int>(kind));
    ASSERT_TRUE(engine.record(customer, {.kind = kind, .provisional = true}, {.key = key}));
    EXPECT_TRUE(engine.record(customer, {.kind = kind, .provisional = true}, {.key = key})->repeated);
    EXPECT_EQ(engine.record(customer, {.kind = kind}, {.key = key}).error().code, ErrorCode::conflict);
  }
  const auto decision = engine.decide(customer, {.offer = "mobile_plan"});
  ASSERT_TRUE(decision);
  EXPECT_EQ(decision->reason.name(), "withdrawn");
  ASSERT_FALSE(decision->evidence.empty());
  EXPECT_NE(decision->evidence.front().text.find("provisional"), std::string::npos) << decision->evidence.front().text;

  const auto opt_in = engine.record(Customer::by_account("A-2"),
                                    {.kind = Choice::Kind::opt_in, .evidence = "form-9", .provisional = true});
  ASSERT_FALSE(opt_in);
  EXPECT_EQ(opt_in.error().code, ErrorCode::invalid);
}

TEST_F(Carrier, AnApprovalIsTurnedAwayForWhatIsWrongWithIt) {
  auto engine = opened();
  import_few(engine);
  const Choice opt_in{.kind = Choice::Kind::opt_in, .evidence = "form-9"};
  const auto record = [&](Customer customer, const Choice& choice, const Circumstances& how = {}) {
    const auto done = engine.record(customer, choice, how);
    return done ? std::string("recorded") : std::to_string(static_cast<int>(done.error().code));
  };
  EXPECT_EQ(record(Customer::by_account("nobody"), opt_in), std::to_string(ASSENT_NOT_FOUND));
  EXPECT_EQ(record(Customer::by_account("A-1"), {.kind = Choice::Kind::opt_in}), std::to_string(ASSENT_INVALID));
  EXPECT_EQ(record(Customer::by_telephone("+96170123456"), opt_in), std::to_string(ASSENT_INVALID));
  EXPECT_EQ(record(Customer::by_account("A-1"), opt_in, {.effective = Instant::max()}), std::to_string(ASSENT_INVALID));
  EXPECT_EQ(record(Customer::by_account("A-1"), opt_in), "recorded");
}

TEST_F(Carrier, AnApprovalCoversTheKindsThatItNames) {
  auto engine = opened();
  import_few(engine);
  const auto reason = [&](const std::string& account, const Question& question) {
    const std::string one(engine.decide(Customer::by_account(account), question)->reason.name());
    EXPECT_EQ(engine.decide_many(std::vector<std::string>{account}, question)->reason(0).name(), one);
    return one;
  };
  ASSERT_TRUE(
      engine.record(Customer::by_account("A-1"),
                    {.kind = Choice::Kind::opt_in, .evidence = "form-9", .contact_channels = {"sms", "email"}}));
  // An opt-in's kinds are checked before its notice; this one had no notice.
  EXPECT_EQ(reason("A-1", {.offer = "mobile_plan", .contact_channel = "email"}), "no_notice");
  EXPECT_EQ(reason("A-1", {.offer = "mobile_plan", .contact_channel = "call"}), "approval_scope_channel");
  EXPECT_EQ(reason("A-1", {.offer = "mobile_plan"}), "approval_scope_channel");
  EXPECT_EQ(engine.decide(Customer::by_account("A-1"), {.contact_channel = "E-mail"}).error().code, ErrorCode::invalid);

  ASSERT_TRUE(engine.record(Customer::by_account("A-1"),
                            {.kind = Choice::Kind::opt_in, .evidence = "form-10", .categories = {"internet"}}));
  EXPECT_EQ(reason("A-1", {.offer = "mobile_plan"}), "approval_scope_purpose");
  ASSERT_TRUE(engine.record(Customer::by_account("A-1"),
                            {.kind = Choice::Kind::opt_in, .evidence = "form-11", .classes = {"equipment"}}));
  EXPECT_EQ(reason("A-1", {.offer = "mobile_plan"}), "approval_scope_purpose");
}

TEST_F(Carrier, AnApprovalOfUnreadableKindsOrDaysIsTurnedAway) {
  auto engine = opened();
  import_few(engine);
  const auto record = [&](const Choice& choice) {
    Choice opt_in = choice;
    opt_in.kind = Choice::Kind::opt_in;
    opt_in.evidence = "form-9";
    return engine.record(Customer::by_account("A-1"), opt_in, {.key = "k-1"});
  };
  struct Case {
    Choice choice;
    std::string says;
  };
  const Case faulty[] = {
      {{.contact_channels = {"all", "email"}}, "`all` is beside other names"},
      {{.classes = {"equipment", "all"}}, "`all` is beside other names"},
      {{.contact_channels = {"E-mail"}}, "`E-mail` is not a name of a channel"},
      {{.classes = {""}}, "is not a name of a class"},
      {{.categories = {"mobile", "mobile phones"}}, "`mobile phones` is not a name of a category"},
      {{.until = "soon"}, "the last day of the opt-in is `soon`"},
      {{.until = "2026-02-30"}, "the last day of the opt-in is"},
      {{.until = "1999-12-31"}, "ends the approval before it was given"},
  };
  for (const auto& [choice, says] : faulty) {
    const auto done = record(choice);
    ASSERT_FALSE(done) << says;
    EXPECT_EQ(done.error().code, ErrorCode::invalid) << says;
    EXPECT_NE(done.error().message.find(says), std::string::npos) << done.error().message;
  }
  EXPECT_EQ(verify_ledger(path("ledger"))->entries, 3U) << "nothing was recorded";

  // The values are compared as they are kept: a key stands for one event.
  ASSERT_TRUE(record({.contact_channels = {"email", "sms"}, .until = "2999-12-31"}));
  EXPECT_TRUE(record({.contact_channels = {"sms", "email", "sms"}, .until = "2999-12-31"})->repeated);
  EXPECT_EQ(record({.contact_channels = {"email"}, .until = "2999-12-31"}).error().code, ErrorCode::conflict);
  EXPECT_EQ(record({.contact_channels = {"email", "sms"}, .until = "2999-12-30"}).error().code, ErrorCode::conflict);
}

TEST_F(Carrier, ARefusalOfUnreadableKindsIsOneOfAllKinds) {
  auto engine = opened();
  import_few(engine);
  const auto told = [&](const Choice& choice, const std::string& key) {
    const auto done = engine.record(Customer::by_account("A-2"), choice, {.key = key});
    return done ? done->told : done.error().message;
  };
  EXPECT_EQ(told({.contact_channels = {"email"}}, "k-1"), "");
  EXPECT_EQ(engine.decide(Customer::by_account("A-2"), {.contact_channel = "email"})->reason.name(), "opted_out");
  EXPECT_TRUE(engine.record(Customer::by_account("A-2"), {.contact_channels = {"email"}}, {.key = "k-1"})->repeated);
  EXPECT_EQ(engine.record(Customer::by_account("A-2"), {.contact_channels = {"sms"}}, {.key = "k-1"}).error().code,
            ErrorCode::conflict);

  EXPECT_EQ(told({.classes = {"all", "equipment"}}, "k-2"), "");
  EXPECT_TRUE(engine.record(Customer::by_account("A-2"), {}, {.key = "k-2"})->repeated);

  const Choice wide{.kind = Choice::Kind::withdrawal,
                    .contact_channels = {"email", "by +96170123456"},
                    .classes = {"\xff"},
                    .categories = {""}};
  const std::string mended = told(wide, "k-3");
  EXPECT_NE(mended.find("recorded for every channel"), std::string::npos) << mended;
  EXPECT_NE(mended.find("recorded for every class of offers"), std::string::npos) << mended;
  EXPECT_NE(mended.find("recorded for every category"), std::string::npos) << mended;
  EXPECT_EQ(mended.find("70123456"), std::string::npos) << mended;
  EXPECT_TRUE(engine.record(Customer::by_account("A-2"), {.kind = Choice::Kind::withdrawal}, {.key = "k-3"})->repeated);
}

TEST_F(Carrier, WhatIsWrongIsSaidWithoutPersonalData) {
  auto engine = opened();
  struct Case {
    Customer customer;
    Question question;
    ErrorCode code;
    std::string says;
  };
  const Case cases[] = {
      {{}, {}, ErrorCode::invalid, "no customer is named"},
      {{"A-1", "+96170123456", {}}, {}, ErrorCode::invalid, "by account and by telephone"},
      {{{}, "70123456 of Ms Haddad", {}}, {}, ErrorCode::invalid, ""},
      {{{}, "70123456", "Lebanon +96170123456"}, {}, ErrorCode::invalid, "not a country's code"},
      {{"A-1", {}, {}}, {.purpose = "+96170123456"}, ErrorCode::invalid, "purpose"},
      {{"A-1", {}, {}}, {.offer = "h.haddad@example.com"}, ErrorCode::not_found, "offer"},
      {{"A-1", {}, {}}, {.regime = "mars"}, ErrorCode::not_found, "no regime `mars`"},
      {{"A-1", {}, {}}, {.at = Instant::max()}, ErrorCode::invalid, "years 1 to 9999"},
      {{"A-1", {}, {}}, {.language = "tlh"}, ErrorCode::invalid, "`tlh`"},
  };
  for (const Case& each : cases) {
    const auto decision = engine.decide(each.customer, each.question);
    ASSERT_FALSE(decision) << each.says;
    EXPECT_EQ(decision.error().code, each.code) << decision.error().message;
    EXPECT_NE(decision.error().message.find(each.says), std::string::npos) << decision.error().message;
    const std::string all = decision.error().message + decision.error().mend;
    EXPECT_EQ(all.find("70123456"), std::string::npos) << all;
    EXPECT_EQ(all.find("haddad"), std::string::npos) << all;
  }
}

TEST_F(Carrier, WhatCannotBeOpenedSaysWhy) {
  const auto error = [](Configuration configuration) { return Engine::open(configuration).error(); };
  auto configured = configuration();
  configured.ledger = path("none");
  EXPECT_EQ(error(configured).code, ErrorCode::not_found);
  configured.ledger = {};
  EXPECT_EQ(error(configured).code, ErrorCode::invalid);
  configured = configuration();
  configured.regime = "mars";
  EXPECT_EQ(error(configured).code, ErrorCode::not_found);
  configured = configuration();
  write(path("regimes") + "/broken.toml", "id = 3\n");
  EXPECT_EQ(error(configured).code, ErrorCode::invalid);
  EXPECT_NE(error(configured).message.find("broken.toml:1"), std::string::npos) << error(configured).message;
}

TEST_F(Carrier, AnIndexIsKeptInItsFileAndNothingElseIsReplacedByOne) {
  {
    auto engine = opened();
    import_few(engine);
  }
  EXPECT_EQ(opened(path("kept.index")).index_state(), IndexState::up_to_date);
  EXPECT_TRUE(std::filesystem::exists(path("kept.index")));
  EXPECT_EQ(opened(path("kept.index")).index_state(), IndexState::up_to_date);
  write(path("letter.txt"), "Dear customer");
  EXPECT_EQ(Engine::open(configuration(path("letter.txt"))).error().code, ErrorCode::invalid);
  EXPECT_EQ(text_in(path("letter.txt")), "Dear customer");
}

TEST_F(Carrier, RulesAreReadAnewOrStayAsTheyWere) {
  auto engine = opened();
  import_few(engine);
  const Question of_strict{.offer = "mobile_plan", .regime = "another"};
  EXPECT_FALSE(engine.decide(Customer::by_account("A-1"), of_strict));
  std::string pack = text_in(path("regimes") + "/strict-opt-in.toml");
  const std::string id = "id = \"strict-opt-in\"";
  ASSERT_NE(pack.find(id), std::string::npos);
  write(path("regimes") + "/another.toml", pack.replace(pack.find(id), id.size(), "id = \"another\""));
  ASSERT_TRUE(engine.reload());
  EXPECT_TRUE(engine.decide(Customer::by_account("A-1"), of_strict));
  EXPECT_TRUE(engine.decide_many(std::vector<std::string>{"A-1"}, of_strict));

  write(path("regimes") + "/another.toml", "id = ");
  EXPECT_EQ(engine.reload().error().code, ErrorCode::invalid);
  EXPECT_TRUE(engine.decide(Customer::by_account("A-1"), of_strict)) << "the former rules stay in use";
}

TEST_F(Carrier, WhoOnlyReadsRecordsNothing) {
  auto configured = configuration();
  configured.read_only = true;
  auto engine = Engine::open(configured);
  EXPECT_EQ(engine->record(Customer::by_account("A-1"), {}).error().code, ErrorCode::unavailable);
}

TEST_F(Carrier, AListIsSplitAndWhatDamagesIsTold) {
  auto engine = opened();
  import_all(engine);
  Scrub scrub{.campaign = kSource + "/examples/campaigns/new-service.toml",
              .list = kSource + "/data/telco/telco-customers.csv",
              .permitted = path("yes.csv"),
              .refused = path("no.csv"),
              .report = path("report.json"),
              .account_column = "customerID"};
  const auto result = engine.scrub(scrub);
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->rows, 7043U);
  EXPECT_EQ(result->permitted + result->refused, 7043U);
  EXPECT_EQ(result->report, text_in(path("report.json")));
  EXPECT_EQ(result->run, "0/7043");
  EXPECT_NE(result->report.find("\"0/7043\""), std::string::npos) << "the report names the run";
  std::uint64_t rows = 0;
  for (const auto& [reason, count] : result->reasons) rows += count;
  EXPECT_EQ(rows, 7043U);

  scrub.permitted = path("ledger");
  EXPECT_EQ(engine.scrub(scrub).error().code, ErrorCode::invalid);
  scrub.permitted = path("no.csv");
  EXPECT_EQ(engine.scrub(scrub).error().code, ErrorCode::invalid);
  scrub.permitted = path("regimes") + "/tra.toml";
  EXPECT_EQ(engine.scrub(scrub).error().code, ErrorCode::invalid);
  scrub.permitted = path("yes.csv");
  scrub.certificate = path("certificate");
  EXPECT_EQ(engine.scrub(scrub).error().code, ErrorCode::invalid) << "no key signs it";

  const auto whole = verify_ledger(path("ledger"));
  ASSERT_TRUE(whole);
  EXPECT_TRUE(whole->whole);
  EXPECT_EQ(whole->entries, 7044U) << "customers, and the run of the campaign";
  ASSERT_EQ(whole->heads.size(), 1U);
  EXPECT_EQ(whole->heads.front().root.size(), 64U);
  EXPECT_EQ(verify_ledger(path("none")).error().code, ErrorCode::not_found);
  EXPECT_EQ(verify_certificate({path("report.json"), {"no key"}}).error().code, ErrorCode::not_found);
}

TEST_F(Carrier, AListForUseIsOnRecordAndATrialIsNot) {
  Scrub scrub{.campaign = path("campaign.toml"),
              .list = path("list.csv"),
              .permitted = path("yes.csv"),
              .refused = path("no.csv")};
  write(scrub.campaign,
        "name = \"Plans\"\nregime = \"tra\"\npurpose = \"marketing\"\noffer = \"mobile_plan\"\n"
        "recipient = \"carrier\"\ninformation = [\"services\"]\n");
  write(scrub.list, "account\nA-1\nA-2\n");
  {
    auto engine = opened();
    import_few(engine);
    EXPECT_EQ(engine.scrub(scrub)->run, "0/3");
    scrub.trial = true;
    EXPECT_EQ(engine.scrub(scrub)->run, "");
    EXPECT_EQ(verify_ledger(path("ledger"))->entries, 4U);
  }
  const std::string permitted = text_in(scrub.permitted);
  std::filesystem::remove(scrub.permitted);
  auto configured = configuration();
  configured.actor.clear();
  {
    auto engine = Engine::open(configured);
    scrub.trial = false;
    EXPECT_EQ(engine->scrub(scrub).error().code, ErrorCode::invalid);
    EXPECT_NE(engine->scrub(scrub).error().message.find("actor"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(scrub.permitted));
    scrub.actor = "dialler";
    EXPECT_EQ(engine->scrub(scrub)->run, "0/4");
    std::filesystem::remove(scrub.permitted);
  }
  configured.read_only = true;
  auto engine = Engine::open(configured);
  EXPECT_EQ(engine->scrub(scrub).error().code, ErrorCode::invalid);
  EXPECT_NE(engine->scrub(scrub).error().message.find("read-only"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(scrub.permitted));
  scrub.actor.clear();
  scrub.trial = true;
  const auto trial = engine->scrub(scrub);
  ASSERT_TRUE(trial) << trial.error().message;
  EXPECT_EQ(trial->run, "");
  EXPECT_EQ(text_in(scrub.permitted), permitted);
  EXPECT_EQ(verify_ledger(path("ledger"))->entries, 5U);
}

// While some callers record, others decide: every decision includes what was acknowledged, and none comes from a
// half-made state.
TEST_F(Carrier, ManyThreadsUseOneEngine) {
  auto engine = opened();
  import_all(engine);
  const auto accounts = all_accounts();
  const Question question{.offer = "mobile_plan"};
  std::atomic<std::size_t> recorded = 0;
  std::atomic<int> faults = 0;
  constexpr std::size_t kRefusals = 60;
  std::vector<std::thread> threads;
  threads.emplace_back([&] {
    for (std::size_t i = 0; i < kRefusals; ++i) {
      if (!engine.record(Customer::by_account(accounts[i]), {})) ++faults;
      recorded = i + 1;
    }
  });
  threads.emplace_back([&] {
    while (recorded < kRefusals) {
      if (!engine.reload()) ++faults;
    }
  });
  for (int i = 0; i < 2; ++i) {
    threads.emplace_back([&] {
      while (recorded < kRefusals) {
        const std::size_t known = recorded;
        const auto many = engine.decide_many(accounts, question);
        if (!many) {
          ++faults;
          continue;
        }
        for (std::size_t each = 0; each < known; ++each) {
          if (many->permitted[each] != 0) ++faults;
        }
      }
    });
  }
  for (std::thread& each : threads) each.join();
  EXPECT_EQ(faults, 0);
}

}  // namespace
}  // namespace assent::library_test
