#include "service/notices.hpp"

#include "base/day_on_earth.hpp"
#include "csv/reader.hpp"
#include "service/header.hpp"
#include "service/keyed_append.hpp"
#include "service/rejects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace assent {
namespace {

constexpr std::size_t kBatchRows = 4096;

std::string text_of(const std::variant<Instant, Date>& sent) {
  return std::visit([](auto when) { return to_string(when); }, sent);
}

// A letter's date is a day in the customer's place.
Instant earliest_of(const std::variant<Instant, Date>& sent) {
  if (const auto* instant = std::get_if<Instant>(&sent)) return *instant;
  return day_begins_on_earth(std::get<Date>(sent));
}

const NoticeText* text_in(const NoticePublished& notice, std::string_view language) {
  const auto found = std::find_if(notice.texts.begin(), notice.texts.end(),
                                  [&](const NoticeText& each) { return each.language == language; });
  return found == notice.texts.end() ? nullptr : &*found;
}

// The language in which this customer gets the notice; empty: none can be told.
std::string language_for(const NoticePublished& notice, const NoticeGiving& giving, const std::string& own) {
  if (!giving.language.empty()) return giving.language;
  if (text_in(notice, own) != nullptr) return own;
  const std::string primary = own.substr(0, own.find('-'));
  if (text_in(notice, primary) != nullptr) return primary;
  if (!giving.otherwise_language.empty()) return giving.otherwise_language;
  return own.empty() && notice.texts.size() == 1 ? notice.texts.front().language : std::string();
}

Result<void> check_giving(const NoticePublished& notice, const NoticeGiving& giving, const Regime& regime) {
  if (giving.channel.empty()) return fail(ErrorCode::invalid, "the channel is missing", "say how the notice is given");
  for (const std::string& language : {giving.language, giving.otherwise_language}) {
    if (!language.empty() && text_in(notice, language) == nullptr) {
      return fail(ErrorCode::invalid, fmt::format("the notice has no text in `{}`", language),
                  "name a language of the notice");
    }
  }
  const Names missing = missing_disclosures(notice, regime, giving.channel);
  if (!missing.empty()) {
    return fail(ErrorCode::invalid,
                fmt::format("the notice lacks `{}`, which `{}` demands on the channel `{}`", missing.front(), regime.id,
                            giving.channel),
                "publish a version that has it, and give that one");
  }
  return {};
}

// One row of a list that is being recorded.
struct Row {
  CsvPosition at;
  std::string account;
  std::string raw;
  std::string fault;  // set: goes to the rejects
  std::optional<Draft> draft;
};

// Reads a CSV in batches, lets `fill` make drafts or faults of the rows, records the drafts.
class KeyedRun {
 public:
  KeyedRun(Ledger& ledger, ByteSource& source, ByteSink& rejects, const Clock& clock, const OnProgress& on_progress)
      : ledger_(ledger), reader_(source), rejects_(rejects), clock_(clock), on_progress_(on_progress) {}

  // The first row. Precondition: called once, before run().
  Result<Header> header() { return read_header(reader_); }

  // `take` makes a Row of the reader's current one; `fill` gives the batch its drafts and faults.
  template <class Take, class Fill>
  Result<NoticeCounts> run(Take take, Fill fill) {
    bool more = true;
    while (more) {
      std::vector<Row> batch;
      while (batch.size() < kBatchRows) {
        const auto step = reader_.next();
        if (!step) return tl::unexpected(step.error());
        if (*step == CsvStep::end) {
          more = false;
          break;
        }
        bytes_ += reader_.raw().size() + 1;
        if (*step == CsvStep::fault) {
          const CsvFault& fault = reader_.fault();
          batch.push_back({fault.at, {}, std::string(reader_.raw()), fault.reason, std::nullopt});
        } else {
          batch.push_back(take(reader_));
        }
      }
      const Instant now = clock_.now();
      if (const auto filled = fill(batch, now); !filled) return tl::unexpected(filled.error());
      if (const auto recorded = record(batch, now); !recorded) return tl::unexpected(recorded.error());
      if (on_progress_) on_progress_({counts_.rows, bytes_});
    }
    if (const auto flushed = rejects_.flush(); !flushed) return tl::unexpected(flushed.error());
    return counts_;
  }

