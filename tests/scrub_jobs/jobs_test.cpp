// A list goes in over HTTP, its lists come out; and what happens to a job that is cut off, cancelled, or not its
// asker's.

#include "api/served.hpp"
#include "consent/kept_account.hpp"
#include "embed/opened_engine.hpp"
#include "evidence/note.hpp"
#include "scrub_jobs/routes.hpp"
#include "store/sqlite_ledger.hpp"

#include <boost/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <thread>

namespace assent::jobs_test {
namespace {

namespace fs = std::filesystem;
using access::Role;
using http::Method;
using testing::HasSubstr;

const std::string kSource = ASSENT_SOURCE_DIR;

class ScrubJobs : public testing::Test {
 protected:
  ScrubJobs() {
    folder_ = fs::path(testing::TempDir()) /
              (std::string("assent_jobs_") + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "campaigns");
    write("campaigns/billing.toml",
          "name = \"Bills\"\nregime = \"tra\"\npurpose = \"billing\"\nrecipient = \"carrier\"\ninformation = "
          "[\"contact\"]\n");
    const evidence::SignerKey key = evidence::SignerKey::make("jobs.example", evidence::Ed25519Seed{9}).value();
    write("key", evidence::secret_text(key) + "\n");
    fs::permissions(folder_ / "key", fs::perms::owner_read | fs::perms::owner_write);
    write("key.pub", evidence::to_text(key.verifier()) + "\n");
    EXPECT_TRUE(store::SqliteLedger::create(path("ledger")));
    embed::EngineFiles files;
    files.ledger = path("ledger");
    files.rule_packs = kSource + "/regimes";
    files.catalogue = kSource + "/catalogues/default.toml";
    files.campaigns = path("campaigns");
    files.actor = "test";
    files.threads = 1;
    opened_ = embed::OpenedEngine::open(files).value();
    std::vector<ledger::Draft> drafts;
    const Instant now = opened_->engine().now();
    for (int i = 0; i < 20; ++i) {
      evidence::CustomerRecorded customer;
      customer.services = {"mobile"};
      customer.time_zone = "Asia/Beirut";
      drafts.push_back({{"A-" + std::to_string(i), now, {}, "test", "import", "", customer}, true});
    }
    EXPECT_TRUE(ledger::append_all(opened_->ledger(), drafts, now));
    opened_->follow();
  }
  ~ScrubJobs() override {
    served_.reset();
    jobs_.reset();
    opened_.reset();
    fs::remove_all(folder_);
  }

  void serve(std::size_t at_once = 1) {
    served_.reset();
    jobs_.reset();
    scrub_jobs::Settings settings;
    settings.folder = path("jobs");
    settings.key = path("key");
    settings.at_once = at_once;
    settings.list_bytes_most = 10'000;
    settings.most = 5;
    jobs_ = scrub_jobs::Jobs::open(*opened_, settings).value();
    served_.emplace(scrub_jobs::routes_of(*jobs_));
  }

  std::string path(std::string_view name) const { return (folder_ / name).string(); }
  void write(std::string_view name, std::string_view text) const { std::ofstream(folder_ / name) << text; }

  api_test::Got ask(Method method, std::string_view path, std::string_view body = "",
                    Role role = Role::campaign_manager) {
    return served_->ask(role, method, path, body, {{"Content-Type", "application/json"}});
  }
  std::string made(std::string_view order = R"({"campaign":"billing"})") {
    const auto got = ask(Method::post, "/v1/scrubs", order);
    EXPECT_EQ(got.status, 201U) << got.body;
    return "/v1/scrubs/" + std::string(boost::json::parse(got.body).at("id").as_string());
  }
  std::string state(const std::string& job) {
    return std::string(boost::json::parse(ask(Method::get, job).body).at("state").as_string());
  }
  // The jobs' own thread says when: this one gives it the processor until then.
  void until_ended(const std::string& job) {
    for (std::string now = state(job); now == "waiting" || now == "running"; now = state(job))
      std::this_thread::yield();
  }

