#include "sms_gateway/reports.hpp"

#include "app/notice.hpp"
#include "base/number.hpp"
#include "csv/writer.hpp"
#include "evidence/entry.hpp"
#include "ledger/ledger.hpp"

#include <array>
#include <utility>
#include <variant>

namespace assent::sms_gateway {
namespace {

struct Given {
  std::string account;
  evidence::NoticeGivenRecorded notice;
};

Result<Given> given_at(const ledger::Ledger& ledger, Position position) {
  Result<evidence::Entry> entry = fail(ErrorCode::not_found, "there is no such message", "use the name that was sent");
  const auto heads = TRY(ledger.heads());
  if (position.log < heads.size() && position.index < heads[position.log].size) {
    TRY(ledger.scan(position, [&](Position, evidence::ByteView bytes) {
      entry = evidence::decode(bytes);
      return false;
    }));
  }
  const evidence::Entry found = TRY(entry);
  const auto* notice = std::get_if<evidence::NoticeGivenRecorded>(&found.body);
  if (notice == nullptr || notice->channel != "sms") {
    return fail(ErrorCode::not_found, "there is no such message", "use the name that was sent");
  }
  return Given{found.account, *notice};
}

// Nothing: it says nothing yet.
std::string_view result_word(sms::Report report) {
  switch (report) {
    case sms::Report::delivered: return "delivered";
    case sms::Report::failed:
    case sms::Report::refused: return "bounced";
    case sms::Report::buffered:
    case sms::Report::accepted: return {};
  }
  return {};
}

}  // namespace

std::string message_name(Position given) { return std::to_string(given.log) + "-" + std::to_string(given.index); }

std::optional<Position> message_named(std::string_view name) {
  const std::size_t dash = name.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto log = number_in<std::uint32_t>(name.substr(0, dash));
  const auto index = number_in<std::uint64_t>(name.substr(dash + 1));
  if (!log || !index) return std::nullopt;
  return Position{*log, *index};
}

Result<void> record_report(app::Engine& engine, Position given, sms::Report report, const std::string& actor) {
  const Given found = TRY(given_at(engine.ports().ledger, given));
  const std::string_view word = result_word(report);
  if (word.empty()) return {};
  const auto* sent = std::get_if<Instant>(&found.notice.sent);
  std::string list;
  TextSink rows(list);
  csv::CsvWriter writer(rows);
  const std::string when = sent == nullptr ? std::string() : to_string(*sent);
  const std::array<std::string_view, 3> header{"account", "result", "sent"};
  const std::array<std::string_view, 3> row{found.account, word, when};
  TRY(writer.row(header));
  TRY(writer.row(row));
  TRY(writer.flush());
  service::NoticeDeliveries which;
  which.notice = found.notice.notice;
  which.version = found.notice.version;
  which.channel = "sms";
  TextSource source(list);
  std::string rejects;
  TextSink sink(rejects);
  TRY(app::record_deliveries(engine, which, {std::nullopt, actor, "sms", {}},
                             {source, service::RejectsTo(sink, explanation::Language::en)}));
  return {};
}

}  // namespace assent::sms_gateway
