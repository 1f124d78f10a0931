// Each page in each language, letter for letter, without its style sheet. ASSENT_UPDATE_GOLDEN writes them again.

#include "customer_page/refusal_page.hpp"
#include "customer_page/view_page.hpp"
#include "explanation/language.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

namespace assent::page_golden_test {
namespace {

using namespace customer_page;
using explanation::Language;

constexpr std::string_view kCarrierName = "Example <Telecom>";

const Recipients kListed{
    {"carrier", {}}, {"agent", {}}, {"joint_venture_partner", {"Acme Offers & Tours", "شركة الأرز"}}};

evidence::NoticePublished published(std::string name) {
  evidence::NoticePublished notice;
  notice.notice = std::move(name);
  notice.version = "1";
  notice.recipients = Coverage::only({"joint_venture_partner"});
  notice.texts = {{"ar", "هل تسمح؟", {{"purposes", "لتقديم عروض."}}},
                  {"en", "May we?", {{"purposes", "For offers <of ours>."}}}};
  return notice;
}

Overview overview() {
  Overview shown;
  shown.standings = {
      {"carrier", "", "", true, false, "contact", "marketing", {"notice of 2026-01-15"}, "Why.", "2028"},
      {"joint_venture_partner", "Acme", "Joint venture partner", false, true, "contact", "marketing", {}, "No.", ""},
      {"agent", "", "Agent", false, true, "contact", "marketing", {}, "No.", ""}};
  shown.services = {"mobile service"};
  shown.notices = {{published("a&b"), {}}, {published("second"), {}}};
  shown.campaigns = {{"Spring", "Acme", "2026-05-01 10:00"}, {"Own", "", "2026-04-01 10:00"}};
  shown.life = {{{0, 12}, "2026-06-01 11:00", "opted out of <all>"}};
  shown.older = 12;
  shown.first_page = false;
  shown.until = "2026-06-01 11:15";
  return shown;
}

std::string written(http::Response response) {
  std::string html = std::get<std::string>(std::move(response.body));
  const std::size_t from = html.find("<style>");
  html.erase(from, html.find("</style>") + 8 - from);
  return "<!-- " + std::to_string(response.status) + " -->\n" + html;
}

void expect_golden_page(const std::string& name, Language language, http::Response response) {
  const std::string file = std::string(ASSENT_SOURCE_DIR) + "/tests/customer_page/golden/" + name + "." +
                           std::string(explanation::to_string(language)) + ".html";
  const std::string html = written(std::move(response));
  if (std::getenv("ASSENT_UPDATE_GOLDEN") != nullptr) std::ofstream(file, std::ios::binary) << html;
  std::stringstream expected;
  expected << std::ifstream(file, std::ios::binary).rdbuf();
  EXPECT_EQ(html, expected.str()) << file;
}

TEST(PageGolden, Refusal) {
  for (const Language each : explanation::kLanguages) {
    expect_golden_page("refusal", each, page_of(RefusalPage{each, kCarrierName, kListed, true, true, true}));
    expect_golden_page("refused", each,
                       page_of(RefusedPage{each,
                                           kCarrierName,
                                           kListed,
                                           Coverage::only({"agent", "joint_venture_partner"}),
                                           true,
                                           {"agent"},
                                           "2026-06-01 08:00 UTC",
                                           "0/7",
                                           true}));
    expect_golden_page(
        "refused_all", each,
        page_of(RefusedPage{
            each, kCarrierName, kListed, Coverage::everything(), false, {}, "2026-06-01 08:00 UTC", "0/7", false}));
  }
}

TEST(PageGolden, Code) {
  for (const Language each : explanation::kLanguages) {
    expect_golden_page("code_ask", each, page_of(CodePage{each, kCarrierName, 10, CodeStep::ask}));
    expect_golden_page("code_wrong", each, page_of(CodePage{each, kCarrierName, 10, CodeStep::wrong}));
    expect_golden_page("code_too_often", each, page_of(CodePage{each, kCarrierName, 10, CodeStep::too_often}));
    expect_golden_page("code_not_sent", each, page_of(CodePage{each, kCarrierName, 10, CodeStep::not_sent}));
  }
}

TEST(PageGolden, View) {
  const Overview shown = overview();
  for (const Language each : explanation::kLanguages) {
    expect_golden_page("view", each,
                       page_of(ViewPage{each, kCarrierName, shown, "second", "link/receipts/", Done::refused}));
  }
}

TEST(PageGolden, News) {
  for (const Language each : explanation::kLanguages) {
    expect_golden_page("ended", each, news_of(News::ended, each, kCarrierName, 410));
    expect_golden_page("codes_not_sent_here", each, news_of(News::codes_not_sent_here, each, kCarrierName, 503));
  }
}

}  // namespace
}  // namespace assent::page_golden_test
