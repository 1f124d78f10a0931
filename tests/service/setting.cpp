#include "setting.hpp"

#include "store/memory_ledger.hpp"
#include "store/sqlite_ledger.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

namespace assent::service_test {

using namespace service;

Instant at(std::string_view text) { return parse_instant(text).value(); }
Date on(std::string_view text) { return parse_date(text).value(); }

regime::Regime small_regime() {
  regime::Regime regime;
  regime.id = "small";
  regime.version = "1";
  regime.title = "A small regime";
  regime.footprint_last_zone = "Asia/Beirut";
  regime.outside_information = {"aggregate"};

  regime::PurposeRule marketing;
  marketing.purpose = "marketing";
  regime::PurposeRule billing;
  billing.purpose = "billing";
  billing.treatment = regime::Treatment::service_provision;
  regime.purposes = {marketing, billing};

  regime::FreeUseRule free;
  free.reason = Reason::within_subscribed_category;
  free.recipients = {"carrier"};
  free.offer_category_subscribed = true;
  free.offer_enhances_subscribed = true;
  regime.free_use = {free};

  const auto relation = [](std::string name, regime::Level level, bool agreement) {
    regime::RelationRule rule;
    rule.relation = std::move(name);
    rule.level = level;
    rule.agreement_required = agreement;
    return rule;
  };
  regime.relations = {relation("carrier", regime::Level::opt_out, false),
                      relation("agent", regime::Level::opt_in, true),
                      relation("joint_venture_partner", regime::Level::opt_in, true),
                      relation("third_party", regime::Level::refused, false)};
  regime.communications_classes = {"telecom", "adjunct"};
  regime.opt_in_information = {"location"};
  regime.one_time_channels = {"phone"};
  regime.one_time_recipients = {"carrier"};
  regime.opt_in_givers = {"owner", "authorised_representative"};
  regime.opt_in_forms = {"electronic", "written", "oral"};
  regime.agreement_clauses = {"purpose_limit", "safeguards"};
  regime.notice.mail_channels = {"mail"};
  regime.notice.channels = {"mail", "email", "sms"};
  regime.notice.permission_channels = {"email"};
  regime.notice.language_must_match = true;
  regime.notice.disclosures = {{"purposes", {}, 0}, {"refusal", {}, 0}, {"unsubscribe_link", {"email"}, 0}};
  regime.provenance = {{"small", "these tests", regime::Standing::house}};
  return regime;
}

const TimeZone* TableZones::find(std::string_view name) const { return name == "Asia/Beirut" ? &beirut_ : nullptr; }

tl::expected<std::string, TelephoneFault> PlainTelephones::e164(std::string_view text, std::string_view country) const {
  std::string digits;
  for (const char each : text) {
    if (each >= '0' && each <= '9') digits.push_back(each);
    else if (each != ' ' && each != '+') return tl::unexpected(TelephoneFault::not_a_number);
  }
  if (digits.size() < 7) return tl::unexpected(TelephoneFault::too_short);
  if (text.front() == '+') return '+' + digits;
  if (country != "LB") return tl::unexpected(TelephoneFault::without_country);
  return "+961" + digits.substr(digits.front() == '0' ? 1 : 0);
}

TestLedger::TestLedger(Store store) {
  if (store == Store::memory) {
    ledger_ = std::make_unique<store::MemoryLedger>();
    return;
  }
  folder_ = (std::filesystem::temp_directory_path() / "assent-service-XXXXXX").string();
  if (mkdtemp(folder_.data()) == nullptr) std::abort();
  auto made = store::SqliteLedger::create(folder_ + "/ledger");
  if (!made) std::abort();
  ledger_ = std::move(*made);
}

TestLedger::~TestLedger() {
  ledger_.reset();
  if (!folder_.empty()) std::filesystem::remove_all(folder_);
}

void Setting::customer(std::string account, std::string telephone, Names services, std::string language,
                       CustomerState state) {
  evidence::CustomerRecorded profile;
  profile.state = state;
  profile.language = std::move(language);
  profile.time_zone = "Asia/Beirut";
  profile.services = std::move(services);
  if (!telephone.empty()) profile.telephones = {std::move(telephone)};
  ledger::Draft draft;
  draft.entry.account = std::move(account);
  draft.entry.effective = clock.now();
  draft.entry.actor = "import";
  draft.entry.channel = "import";
  draft.entry.body = std::move(profile);
  ASSERT_TRUE(ledger::append_one(*ledger, draft, clock.now()));
}

void Setting::notice(std::string account, Date mailed) {
  Notices notices(*ledger);
  const auto published = notices.publish(notice_of(notice_text()), regime, circumstances, clock.now());
  ASSERT_TRUE(published) << to_string(published.error());
  const std::string list = "account\n" + account + "\n";
  TextSource source(list);
  std::string rejected;
  TextSink rejects(rejected);
  NoticeGiving giving;
  giving.notice = "approvals";
  giving.version = "1";
  giving.channel = "mail";
  giving.sent = mailed;
  const auto given = notices.give(source, giving, regime, zones, circumstances, rejects, clock);
  ASSERT_TRUE(given) << to_string(given.error());
  ASSERT_EQ(given->recorded, 1U) << rejected;
}

Acknowledgement Setting::choose(std::string_view account, const Choice& choice, std::string key) {
  Circumstances with_key = circumstances;
  with_key.key = std::move(key);
  const auto recorded = Recorder(*ledger, customers).record(account, choice, with_key, regime, clock.now());
  EXPECT_TRUE(recorded) << to_string(recorded.error());
  return recorded.value_or(Acknowledgement{});
}

decision::Decision Setting::decide(std::string account, const Use& use, std::string_view instant) {
  return customers.decide_for({std::move(account), ""}, regime, use, {at(instant), std::nullopt});
}

std::uint64_t Setting::size() {
  std::uint64_t total = 0;
  const auto heads = ledger->heads();
  EXPECT_TRUE(heads);
  for (const ledger::LogHead& head : heads.value()) total += head.size;
  return total;
}

Use internet_offer() {
  Use use;
  use.purpose = "marketing";
  use.offer = Offer{"fibre", "telecom", "internet", {}};
  use.recipient = "carrier";
  use.information = {"contact", "services"};
  return use;
}

std::string notice_text(std::string_view version) {
  std::string text = R"(id = "approvals"
version = ")" + std::string(version) +
                     R"("
regime = "small"
recipients = ["carrier"]
waiting_days = 30
)";
  for (const std::string_view language : {"en", "ar"}) {
    text += "\n[[text]]\nlanguage = \"" + std::string(language) + R"("
subject = "Your information and your choice"

[[text.block]]
disclosure = "purposes"
text = "What we use and for what."

[[text.block]]
disclosure = "refusal"
text = "How to refuse, free of charge."
)";
  }
  return text;
}