  fs::path folder_;
  std::unique_ptr<embed::OpenedEngine> opened_;
  std::unique_ptr<scrub_jobs::Jobs> jobs_;
  std::optional<api_test::Served> served_;
};

TEST_F(ScrubJobs, AListInItsListsOut) {
  serve();
  const std::string job = made();
  const std::string list = "account,note\nA-1,x\nA-2,y\nnobody,z\n";
  EXPECT_EQ(ask(Method::put, job + "/list", list.substr(0, 20)).status, 200U);
  EXPECT_EQ(ask(Method::put, job + "/list?offset=20", list.substr(20)).status, 200U);
  const auto again = ask(Method::put, job + "/list?offset=20", list.substr(20));
  EXPECT_EQ(again.status, 409U);
  EXPECT_THAT(again.body, HasSubstr("continue from " + std::to_string(list.size())));
  EXPECT_EQ(ask(Method::get, job + "/permitted").status, 409U);
  EXPECT_EQ(ask(Method::post, job + "/run").status, 202U);
  until_ended(job);
  const auto said = boost::json::parse(ask(Method::get, job).body).as_object();
  ASSERT_EQ(said.at("state").as_string(), "done") << boost::json::serialize(said);
  EXPECT_EQ(said.at("rows").as_int64(), 3);
  EXPECT_EQ(said.at("report").at("permitted").as_int64(), 2);
  EXPECT_EQ(ask(Method::get, job + "/permitted").body, "account,note\nA-1,x\nA-2,y\n");
  EXPECT_THAT(ask(Method::get, job + "/refused").body, HasSubstr("unknown_customer"));
  const auto note = evidence::read_note(ask(Method::get, job + "/certificate").body);
  ASSERT_TRUE(note);
  const evidence::VerifierKey key =
      evidence::SignerKey::make("jobs.example", evidence::Ed25519Seed{9}).value().verifier();
  EXPECT_TRUE(evidence::verify_note(*note, std::span(&key, 1)).verified());
  // The run of the campaign is on record, as the command's.
  const auto runs = opened_->ledger().entries_of(kCampaignRuns).value();
  ASSERT_EQ(runs.size(), 1U);
  EXPECT_EQ(runs[0].entry.actor, "campaign_manager-1");
  EXPECT_EQ(runs[0].entry.channel, "api");
  EXPECT_EQ(said.at("run").as_string(), entry_name(runs[0].position));
  // What changed since: nothing.
  const std::string later = made(R"({"campaign":"billing","since":")" + job.substr(11) + "\"}");
  EXPECT_EQ(ask(Method::put, later + "/list", list).status, 200U);
  EXPECT_EQ(ask(Method::post, later + "/run").status, 202U);
  until_ended(later);
  EXPECT_EQ(state(later), "done") << ask(Method::get, later).body;
  EXPECT_EQ(ask(Method::get, later + "/certificate").status, 404U);
  EXPECT_EQ(ask(Method::delete_, job).status, 200U);
  EXPECT_EQ(ask(Method::get, job).status, 404U);
  EXPECT_FALSE(fs::exists(path("jobs/" + job.substr(11))));
}

TEST_F(ScrubJobs, ATrialIsNotRecorded) {
  serve();
  const std::string job = made(R"({"campaign":"billing","trial":true})");
  ASSERT_EQ(ask(Method::put, job + "/list", "account\nA-1\n").status, 200U);
  ASSERT_EQ(ask(Method::post, job + "/run").status, 202U);
  until_ended(job);
  EXPECT_EQ(state(job), "done");
  EXPECT_TRUE(opened_->ledger().entries_of(kCampaignRuns).value().empty());
}

TEST_F(ScrubJobs, AFaultIsSaidAndNothingIsShown) {
  serve();
  const std::string job = made();
  EXPECT_EQ(ask(Method::post, job + "/run").status, 409U) << "no list has come in";
  ASSERT_EQ(ask(Method::put, job + "/list", "no,such\ncolumn,here\n").status, 200U);
  ASSERT_EQ(ask(Method::post, job + "/run").status, 202U);
  until_ended(job);
  EXPECT_EQ(state(job), "failed");
  EXPECT_THAT(ask(Method::get, job).body, HasSubstr("\"detail\":\""));
  EXPECT_EQ(ask(Method::get, job + "/permitted").status, 409U);
  EXPECT_TRUE(opened_->ledger().entries_of(kCampaignRuns).value().empty());
}

TEST_F(ScrubJobs, WhatCannotBeAskedForIsTurnedAway) {
  serve();
  for (const auto& [order, status] : {std::pair(R"({"campaign":"no_such"})", 404U),
                                      {"{}", 400U},
                                      {"[]", 400U},
                                      {R"({"campaign":7})", 400U},
                                      {R"({"campaign":"billing","account_column":"a","telephone_column":"b"})", 400U},
                                      {R"({"campaign":"billing","language":"xx"})", 400U},
                                      {R"({"campaign":"billing","known_at":"soon"})", 400U},
                                      {R"({"campaign":"billing","since":"none"})", 404U}}) {
    EXPECT_EQ(ask(Method::post, "/v1/scrubs", order).status, status) << order;
  }
  const std::string job = made();
  EXPECT_EQ(ask(Method::put, job + "/list", std::string(10'001, 'x')).status, 400U);
  EXPECT_EQ(ask(Method::put, job + "/list?offset=7", "x").status, 409U);
  EXPECT_EQ(ask(Method::put, job + "/list?offset=x", "x").status, 400U);
  for (int i = 0; i < 4; ++i) made();
  EXPECT_EQ(ask(Method::post, "/v1/scrubs", R"({"campaign":"billing"})").status, 409U) << "five are the most";
}

TEST_F(ScrubJobs, AJobIsSeenByWhoAskedForItOnly) {
  serve();
  const std::string job = made();
  EXPECT_EQ(ask(Method::get, job, "", Role::service).status, 404U);
  EXPECT_EQ(ask(Method::put, job + "/list", "x", Role::service).status, 404U);
  EXPECT_EQ(ask(Method::delete_, job, "", Role::service).status, 404U);
  EXPECT_THAT(ask(Method::get, "/v1/scrubs", "", Role::service).body, HasSubstr("\"scrubs\":[]"));
  EXPECT_EQ(ask(Method::get, job, "", Role::agent).status, 403U);
}

TEST_F(ScrubJobs, TheSameKeyAsksOnce) {
  serve();
  const auto sent = [&](std::string_view order) {
    return served_->ask(Role::service, Method::post, "/v1/scrubs", order,
                        {{"Content-Type", "application/json"}, {"Idempotency-Key", "s-1"}});
  };
  const auto first = sent(R"({"campaign":"billing"})");
  const auto second = sent(R"({"campaign":"billing"})");
  EXPECT_EQ(first.status, 201U);
  EXPECT_EQ(second.status, 200U);
  EXPECT_EQ(boost::json::parse(first.body).at("id"), boost::json::parse(second.body).at("id"));
  EXPECT_EQ(sent(R"({"campaign":"billing","trial":true})").status, 409U);
}

// The server ended before its turn came: the job says so, and can be run again.
TEST_F(ScrubJobs, AnInterruptedOneSaysSo) {
  serve();
  const std::string job = made();
  ASSERT_EQ(ask(Method::put, job + "/list", "account\nA-1\n").status, 200U);
  served_.reset();
  jobs_.reset();
  const std::string file = path("jobs/" + job.substr(11) + "/state.json");
  std::string text = [&] {
    std::ifstream in(file);
    return std::string(std::istreambuf_iterator<char>(in), {});
  }();
  const std::string receiving = "\"state\":\"receiving\"";
  text.replace(text.find(receiving), receiving.size(), "\"state\":\"running\"");
  std::ofstream(file) << text;
  const std::string half_made = path("jobs/00112233445566778899aabbccddeeff");
  fs::create_directories(half_made);
  serve();
  EXPECT_EQ(state(job), "interrupted");
  EXPECT_THAT(ask(Method::get, job).body, HasSubstr("the server ended before the scrub did"));
  EXPECT_FALSE(fs::exists(half_made));
  ASSERT_EQ(ask(Method::post, job + "/run").status, 202U);
  until_ended(job);
  EXPECT_EQ(state(job), "done");
  EXPECT_EQ(ask(Method::post, job + "/run").status, 409U);
}

// Once the server removed whatever else lay in its folder, and closed the folder to others, whoever it belonged to.
TEST_F(ScrubJobs, WhatOthersKeepThereStays) {
  serve();
  served_.reset();
  jobs_.reset();
  fs::create_directories(path("jobs/photos/2026"));
  write("jobs/notes.txt", "mine");
  fs::create_directories(path("jobs/ffeeddccbbaa99887766554433221100"));
  write("jobs/ffeeddccbbaa99887766554433221100/state.json", "not a job");
  serve();
  EXPECT_TRUE(fs::exists(path("jobs/photos/2026")));
  EXPECT_TRUE(fs::exists(path("jobs/notes.txt")));
  EXPECT_TRUE(fs::exists(path("jobs/ffeeddccbbaa99887766554433221100/state.json")));

  served_.reset();
  jobs_.reset();
  const fs::perms open = fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec;
  fs::permissions(path("jobs"), open);
  scrub_jobs::Settings settings;
  settings.folder = path("jobs");
  const auto refused = scrub_jobs::Jobs::open(*opened_, settings);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message, "the folder of the scrub jobs is open to others");
  EXPECT_EQ(fs::status(path("jobs")).permissions(), open);
}

TEST_F(ScrubJobs, OneThatIsCancelledStops) {
  serve();
  const std::string job = made();
  EXPECT_EQ(ask(Method::post, job + "/cancel").status, 200U);
  EXPECT_EQ(state(job), "cancelled");
  EXPECT_EQ(ask(Method::post, job + "/cancel").status, 409U);
  EXPECT_EQ(ask(Method::put, job + "/list", "x").status, 409U);
}

TEST_F(ScrubJobs, FilesAreKeptForATimeAndForTheOwnerOnly) {
  serve();
  const std::string job = made();
  ASSERT_EQ(ask(Method::put, job + "/list", "account\nA-1\n").status, 200U);
  const fs::path folder = path("jobs/" + job.substr(11));
  EXPECT_EQ(fs::status(folder).permissions(), fs::perms::owner_all);
  EXPECT_EQ(fs::status(folder / "list").permissions(), fs::perms::owner_read | fs::perms::owner_write);
  served_.reset();
  jobs_.reset();
  scrub_jobs::Settings settings;
  settings.folder = path("jobs");
  settings.kept = std::chrono::seconds{0};
  jobs_ = scrub_jobs::Jobs::open(*opened_, settings).value();
  jobs_->sweep();
  EXPECT_FALSE(fs::exists(folder));
  EXPECT_TRUE(jobs_->of("campaign_manager-1").empty());
}

}  // namespace
}  // namespace assent::jobs_test