 private:
  Result<void> record(std::vector<Row>& batch, Instant now) {
    std::vector<Draft> drafts;
    std::set<std::string_view> keys;
    for (Row& row : batch) {
      ++counts_.rows;
      if (!row.draft) {
        ++counts_.rejected;
        if (const auto added = rejects_.add(row.at, row.fault, row.raw); !added) return added;
      } else if (!keys.insert(row.draft->entry.key).second) {
        ++counts_.already;
      } else {
        drafts.push_back(*row.draft);
      }
    }
    const auto receipts = append_keyed(ledger_, drafts, now);
    if (!receipts) return tl::unexpected(receipts.error());
    for (const auto& receipt : *receipts) ++(receipt && !receipt->repeated ? counts_.recorded : counts_.already);
    return {};
  }

  Ledger& ledger_;
  CsvReader reader_;
  Rejects rejects_;
  const Clock& clock_;
  const OnProgress& on_progress_;
  NoticeCounts counts_;
  std::uint64_t bytes_ = 0;
};

Draft draft_of(const Circumstances& circumstances, std::string account, std::string key, Body body) {
  Draft draft;
  draft.entry.account = std::move(account);
  draft.entry.actor = circumstances.actor;
  draft.entry.channel = circumstances.channel;
  draft.entry.key = std::move(key);
  draft.entry.body = std::move(body);
  return draft;
}

std::optional<NoticeDelivery::Result> result_named(std::string_view word) {
  if (word == "delivered") return NoticeDelivery::Result::delivered;
  if (word == "bounced") return NoticeDelivery::Result::bounced;
  if (word == "returned") return NoticeDelivery::Result::returned;
  return std::nullopt;
}

// The last one sent by then; nullptr: none was.
const Recorded* latest_giving(const std::vector<Recorded>& entries, const NoticeDeliveries& which, Instant known) {
  const Recorded* latest = nullptr;
  Instant latest_sent = kEarliest;
  for (const Recorded& each : entries) {
    const auto* given = std::get_if<NoticeGivenRecorded>(&each.entry.body);
    if (given == nullptr || given->notice != which.notice || given->version != which.version) continue;
    if (!which.channel.empty() && given->channel != which.channel) continue;
    const Instant sent = earliest_of(given->sent);
    if (sent > known || sent < latest_sent) continue;
    latest = &each;
    latest_sent = sent;
  }
  return latest;
}

}  // namespace

Result<NoticePublished> Notices::published(std::string_view notice, std::string_view version) const {
  const auto entries = ledger_->entries_of("");
  if (!entries) return tl::unexpected(entries.error());
  for (const Recorded& each : *entries) {
    const auto* body = std::get_if<NoticePublished>(&each.entry.body);
    if (body != nullptr && body->notice == notice && body->version == version) return *body;
  }
  return fail(ErrorCode::not_found, fmt::format("notice `{}` has no published version `{}`", notice, version),
              "publish it first, or name a published version");
}

Result<NoticeReceipt> Notices::publish(const NoticeFile& file, const Regime& regime, const Circumstances& circumstances,
                                       Instant now) {
  const Issues issues = check_notice(file, regime);
  if (!issues.empty()) {
    Issue first = issues.front();
    const std::string mend = std::move(first.mend);
    first.mend.clear();
    return fail(ErrorCode::invalid, to_string(first), mend);
  }
  const auto entries = ledger_->entries_of("");
  if (!entries) return tl::unexpected(entries.error());
  for (const Recorded& each : *entries) {
    const auto* body = std::get_if<NoticePublished>(&each.entry.body);
    if (body == nullptr || body->notice != file.notice.notice || body->version != file.notice.version) continue;
    if (*body == file.notice) return NoticeReceipt{each.position, each.entry.recorded, true};
    return fail(ErrorCode::conflict,
                fmt::format("version `{}` of notice `{}` was published with another text", body->version, body->notice),
                "give the new text a new version");
  }

  // The key lets two who publish at the same moment meet in the ledger.
  Draft draft =
      draft_of(circumstances, "", fmt::format("notice:{}:{}", file.notice.notice, file.notice.version), file.notice);
  draft.entry.effective = circumstances.effective.value_or(now);
  draft.effective_is_now = !circumstances.effective;
  const auto receipts = ledger_->append({&draft, 1}, now);
  if (!receipts) return tl::unexpected(receipts.error());
  const Receipt& receipt = receipts->front();
  return NoticeReceipt{receipt.position, receipt.recorded, receipt.repeated};
}

