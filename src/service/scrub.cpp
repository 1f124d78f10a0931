#include "service/scrub.hpp"

#include "csv/reader.hpp"
#include "explanation/explain.hpp"
#include "intake/telephones.hpp"
#include "service/header.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace assent {
namespace {

constexpr std::size_t kBatchRows = 4096;

// The column that names the customer.
struct Identifier {
  std::size_t column = 0;
  bool telephone = false;
};

Result<Identifier> identifier_in(const Header& header, const ListColumns& columns) {
  if (!columns.account.empty() || !columns.telephone.empty()) {
    const bool telephone = columns.account.empty();
    return header.needed(telephone ? columns.telephone : columns.account).map([&](std::size_t column) {
      return Identifier{column, telephone};
    });
  }
  if (const auto column = header.find("account")) return Identifier{*column, false};
  for (const std::string_view name : {"telephone", "phone", "msisdn", "number"}) {
    if (const auto column = header.find(name)) return Identifier{*column, true};
  }
  return fail(ErrorCode::invalid, "the list has no column that names the customer",
              "call the column `account` or `telephone`, or say which column it is");
}

struct Row {
  std::string raw;
  std::string name;   // the account or the telephone number as written
  std::string fault;  // set: the row is malformed

  Outcome outcome = Outcome::deny;
  Reason reason = Reason::status_unknown;
  std::string words;  // of a refusal
};

class Scrub {
 public:
  Scrub(const CustomerFile& customers, const Telephones& telephones, const Regime& regime, const ScrubOrder& order)
      : customers_(customers), telephones_(telephones), regime_(regime), order_(order) {}

  void decide_all(std::vector<Row>& rows, bool telephone) const {
    const std::size_t threads = std::clamp<std::size_t>(order_.threads, 1, rows.size() / 64 + 1);
    const std::size_t share = (rows.size() + threads - 1) / threads;
    const auto work = [&](std::size_t from) {
      const std::size_t until = std::min(from + share, rows.size());
      for (std::size_t i = from; i < until; ++i) decide_row(rows[i], telephone);
    };
    std::vector<std::jthread> others;
    for (std::size_t t = 1; t < threads; ++t) others.emplace_back(work, t * share);
    work(0);
  }

 private:
  void decide_row(Row& row, bool telephone) const {
    const Language language = order_.language;
    if (!row.fault.empty()) {
      row.words = fmt::format("{} ({})", meaning(Reason::status_unknown, language), row.fault);
      return;
    }
    CustomerName who;
    if (telephone) {
      const auto number = telephones_.e164(row.name, order_.columns.country);
      if (!number) {
        row.reason = Reason::unknown_customer;
        row.words = fmt::format("{} ({})", meaning(row.reason, language), to_string(number.error()));
        return;
      }
      who.telephone = *number;
    } else {
      who.account = row.name;
    }
    const OnFile on_file = customers_.find(who, regime_, order_.as_of);
    const Decision decision = decide_on_file(regime_, on_file, order_.use, order_.as_of.at);
    row.outcome = decision.outcome;
    row.reason = decision.reason;
    if (row.outcome == Outcome::permit) return;
    row.words = on_file.missing
                    ? std::string(meaning(row.reason, language))
                    : explain(regime_, on_file.facts, order_.use, decision, order_.as_of.at, language).sentence;
  }

  const CustomerFile& customers_;
  const Telephones& telephones_;
  const Regime& regime_;
  const ScrubOrder& order_;
};

// A name for a further column that the list does not have yet.
std::string free_name(const Header& header, std::string name) {
  while (header.find(name)) name = "assent_" + name;
  return name;
}

// The two lists, with the rows' bytes as they came.
class Lists {
 public:
  Lists(ByteSink& permitted, ByteSink& refused, std::size_t width)
      : permitted_(permitted), refused_(refused), width_(width) {}

  Result<void> begin(const Header& header) {
    permitted_text_ = header.raw + '\n';
    refused_text_ =
        fmt::format("{},{},{}\n", header.raw, free_name(header, "reason"), free_name(header, "explanation"));
    return pass_on();
  }

  Result<void> write(const std::vector<Row>& rows) {
    for (const Row& row : rows) {
      if (row.outcome == Outcome::permit) {
        permitted_text_.append(row.raw).push_back('\n');
      } else {
        refuse(row);
      }
    }
    return pass_on();
  }

 private:
  // A malformed row stands as it was in the first column, so that the refused list itself is well-formed.
  void refuse(const Row& row) {
    if (row.fault.empty()) {
      refused_text_.append(row.raw);
    } else {
      append_quoted(row.raw);
      refused_text_.append(width_ - 1, ',');
    }
    refused_text_.append(",").append(to_string(row.reason)).append(",");
    append_quoted(row.words);
    refused_text_.push_back('\n');
  }

  void append_quoted(std::string_view text) {
    refused_text_.push_back('"');
    for (const char each : text) {
      if (each == '"') refused_text_.push_back('"');
      refused_text_.push_back(each);
    }
    refused_text_.push_back('"');
  }

  Result<void> pass_on() {
    if (const auto written = permitted_.write(permitted_text_); !written) return written;
    permitted_text_.clear();
    if (const auto written = refused_.write(refused_text_); !written) return written;
    refused_text_.clear();
    return {};
  }

  ByteSink& permitted_;
  ByteSink& refused_;
  std::size_t width_;
  std::string permitted_text_;
  std::string refused_text_;
};

void count(ScrubSummary& summary, const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    ++summary.rows;
    ++(row.outcome == Outcome::permit ? summary.permitted : summary.refused);
    if (!row.fault.empty()) ++summary.unreadable;
    ++summary.by_reason[row.reason];
  }
}

}  // namespace

Result<ScrubSummary> scrub(const CustomerFile& customers, const Telephones& telephones, const Regime& regime,
                           const ScrubOrder& order, ByteSource& list, ByteSink& permitted, ByteSink& refused,
                           const OnProgress& on_progress) {
  CsvReader reader(list);
  const auto header = read_header(reader);
  if (!header) return tl::unexpected(header.error());
  const auto identifier = identifier_in(*header, order.columns);
  if (!identifier) return tl::unexpected(identifier.error());

  Lists lists(permitted, refused, header->columns.size());
  if (const auto begun = lists.begin(*header); !begun) return tl::unexpected(begun.error());

  ScrubSummary summary{order.campaign, regime.id, regime.version, order.as_of, 0, 0, 0, 0, {}};
  const Scrub scrub(customers, telephones, regime, order);
  std::uint64_t bytes = header->raw.size() + 1;
  std::vector<Row> rows;
  for (bool more = true; more;) {
    rows.clear();
    while (rows.size() < kBatchRows) {
      const auto step = reader.next();
      if (!step) return tl::unexpected(step.error());
      more = *step != CsvStep::end;
      if (!more) break;
      Row& row = rows.emplace_back();
      row.raw = reader.raw();
      bytes += row.raw.size() + 1;
      if (*step == CsvStep::fault) {
        row.fault = fmt::format("line {}: {}", reader.line(), reader.fault().reason);
      } else {
        row.name = reader.fields()[identifier->column];
      }
    }
    scrub.decide_all(rows, identifier->telephone);
    if (const auto written = lists.write(rows); !written) return tl::unexpected(written.error());
    count(summary, rows);
    if (on_progress) on_progress({summary.rows, bytes});
  }
  return summary;
}

}  // namespace assent
