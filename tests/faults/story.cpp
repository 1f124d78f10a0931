#include "story.hpp"

namespace assent::faults {
namespace {

constexpr const char* kMapping = R"([account]
column = "id"
[state]
constant = "active"
[kind]
constant = "residential"
[language]
constant = "en"
[time_zone]
constant = "Asia/Beirut"
[telephone]
column = "msisdn"
country = "LB"
[[services]]
column = "service"
values = { local = "local", internet = "internet" }
)";

constexpr const char* kApprovals = R"([account]
column = "id"
[choice]
column = "optin"
values = { N = "opted_out", Y = "opted_in" }
default = "none"
[date]
column = "date"
format = "YYYY-MM-DD"
[evidence]
column = "proof"
[by]
constant = "owner"
[form]
constant = "written"
)";

constexpr const char* kCampaign = R"(name = "Internet in spring"
regime = "tra"
purpose = "marketing"
offer = "internet"
recipient = "carrier"
information = ["services"]
)";

constexpr const char* kLongDistance = R"(name = "Long distance"
regime = "tra"
purpose = "marketing"
offer = "long_distance"
recipient = "carrier"
information = ["services"]
)";

std::string with(std::string text, const std::string& from, const std::string& to) {
  text.replace(text.find(from), from.size(), to);
  return text;
}

Words at(const char* now, const Words& words, const char* ledger = kLedger) {
  Words all{"--now", now, "--ledger", ledger};
  all.insert(all.end(), words.begin(), words.end());
  return all;
}

constexpr const char* kMarch = "2026-03-01T09:00:00Z";

}  // namespace

Contents written_files(const std::filesystem::path& source) {
  const std::string notice = bytes_of(source / "examples/notice.toml");
  const std::string cases = bytes_of(source / "tests/cases_data/decisions.jsonl");
  std::size_t some = 0;
  for (int i = 0; i < 5; ++i) some = cases.find('\n', some) + 1;
  return {
      {"carrier.toml", kMapping},
      {"approvals.toml", kApprovals},
      {"base.csv",
       "id,msisdn,service\nA-1,03 111 111,internet\nA-2,03 222 222,internet\nA-3,03 333 333,local\nA-4,03 444 "
       "444,local\n"},
      {"later.csv",
       "id,msisdn,service\nA-1,03 111 111,local\nA-2,03 222 222,internet\nA-5,03 555 "
       "555,local\nA-6,none,local\nA-7,,internet\n"},
      {"approvals.csv",
       "id,optin,date,proof\nA-1,N,2026-02-01,form-1\nA-3,Y,2026-02-02,form-3\nA-4,,,\nA-9,N,,\nA-2,Y,someday,form-"
       "2\n"},
      {"notice.toml", notice},
      {"notice-2.toml", with(notice, "\"2026-1\"", "\"2026-2\"")},
      {"accounts.csv", "account\nA-1\nA-2\nA-3\nA-4\n"},
      {"some.csv", "account\nA-1\nA-4\nB-9\n"},
      {"returned.csv", "account,result,known,status\nA-4,returned,2026-02-03T09:00:00Z,unknown_at_address\n"},
      {"answers.csv",
       "account,choice,at,evidence\nA-1,opt_out,2026-02-20T10:00:00Z,slip-1\nA-3,opt_in,2026-02-20T10:00:00Z,slip-3\n"
       "B-9,opt_out,someday,slip-9\nA-4,maybe,,\n"},
      {"numbers.csv", "msisdn,choice,at,evidence\n03 111 111,opt_out,2026-02-20T08:00:00Z,sms-91\n"},
      {"spring.toml", kCampaign},
      {"far.toml", kLongDistance},
      {"list.csv", "account,name\nA-1,one\nA-2,two\nA-3,three\nA-4,four\nA-9,nine\nA-1\n"},
      {"dialler.csv", "msisdn\n03 111 111\n03 222 222\n03 333 333\n"},
      {"proof.txt", "a form, signed\n"},
      {"cases.jsonl", cases.substr(0, some)},
      {"catalogue.json", bytes_of(source / "tests/cases_data/catalogue.json")},
      {"tra.toml", bytes_of(source / "regimes/tra.toml")},
      {"offers.toml", bytes_of(source / "catalogues/default.toml")},
  };
}