NoticeFile notice_of(std::string_view text) {
  auto notice = read_notice(text, "notice.toml");
  if (!notice) {
    for (const Issue& issue : notice.error()) ADD_FAILURE() << to_string(issue);
    return {};
  }
  return std::move(*notice);
}

Result<evidence::Hash> drawn_key() {
  evidence::Hash key{};
  key.fill(7);
  return key;
}

evidence::Evidence proof() { return {"recording 81", std::nullopt}; }

intake::CustomerMapping household_mapping(std::string_view rest) {
  constexpr std::string_view kHousehold =
      "[account]\ncolumn = \"account\"\n[kind]\nconstant = \"residential\"\n[language]\nconstant = \"en\"\n"
      "[time_zone]\nconstant = \"Asia/Beirut\"\n[[services]]\nconstant = \"local\"\n";
  return intake::read_customer_mapping(std::string(kHousehold) + std::string(rest), "m.toml").value();
}

ImportCounts Setting::import(const intake::CustomerMapping& mapping, const std::string& text, std::string& rejected,
                             const ImportOptions& options) {
  const OpenText open = [&]() -> Result<std::unique_ptr<ByteSource>> { return std::make_unique<TextSource>(text); };
  rejected.clear();
  TextSink rejects(rejected);
  const auto counts = import_customers(open, mapping, zones, telephones, {"local", "internet"}, *ledger, circumstances,
                                       rejects, clock, options);
  EXPECT_TRUE(counts) << to_string(counts.error());
  return counts.value_or(ImportCounts{});
}

evidence::OptInRecorded opt_in_for(Names recipients) {
  evidence::OptInRecorded choice;
  choice.recipients = Coverage::only(std::move(recipients));
  choice.notice = "approvals";
  choice.notice_version = "1";
  choice.evidence = proof();
  return choice;
}

}  // namespace assent::service_test
