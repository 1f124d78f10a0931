#include "outreach/forecast.hpp"

#include "coverage/indexed_base.hpp"
#include "coverage/standing.hpp"
#include "index/with_notice.hpp"
#include "outreach/addressee.hpp"
#include "outreach/chosen_text.hpp"
#include "regime/effect.hpp"
#include "service/customer_file.hpp"
#include "service/notice_file.hpp"
#include "service/reach.hpp"
#include "service/side_by_side.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>
#include <vector>

namespace assent::outreach {
namespace {

const HeapMemory kForecastMemory;

unsigned way_by(std::string_view channel) {
  if (channel == "email") return index::Particulars::email;
  return channel == "sms" ? index::Particulars::sms : index::Particulars::mail;
}

Result<const evidence::NoticePublished*> notice_to_send(const app::CoverageQuestion& who, const ForecastAsked& asked) {
  for (const ledger::Recorded& each : who.carrier_wide) {
    const auto* notice = std::get_if<evidence::NoticePublished>(&each.entry.body);
    if (notice != nullptr && notice->notice == asked.notice && notice->version == asked.version) return notice;
  }
  return fail(ErrorCode::not_found,
              fmt::format("no notice `{}` of version `{}` is published", asked.notice, asked.version),
              "see `assent notice show`, or publish it");
}

Result<void> check_way(const ForecastAsked& asked, const evidence::NoticePublished& notice,
                       const regime::Regime& regime) {
  if (!is_way_out(asked.channel)) {
    return fail(ErrorCode::invalid, fmt::format("`{}` is no way out", asked.channel), "name `email`, `sms` or `mail`");
  }
  const Names missing = service::missing_disclosures(notice, regime, asked.channel);
  if (missing.empty()) return {};
  return fail(
      ErrorCode::invalid,
      fmt::format("the notice lacks `{}`, which `{}` demands by `{}`", missing.front(), regime.id, asked.channel),
      "publish a version that has it, and ask about that version");
}

class Forecaster {
 public:
  Forecaster(const app::Engine& engine, const service::LiveIndex& live, const ForecastAsked& asked,
             const app::CoverageQuestion& who, const evidence::NoticePublished& notice, const regime::Regime& then,
             Instant contacted)
      : engine_(engine),
        live_(live),
        asked_(asked),
        who_(who),
        notice_(notice),
        then_(then),
        contacted_(contacted),
        customers_(engine.ports().ledger, engine.ports().zones),
        with_(live.index().shared(), kForecastMemory, {&live.carrier(), &live.zones()}) {
    if (asked.channel == "mail") sent_ = who.question.today;
    else sent_ = who.question.at;
    for (const std::string& each : live.binding().footprints) footprints_.push_back(live.zones().find(each));
  }

  Result<Forecast> made(unsigned threads) {
    found_.sent_on = who_.question.today;
    find_addressees();
    const index::Index& index = live_.index();
    const index::CampaignTable table = live_.table(then_, asked_.use, contacted_, threads);
    std::vector<Both> both;
    for (const Addressee& each : addressees_) {
      const index::Version& row = index.rows()[each.row];
      const auto answer = table.answer(row, index);
      if (answer == table.ask_ledger()) asked_of_ledger_.push_back({each.row, true});
      else if (answer == table.unknown_customer()) count(false, false);
      else add(both, each, *table.holding(row, index).version);
    }
    // Compiled when all histories are there.
    const index::CampaignTable with(with_.shared(), table.asked(), service::side_by_side(threads));
    for (const Both& each : both) {
      const auto with_it = with.answer_of_shares(each.with_it);
      if (with_it == with.ask_ledger()) {
        asked_of_ledger_.push_back({each.row, true});
        continue;
      }
      count(table.verdict(table.answer_of_shares(each.without_it)).outcome == Outcome::permit,
            with.verdict(with_it).outcome == Outcome::permit);
    }
    for (const Left& each : asked_of_ledger_) TRY(ask_ledger(index.account(each.row), each.known_due));
    return found_;
  }

 private:
  struct Addressee {
    index::RowNumber row;
    std::uint16_t text;
    bool permitted;
  };

  // What holds on the day.
  struct Both {
    index::RowNumber row;
    index::Version without_it;
    index::Version with_it;
  };
  // To the ledger.
  struct Left {
    index::RowNumber row;
    bool known_due;  // and counted as due
  };

  // The number of the text that a customer with that language gets; nothing: none.
  std::optional<std::uint16_t> text_for(std::string_view language) const {
    const auto* text = chosen_text(notice_, language, asked_.otherwise_language, *who_.question.regime);
    if (text == nullptr) return std::nullopt;
    return static_cast<std::uint16_t>(text - notice_.texts.data());
  }

  bool reached(unsigned ways, unsigned failed_ways) const {
    if ((ways & ~failed_ways & way_by(asked_.channel)) == 0) return false;
    const bool permitted = (ways & index::Particulars::email_permitted) != 0;
    return permitted || !contains(who_.question.regime->notice.permission_channels, asked_.channel);
  }

  void find_addressees() {
    const coverage::IndexedBase base(live_.index(), who_.question);
    std::vector<std::optional<coverage::Due>> due;
    std::vector<std::optional<std::uint16_t>> texts;
    for (std::uint32_t each = 0; each < base.histories(); ++each) {
      const coverage::Told& told = base.told(each);
      due.push_back(coverage::due_of(told.covered_until, told.failed, who_.question.today));
      texts.push_back(text_for(base.language(each)));
    }
    base.each_active(
        [&](index::RowNumber row, std::uint32_t history, const index::Particulars& customer) {
          if (!due[history] || who_.is_in_grace(*due[history], index::unpacked_day(customer.activated))) return;
          ++found_.due;
          if (!reached(customer.ways(), base.told(history).failed_ways)) ++found_.no_way;
          else if (!texts[history]) ++found_.no_text;
          else
            addressees_.push_back({row, *texts[history], (customer.ways() & index::Particulars::email_permitted) != 0});
        },
        [&](index::RowNumber row) {
          asked_of_ledger_.push_back({row, false});
        });
  }