std::vector<Words> commands_before() {
  return {
      at("2026-01-01T06:00:00Z", {"init"}),
      at("2026-01-01T06:00:00Z", {"init"}, "new.ledger"),
      at("2026-01-02T06:00:00Z", {"import", "customers", "--mapping", "carrier.toml", "base.csv"}),
      at("2026-01-10T08:00:00Z", {"notice", "publish", "notice.toml"}),
      at("2026-01-15T15:00:00Z", {"notice", "give", "accounts.csv", "--notice", "your-information", "--version",
                                  "2026-1", "--by", "mail", "--sent", "2026-01-15", "--otherwise-in", "ar"}),
      at("2026-01-20T15:00:00Z", {"record", "opt-out", "--account", "A-2", "--channel", "call_centre", "--evidence",
                                  "call-4711", "--key", "refusal"}),
      at("2026-02-20T19:00:00Z",
         {"record", "agreement", "--party", "PX", "--from", "2026-02-01", "--to", "2026-12-31", "--clauses",
          "purpose_limit,no_onward_disclosure,safeguards", "--evidence", "contract-PX", "--key", "px"}),
      at("2026-02-20T20:00:00Z", {"key", "create", "carrier.ledger.key", "--name", "example.com/scrubs"}),
      at("2026-02-21T09:00:00Z", {"index", "build", "--output", "kept.index"}),
      at("2026-02-21T09:00:00Z", {"scrub", "spring.toml", "list.csv", "--index", "kept.index", "--permitted", "yes.csv",
                                  "--refused", "no.csv", "--report", "sums.json"}),
      // Only the ledger knows this: the index and the lists above are older.
      at("2026-02-22T09:00:00Z",
         {"record", "opt-out", "--account", "A-4", "--channel", "shop", "--evidence", "slip-44", "--key", "refusal-4"}),
  };
}