Result<NoticeCounts> Notices::give(ByteSource& accounts, const NoticeGiving& giving, const Regime& regime,
                                   const Circumstances& circumstances, ByteSink& rejects, const Clock& clock,
                                   const OnProgress& on_progress) {
  const auto notice = published(giving.notice, giving.version);
  if (!notice) return tl::unexpected(notice.error());
  if (const auto checked = check_giving(*notice, giving, regime); !checked) return tl::unexpected(checked.error());

  KeyedRun run(*ledger_, accounts, rejects, clock, on_progress);
  const auto header = run.header();
  if (!header) return tl::unexpected(header.error());
  const auto column = header->needed(giving.account_column);
  if (!column) return tl::unexpected(column.error());

  const auto take = [&](const CsvReader& reader) {
    return Row{reader.position_of(*column), std::string(reader.fields()[*column]), std::string(reader.raw()), {}, {}};
  };
  const auto fill = [&](std::vector<Row>& batch, Instant) -> Result<void> {
    std::vector<std::string_view> names;
    for (const Row& row : batch) names.push_back(row.account);
    const auto customers = ledger_->latest(names, EntryKind::customer);
    if (!customers) return tl::unexpected(customers.error());
    for (std::size_t i = 0; i < batch.size(); ++i) {
      Row& row = batch[i];
      const auto& customer = (*customers)[i];
      if (!row.fault.empty()) continue;
      if (row.account.empty() || !customer) {
        row.fault = "the account is not on record";
        continue;
      }
      const auto& profile = std::get<CustomerRecorded>(customer->entry.body);
      const std::string language = language_for(*notice, giving, profile.language);
      if (language.empty()) {
        row.fault = "the notice has no text in the customer's language";
        continue;
      }
      std::string key = fmt::format("given:{}:{}:{}:{}:{}", giving.notice, giving.version, giving.channel,
                                    text_of(giving.sent), row.account);
      row.draft = draft_of(circumstances, row.account, std::move(key),
                           NoticeGivenRecorded{giving.notice, giving.version, language, giving.channel, giving.sent});
      row.draft->entry.effective = earliest_of(giving.sent);
    }
    return {};
  };
  return run.run(take, fill);
}

Result<NoticeCounts> Notices::deliveries(ByteSource& results, const NoticeDeliveries& which,
                                         const Circumstances& circumstances, ByteSink& rejects, const Clock& clock,
                                         const OnProgress& on_progress) {
  if (const auto notice = published(which.notice, which.version); !notice) return tl::unexpected(notice.error());
  KeyedRun run(*ledger_, results, rejects, clock, on_progress);
  const auto header = run.header();
  if (!header) return tl::unexpected(header.error());
  const auto account = header->needed(which.account_column);
  if (!account) return tl::unexpected(account.error());
  const auto result = header->needed(which.result_column);
  if (!result) return tl::unexpected(result.error());
  const auto known = header->find(which.known_column);
  const auto status = header->find(which.status_column);

  const auto take = [&](const CsvReader& reader) {
    const auto fields = reader.fields();
    Row row{reader.position_of(*account), std::string(fields[*account]), std::string(reader.raw()), {}, {}};
    NoticeDelivery delivery;
    const auto outcome = result_named(fields[*result]);
    if (!outcome) {
      row.at = reader.position_of(*result);
      row.fault = "the result is none of `delivered`, `bounced`, `returned`";
      return row;
    }
    delivery.result = *outcome;
    if (status) delivery.detail = std::string(fields[*status]);
    Draft draft = draft_of(circumstances, row.account, {}, std::move(delivery));
    draft.effective_is_now = !known || fields[*known].empty();
    if (!draft.effective_is_now) {
      const auto instant = parse_instant(fields[*known]);
      if (!instant) {
        row.at = reader.position_of(*known);
        row.fault = to_string(instant.error());
        return row;
      }
      draft.entry.effective = *instant;
    }
    row.draft = std::move(draft);
    return row;
  };
  const auto fill = [&](std::vector<Row>& batch, Instant now) -> Result<void> {
    for (Row& row : batch) {
      if (!row.draft) continue;
      Draft& draft = *row.draft;
      if (draft.effective_is_now) {
        draft.entry.effective = circumstances.effective.value_or(now);
        draft.effective_is_now = !circumstances.effective;
      }
      const auto entries = ledger_->entries_of(row.account);
      if (!entries) return tl::unexpected(entries.error());
      const Recorded* given = row.account.empty() ? nullptr : latest_giving(*entries, which, draft.entry.effective);
      if (given == nullptr) {
        row.draft.reset();
        row.fault = "this notice was not given to the account by then";
        continue;
      }
      auto& delivery = std::get<NoticeDelivery>(draft.entry.body);
      delivery.given = given->position;
      draft.entry.key = fmt::format("delivery:{}:{}:{}:{}:{}", given->position.log, given->position.index,
                                    static_cast<int>(delivery.result), delivery.detail,
                                    draft.effective_is_now ? std::string() : to_string(draft.entry.effective));
    }
    return {};
  };
  return run.run(take, fill);
}

}  // namespace assent