  index::NoticeShare::Given given_to(const index::NoticeShare& history, const Addressee& addressee) const {
    index::NoticeShare::Given given{notice_.notice, notice_.version, notice_.texts[addressee.text].language,
                                    asked_.channel, sent_,           addressee.permitted,
                                    false};
    const auto* sent = std::get_if<Instant>(&sent_);
    if (sent == nullptr) return given;
    if (history.zone.empty()) given.sent = index::same_dates_since(*sent, footprints_);
    else given.sent = live_.zones().find(history.zone)->date_at(*sent);
    return given;
  }

  void add(std::vector<Both>& both, const Addressee& addressee, const index::Version& version) {
    const std::uint32_t kind = std::uint32_t{addressee.text} << 1 | (addressee.permitted ? 1 : 0);
    const auto history = with_.history(version.notices, kind,
                                       [&](const index::NoticeShare& share) { return given_to(share, addressee); });
    if (!history) {
      asked_of_ledger_.push_back({addressee.row, true});
      return;
    }
    index::Version with_it = version;
    with_it.notices = *history;
    both.push_back({addressee.row, version, with_it});
  }

  void count(bool without_it, bool with_it) {
    ++found_.sent_to;
    found_.permitted_without += without_it ? 1 : 0;
    found_.permitted_with += with_it ? 1 : 0;
    found_.gained += with_it && !without_it ? 1 : 0;
    found_.lost += without_it && !with_it ? 1 : 0;
  }

  // Of a customer whom the index leaves to the ledger: before the notice, or on the day.
  Result<void> ask_ledger(const std::string& account, bool known_due) {
    const service::CustomerFile::Entries entries = TRY(customers_.entries(account));
    const auto found = coverage::standing_of(account, entries.own, who_.carrier, live_.zones(), who_.question);
    if (!found) {
      ++found_.unclear;
      return {};
    }
    if (!*found) return {};
    const coverage::Standing& standing = **found;
    const auto due = coverage::due_of(standing, who_.question.today);
    if (!due || who_.is_in_grace(*due, standing.activated)) return {};
    if (!known_due) ++found_.due;
    if (!reached(standing.ways, standing.told.failed_ways)) {
      ++found_.no_way;
      return {};
    }
    const auto text = text_for(standing.language);
    if (!text) {
      ++found_.no_text;
      return {};
    }
    decide_both(account, entries, {0, *text, (standing.ways & index::Particulars::email_permitted) != 0});
    return {};
  }

  void decide_both(const std::string& account, const service::CustomerFile::Entries& entries,
                   const Addressee& addressee) {
    service::OnFile on_file = customers_.of(account, entries, then_, {contacted_, {}});
    const bool without_it = service::decide_on_file(then_, on_file, asked_.use, contacted_).outcome == Outcome::permit;
    NoticeGiven& given = on_file.facts.history.notices.emplace_back();
    given.terms = who_.carrier.terms(notice_.notice, notice_.version, notice_.texts[addressee.text].language);
    given.channel = asked_.channel;
    given.sent = sent_;
    given.email_permission = addressee.permitted;
    const bool with_it = service::decide_on_file(then_, on_file, asked_.use, contacted_).outcome == Outcome::permit;
    count(without_it, with_it);
  }

  const app::Engine& engine_;
  const service::LiveIndex& live_;
  const ForecastAsked& asked_;
  const app::CoverageQuestion& who_;
  const evidence::NoticePublished& notice_;
  const regime::Regime& then_;  // on the day
  Instant contacted_;
  service::CustomerFile customers_;
  index::WithNotice with_;
  std::variant<Instant, Date> sent_;
  index::Footprints footprints_;
  std::vector<Addressee> addressees_;
  std::vector<Left> asked_of_ledger_;
  Forecast found_;
};

}  // namespace

Result<Forecast> forecast(const app::Engine& engine, const service::LiveIndex& live, const ForecastAsked& asked,
                          unsigned threads) {
  const auto who = TRY(app::coverage_question(engine, asked.due));
  const auto notice = TRY(notice_to_send(*who, asked));
  TRY(check_way(asked, *notice, *who->regime));
  if (asked.day < who->question.today) {
    return fail(ErrorCode::invalid, "the day is before the notice would be sent", "name that day, or a later one");
  }
  const auto begins = TRY(service::day_beginnings(*who->question.footprint, asked.day, asked.day, 1));
  const Instant contacted = begins.front();
  const app::RegimeInUse then = TRY(engine.regime(asked.due.regime, contacted));
  if (!regime::in_effect(*then, who->question.footprint, contacted)) {
    return fail(ErrorCode::invalid, fmt::format("the rules of `{}` are not in effect on that day", then->id),
                "name another day, or another regime");
  }
  const auto in_range = [](Instant at) { return index::kIndexFrom <= at && at < index::kIndexUntil; };
  if (!live.serves(*who->regime) || !live.serves(*then) || !in_range(who->question.at) || !in_range(contacted)) {
    return fail(ErrorCode::invalid, "the index cannot be asked about that instant or under that rule pack",
                "ask about an instant from 1970 to 2105, or build the index again");
  }
  return Forecaster(engine, live, asked, *who, *notice, *then, contacted).made(threads);
}

}  // namespace assent::outreach