std::vector<Trial> trials() {
  std::vector<Trial> all;
  const auto add = [&](std::string name, const Words& words, std::vector<std::string> results = {}) -> Trial& {
    all.push_back({std::move(name), at(kMarch, words), std::move(results), true, false, kLedger});
    return all.back();
  };
  const std::vector<std::string> lists{"yes.csv", "no.csv", "yes.csv.certificate"};
  const Words asked{"--offer", "internet", "--information", "services"};
  const auto asking = [&](const char* command, const char* account, Words more = {}) {
    Words words{command, "--account", account};
    words.insert(words.end(), asked.begin(), asked.end());
    words.insert(words.end(), more.begin(), more.end());
    return words;
  };

  all.push_back({"init", at(kMarch, {"init"}, "fresh.ledger"), {}, false, false, "fresh.ledger"});
  add("import customers", {"import", "customers", "--mapping", "carrier.toml", "--run", "later", "later.csv"},
      {"later.csv.rejects.csv"});
  add("import approvals", {"import", "approvals", "--mapping", "approvals.toml", "--run", "choices", "approvals.csv"},
      {"approvals.csv.rejects.csv"});
  add("notice check", {"notice", "check", "notice-2.toml"});
  add("notice publish", {"notice", "publish", "notice-2.toml", "--at", "2026-03-01T09:00:00Z"});
  add("notice give",
      {"notice", "give", "some.csv", "--notice", "your-information", "--version", "2026-1", "--by", "mail", "--sent",
       "2026-02-25", "--otherwise-in", "ar"},
      {"some.csv.rejects.csv"});
  add("notice deliveries",
      {"notice", "deliveries", "returned.csv", "--notice", "your-information", "--version", "2026-1"});
  add("notice list", {"notice", "list", "--json"});
  add("record opt-out",
      {"record", "opt-out", "--account", "A-1", "--channel", "shop", "--evidence", "slip-7", "--key", "o"});
  add("record opt-out by number", {"record", "opt-out", "--telephone", "03 111 111", "--country", "LB", "--channel",
                                   "sms", "--evidence", "sms-1", "--key", "n"});
  add("record opt-in",
      {"record", "opt-in", "--account", "A-3", "--channel", "shop", "--evidence-file", "proof.txt", "--form", "written",
       "--notice", "your-information", "--notice-version", "2026-1", "--key", "i"});
  add("record withdrawal", {"record", "withdrawal", "--account", "A-3", "--channel", "shop", "--key", "w"});
  add("record one-time-consent", {"record", "one-time-consent", "--account", "A-2", "--at", "2026-03-01T09:00:00Z",
                                  "--to", "2026-03-01T09:10:00Z", "--evidence", "call-1", "--key", "c"});
  add("record verification", {"record", "verification", "--account", "A-1", "--form", "oral", "--recorded",
                              "--evidence", "call-2", "--key", "v"});
  add("record email-permission",
      {"record", "email-permission", "--account", "A-1", "--evidence", "form-3", "--key", "e"});
  add("record agreement",
      {"record", "agreement", "--party", "PY", "--from", "2026-02-01", "--to", "2026-12-31", "--clauses",
       "purpose_limit,no_onward_disclosure,safeguards", "--evidence", "c-2", "--key", "a"});
  add("record answers", {"record", "answers", "answers.csv", "--channel", "mail"}, {"answers.csv.rejects.csv"});
  add("record answers by number",
      {"record", "answers", "numbers.csv", "--channel", "sms", "--telephone-column", "msisdn", "--country", "LB"});
  add("decide, permitted", asking("decide", "A-1"));
  add("decide, refused", asking("decide", "A-2"));
  add("decide, by number",
      {"decide", "--telephone", "03 222 222", "--country", "LB", "--offer", "internet", "--information", "services"});
  add("explain", asking("explain", "A-2", {"--language", "en,ar"}));
  add("status", asking("status", "A-4", {"--at", "2026-02-25T09:00:00Z", "--known-at", "2026-02-21T09:00:00Z"}));
  add("scrub by the ledger",
      {"scrub", "spring.toml", "list.csv", "--index", "none", "--permitted", "yes.csv", "--refused", "no.csv",
       "--explain-each"},
      lists);
  add("scrub by an index",
      {"scrub", "spring.toml", "list.csv", "--index", "kept.index", "--permitted", "yes.csv", "--refused", "no.csv",
       "--report", "sums.json"},
      {"yes.csv", "no.csv", "yes.csv.certificate"});
  add("scrub of numbers, packed",
      {"scrub", "spring.toml", "dialler.csv", "--index", "none", "--country", "LB", "--permitted", "yes.csv.gz",
       "--refused", "no.csv.zst"},
      {"yes.csv.gz", "no.csv.zst", "yes.csv.gz.certificate"});
  add("scrub since",
      {"scrub", "spring.toml", "list.csv", "--index", "kept.index", "--since", "yes.csv.certificate", "--permitted",
       "added.csv", "--refused", "removed.csv"},
      {"added.csv", "removed.csv"});
  add("scrub to standard output",
      {"scrub", "spring.toml", "list.csv", "--index", "none", "--permitted", "-", "--refused", "rest.csv"},
      {"rest.csv"});
  all.push_back({"scrub with a new key",
                 at(kMarch,
                    {"scrub", "spring.toml", "list.csv", "--index", "none", "--permitted", "new-yes.csv", "--refused",
                     "new-no.csv"},
                    "new.ledger"),
                 {"new-yes.csv", "new-no.csv", "new-yes.csv.certificate"},
                 true,
                 true,
                 "new.ledger"});
  add("reach", {"reach", "spring.toml", "--index", "kept.index"});
  add("reach over days",
      {"reach", "far.toml", "--index", "kept.index", "--from", "2026-02-01", "--to", "2026-02-20", "--every", "7"});
  add("certificate show", {"certificate", "show", "yes.csv.certificate"});
  add("certificate verify",
      {"certificate", "verify", "yes.csv.certificate", "--key", "carrier.ledger.key.pub", "--list", "list.csv",
       "--permitted", "yes.csv", "--refused", "no.csv", "--against-ledger"});
  all.push_back({"key create",
                 at(kMarch, {"key", "create", "other.key", "--name", "example.com/other"}),
                 {"other.key"},
                 false,
                 true,
                 kLedger});
  add("key show", {"key", "show", "carrier.ledger.key"});
  add("ledger log", {"ledger", "log", "--account", "A-2"});
  add("ledger verify", {"ledger", "verify"});
  add("ledger head", {"ledger", "head"});
  add("index build", {"index", "build", "--output", "kept.index"}, {"kept.index"});
  add("index show", {"index", "show", "kept.index"});
  add("regime list", {"regime", "list"});
  add("regime show", {"regime", "show", "tra"});
  add("regime check", {"regime", "check", "tra.toml"});
  add("catalogue show", {"catalogue", "show"});
  add("catalogue check", {"catalogue", "check", "offers.toml"});
  add("cases run", {"cases", "run", "cases.jsonl"});
  add("help", {"scrub", "--help"});
  add("version", {"--version"});
  return all;
}

}  // namespace assent::faults
