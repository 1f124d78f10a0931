// Every kind of fault is found, at its place, with the words that mend it. Each case changes one thing in
// data/novel.toml, and exactly the named issues follow.
#include "texts.hpp"

namespace assent::faults_test {

using namespace regime;
namespace {

struct Fault {
  std::string name;
  std::string written;
  std::string instead;
  std::string issues;
};

void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.name; }

std::string with(std::string text, const std::string& written, const std::string& instead) {
  const std::size_t at = text.find(written);
  EXPECT_NE(at, std::string::npos) << written;
  if (at == std::string::npos) return text;
  EXPECT_EQ(text.find(written, at + 1), std::string::npos) << "more than once: " << written;
  return text.replace(at, written.size(), instead);
}

class RegimeFault : public testing::TestWithParam<Fault> {};

TEST_P(RegimeFault, IsFoundAtItsPlace) {
  const Fault& fault = GetParam();
  const std::string text = with(text_of("tests/regime/data/novel.toml"), fault.written, fault.instead);
  const auto regime = read_regime(text, "novel.toml");
  ASSERT_FALSE(regime);
  EXPECT_EQ(lines(regime.error()), fault.issues);
}

const std::vector<Fault> kFaults = {
    {"Syntax", "waiting_days = {", "waiting_days = = {",
     "novel.toml:110:16: error while parsing value: could not determine value type; mend the TOML here; nothing after "
     "it was read\n"},
    {"KeyTwice", "[former_customers]", "[offers]",
     "novel.toml:21:1: error while parsing table header: cannot redefine existing table `offers`; mend the TOML here; "
     "nothing after it was read\n"},
    {"NotUtf8", "en = \"A regime for",
     "en = \"A \xff"
     " for",
     "novel.toml:7:18: encountered invalid utf-8 sequence; mend the TOML here; nothing after it was read\n"},
    {"MissingKey", "version = \"2026-1\"\n", "", "novel.toml:4:1: `regime.version` is missing; add `version`\n"},
    {"MissingTable",
     "[approval]\nmissing = { value = \"consent_required\", source = \"section 9\", standing = \"law\" }\n", "",
     "novel.toml:1:1: `approval` is missing; add `[approval]`\n"},
    {"MissingInTableOfMany", "name = \"roaming_partner\"\n", "",
     "novel.toml:56:26: the pack has no relation `roaming_partner`; write one of `carrier`, `third_party`\n"
     "novel.toml:66:1: `relation 2.name` is missing; add `name`\n"},
    {"UnknownKey", "[verification]\n", "[verification]\nmonths = 3\n",
     "novel.toml:105:1: unknown key `months` in `verification`; leave it out; known here: `years`\n"},
    {"MisspeltKey", "waiting_days =", "waiting_day =",
     "novel.toml:110:1: unknown key `waiting_day` in `notice`; write `waiting_days`\n"},
    {"MisspeltTable", "[soft_opt_in]", "[soft_optin]",
     "novel.toml:88:2: unknown key `soft_optin`; write `soft_opt_in`\n"},
    {"MisspeltTableIsReadAll", "[verification]\nyears = { value = 3", "[verifcation]\nyears = { value = 0",
     "novel.toml:104:2: unknown key `verifcation`; write `verification`\n"
     "novel.toml:105:19: `verification.years.value` is 0, which is out of range; write a number from 1 to 100\n"},
    {"KeyAndItsMisspelling", "[verification]\n", "[verification]\nyaers = 3\n",
     "novel.toml:105:1: unknown key `yaers` in `verification`; leave it out\n"},
    {"TextForNumber", "value = 45,", "value = \"45\",",
     "novel.toml:110:26: `notice.waiting_days.value` is text, not a whole number; write a whole number, without "
     "quotes\n"},
    {"NumberForText", "version = \"2026-1\"", "version = 2026",
     "novel.toml:6:11: `regime.version` is a whole number, not text; write text in quotes\n"},
    {"TextForFlag", "language_must_match = { value = true", "language_must_match = { value = \"yes\"",
     "novel.toml:113:33: `notice.language_must_match.value` is text, not true or false; write `true` or `false`, "
     "without quotes\n"},
    {"FlagForList", "forms = { value = [\"electronic\"]", "forms = { value = true",
     "novel.toml:98:19: `opt_in.forms.value` is true or false, not a list; write a list such as `[\"one\", "
     "\"two\"]`\n"},
    {"TextForDate", "from = 2026-01-01", "from = \"2026-01-01\"",
     "novel.toml:10:22: `regime.in_effect.from` is text, not a date; write a date such as `2026-02-18`, without "
     "quotes\n"},
    {"TimeForDate", "from = 2026-01-01", "from = 2026-01-01T00:00:00",
     "novel.toml:10:22: `regime.in_effect.from` is of a kind that is not used here, not a date; write a date such as "
     "`2026-02-18`, without quotes\n"},
    {"ListForTable", "[refusal]\n", "[[refusal]]\n",
     "novel.toml:78:1: `refusal` is a list, not a table; write a table\n"},
    {"TableForList", "[[free_use]]", "[free_use]",
     "novel.toml:54:1: `free_use` is not a list of tables; write `[[free_use]]`\n"},
    {"FractionForNumber", "value = 45,", "value = 45.5,",
     "novel.toml:110:26: `notice.waiting_days.value` is of a kind that is not used here, not a whole number; write a "
     "whole number, without quotes\n"},
    {"NumberInListOfNames", "[\"bundled\"]", "[\"bundled\", 7]",
     "novel.toml:99:38: `opt_in.void_defects.value` is a whole number, not text; write text in quotes\n"},
    {"UnknownStanding", "source = \"section 9\", standing = \"law\"", "source = \"section 9\", standing = \"statute\"",
     "novel.toml:76:74: `approval.missing.standing` is `statute`, which is not known here; write one of `law`, "
     "`secondary`, `house`\n"},
    {"MissingStanding", "source = \"section 9\", standing = \"law\"", "source = \"section 9\"",
     "novel.toml:76:11: `approval.missing.standing` is missing; add `standing`\n"},
    {"MissingSource", "source = \"section 9\", standing = \"law\"", "standing = \"law\"",
     "novel.toml:76:11: `approval.missing.source` is missing; add `source`\n"},
    {"EmptySource", "source = \"section 9\"", "source = \" \"",
     "novel.toml:76:50: `approval.missing.source` is empty; write text in quotes\n"},
    {"BareValue", "renewal_years = { value = 5, source = \"section 16(5)\", standing = \"law\" }", "renewal_years = 5",
     "novel.toml:112:17: `notice.renewal_years` has no source and no standing; write `renewal_years = { value = …, "
     "source = \"…\", standing = \"law\" }`\n"},
    {"MissingValue", "value = 45, ", "", "novel.toml:110:16: `notice.waiting_days.value` is missing; add `value`\n"},
    {"UnknownReason", "reason = \"within_subscribed_category\"", "reason = \"within_subscribed_categories\"",
     "novel.toml:55:10: `free_use 1.reason` is `within_subscribed_categories`, which is not known here; write "
     "`within_subscribed_category`\n"},
    {"ReasonOfAnotherMeaning", "reason = \"within_subscribed_category\"", "reason = \"opt_in\"",
     "novel.toml:55:10: `free_use 1.reason` is `opt_in`, which is not known here; write one of "
     "`within_subscribed_category`, `adjunct_to_basic_service`, `mobile_equipment_or_information_service`, "
     "`wireline_equipment_or_voice_mail`, `affiliate_serves_customer`\n"},
    {"BanWithoutReason", "reason = \"purpose_not_allowed\"\n", "",
     "novel.toml:35:1: `purpose.debt_sale.reason` is missing; add `reason`\n"},
    {"BanWithAnotherReason", "reason = \"purpose_not_allowed\"", "reason = \"no_notice\"",
     "novel.toml:38:10: `purpose.debt_sale.reason` is `no_notice`, which is not known here; write one of "
     "`competitor_tracking_banned`, `port_request_use_banned`, `purpose_not_allowed`\n"},
    {"UnknownMissingReason", "value = \"consent_required\"", "value = \"consent_needed\"",
     "novel.toml:76:21: `approval.missing.value` is `consent_needed`, which is not known here; write "
     "`consent_required`\n"},
    {"UnknownLevel", "level = { value = \"refused\"", "level = { value = \"none\"",
     "novel.toml:73:19: `relation.third_party.level.value` is `none`, which is not known here; write one of `opt_out`, "
     "`opt_in`, `refused`\n"},
    {"UnknownTreatment", "treatment = \"winback\"", "treatment = \"win_back\"",
     "novel.toml:50:13: `purpose.winback.treatment` is `win_back`, which is not known here; write `winback`\n"},
    {"UnknownAgreement", "agreement = { value = \"required\"", "agreement = { value = \"yes\"",
     "novel.toml:69:23: `relation.roaming_partner.agreement.value` is `yes`, which is not known here; write one of "
     "`not_needed`, `advised`, `required`\n"},
    {"WaitingDaysBelowRange", "value = 45,", "value = -1,",
     "novel.toml:110:26: `notice.waiting_days.value` is -1, which is out of range; write a number from 1 to 3650\n"},
    {"WaitingDaysAboveRange", "value = 45,", "value = 3651,",
     "novel.toml:110:26: `notice.waiting_days.value` is 3651, which is out of range; write a number from 1 to 3650\n"},
    {"WaitingDaysBeyondAll", "value = 45,", "value = 9223372036854775807,",
     "novel.toml:110:26: `notice.waiting_days.value` is 9223372036854775807, which is out of range; write a number "
     "from 1 to 3650\n"},
    {"MailDaysAboveRange", "value = 7,", "value = 366,",
     "novel.toml:111:23: `notice.mail_days.value` is 366, which is out of range; write a number from 0 to 365\n"},
    {"RenewalBelowRange", "value = 5,", "value = 0,",
     "novel.toml:112:27: `notice.renewal_years.value` is 0, which is out of range; write a number from 1 to 100\n"},
    {"VerificationAboveRange", "years = { value = 3,", "years = { value = 101,",
     "novel.toml:105:19: `verification.years.value` is 101, which is out of range; write a number from 1 to 100\n"},
    {"SubscribedMinBelowRange", "subscribed_any = [\"satellite\"]", "subscribed_min = 0",
     "novel.toml:58:18: `free_use 1.subscribed_min` is 0, which is out of range; write a number from 1 to 100\n"},
    {"UntilBeforeFrom", "until = 2030-12-31", "until = 2025-12-31",
     "novel.toml:10:42: the pack ends before it begins; write the later date as `until`\n"},
    {"NoSuchDay", "until = 2030-12-31", "until = 2030-02-30",
     "novel.toml:10:52: error while parsing date: expected day between 1 and 28 (inclusive), saw 30; mend the TOML "
     "here; nothing after it was read\n"},
    {"PurposeTwice", "name = \"debt_sale\"", "name = \"network_planning\"",
     "novel.toml:36:8: the purpose `network_planning` stands in line 29 already; leave one of them out\n"},
    {"RelationTwice", "name = \"third_party\"", "name = \"carrier\"",
     "novel.toml:72:8: the relation `carrier` stands in line 63 already; leave one of them out\n"},
    {"DisclosureTwice", "name = \"answer_in_the_app\"", "name = \"purposes\"",
     "novel.toml:124:8: the disclosure `purposes` stands in line 119 already; leave one of them out\n"},
    {"NameTwiceInList", "[\"telecom\", \"smart_home\"]", "[\"telecom\", \"smart_home\", \"telecom\"]",
     "novel.toml:19:62: `offers.communications_classes.value` lists `telecom` twice; leave one of them out\n"},
    {"EmptyListOfChannels", "channels = { value = [\"mail\", \"app\"]", "channels = { value = []",
     "novel.toml:108:22: `notice.channels.value` is empty; list at least one name\n"},
    {"EmptyListOfGivers", "[\"owner\"]", "[]",
     "novel.toml:97:20: `opt_in.givers.value` is empty; list at least one name\n"},
    {"EmptyListOfClauses", "[\"safeguards\"]", "[]",
     "novel.toml:102:21: `agreement.clauses.value` is empty; list at least one name\n"},
    {"EmptyListOfRecipients", "recipients = [\"carrier\", \"roaming_partner\"]", "recipients = []",
     "novel.toml:56:14: `free_use 1.recipients` is empty; list at least one name\n"},
    {"EmptyCondition", "classes = [\"smart_home\"]", "classes = []",
     "novel.toml:57:11: `free_use 1.classes` is empty; list at least one name, or leave the key out\n"},
    {"EmptySoftOptIn", "information = [\"contact\"]", "information = []",
     "novel.toml:90:15: `soft_opt_in.information` is empty; list at least one name\n"},
    {"SoftOptInWithoutInformation", "information = [\"contact\"]\n", "",
     "novel.toml:88:1: `soft_opt_in.information` is missing; add `information`\n"},
    {"FreeUseWithoutCondition", "classes = [\"smart_home\"]\nsubscribed_any = [\"satellite\"]\n", "",
     "novel.toml:54:1: `free_use 1` has no condition: it would free every use; add a condition, such as "
     "`offer_category_subscribed = true`\n"},
    {"FreeUseWithIdleCondition", "classes = [\"smart_home\"]\nsubscribed_any = [\"satellite\"]\n",
     "offer_category_subscribed = false\n",
     "novel.toml:54:1: `free_use 1` has no condition: it would free every use; add a condition, such as "
     "`offer_category_subscribed = true`\n"},
    {"FreeUseForUnknownRelation", "recipients = [\"carrier\", \"roaming_partner\"]",
     "recipients = [\"carier\", \"roaming_partner\"]",
     "novel.toml:56:15: the pack has no relation `carier`; write `carrier`\n"},
    {"OneTimeConsentForUnknownRelation", "recipients = [\"carrier\"]\n", "recipients = [\"shop\"]\n",
     "novel.toml:84:15: the pack has no relation `shop`; write one of `carrier`, `roaming_partner`, `third_party`\n"},
    {"PermissionForUnknownChannel", "value = [\"app\"]", "value = [\"ap\"]",
     "novel.toml:109:34: the pack has no notice channel `ap`; write `app`\n"},
    {"MailDaysOnUnknownChannel", "channels = [\"mail\"]", "channels = [\"post\"]",
     "novel.toml:111:38: the pack has no notice channel `post`; write one of `mail`, `app`\n"},
    {"DisclosureOnUnknownChannel", "channels = [\"app\"]", "channels = [\"fax\"]",
     "novel.toml:125:13: the pack has no notice channel `fax`; write one of `mail`, `app`\n"},
    {"ServiceRequiredForMarketing", "name = \"marketing\"\n",
     "name = \"marketing\"\nrequires_service = [\"satellite\"]\n",
     "novel.toml:44:20: `purpose.marketing.requires_service` has no meaning here; leave it out, or write `treatment = "
     "\"service_provision\"`\n"},
    {"ReasonForWinback", "name = \"winback\"\n", "name = \"winback\"\nreason = \"purpose_not_allowed\"\n",
     "novel.toml:50:10: `purpose.winback.reason` has no meaning here; leave it out, or write `treatment = "
     "\"banned\"`\n"},
    {"BlankInName", "id = \"novel\"", "id = \"a novel\"",
     "novel.toml:5:6: `regime.id` is `a novel`, which is not a name; write one word, without blanks\n"},
    {"EmptyName", "name = \"roaming_partner\"", "name = \"\"",
     "novel.toml:56:26: the pack has no relation `roaming_partner`; write one of `carrier`, `third_party`\n"
     "novel.toml:67:8: `relation 2.name` is empty; write one word, without blanks\n"},
    {"ZoneWithoutPlace", "\"Pacific/Apia\"", "\"Apia\"",
     "novel.toml:11:33: `Apia` is not a time zone; write a name of the IANA time zone database, such as "
     "`Asia/Beirut`\n"},
    {"ZoneWithOddLetters", "\"Pacific/Apia\"", "\"Pacific/Ápia\"",
     "novel.toml:11:33: `Pacific/Ápia` is not a time zone; write a name of the IANA time zone database, such as "
     "`Asia/Beirut`\n"},
    {"TitleInOneLanguage", ", ar = \"نظام للاختبار\"", "", "novel.toml:7:9: `regime.title.ar` is missing; add `ar`\n"},
    {"TextForTable", "title = { en = \"A regime for the tests\", ar = \"نظام للاختبار\" }", "title = \"A regime\"",
     "novel.toml:7:9: `regime.title` is text, not a table; write a table\n"},
    {"MissingSourcedValue", "renewal_years = { value = 5, source = \"section 16(5)\", standing = \"law\" }\n", "",
     "novel.toml:107:1: `notice.renewal_years` is missing; write `renewal_years = { value = …, source = \"…\", "
     "standing = \"law\" }`\n"},
    {"Several",
     "[agreement]\nclauses = { value = [\"safeguards\"], source = \"section 14\", standing = \"law\" "
     "}\n\n[verification]\nyears = { value = 3,",
     "[agreement]\nclauses = { value = [], source = \"section 14\", standing = \"lawful\" }\n\n[verification]\nyears = "
     "{ value = 300,",
     "novel.toml:102:21: `agreement.clauses.value` is empty; list at least one name\n"
     "novel.toml:102:59: `agreement.clauses.standing` is `lawful`, which is not known here; write one of `law`, "
     "`secondary`, `house`\n"
     "novel.toml:105:19: `verification.years.value` is 300, which is out of range; write a number from 1 to 100\n"},
};

INSTANTIATE_TEST_SUITE_P(Faults, RegimeFault, testing::ValuesIn(kFaults),
                         [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace assent::faults_test
