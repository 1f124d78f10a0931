#include "sms_gateway/reports.hpp"

#include "app/notice.hpp"
#include "consent/entry_named.hpp"
#include "csv/writer.hpp"
#include "evidence/entry.hpp"
#include "service/sent_notice.hpp"

#include <array>
#include <utility>
#include <variant>

namespace assent::sms_gateway {
namespace {

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

std::string message_name(Position place) { return std::to_string(place.log) + "-" + std::to_string(place.index); }

std::optional<Position> message_named(std::string_view name) { return entry_named(name, '-'); }

Result<void> record_report(app::Engine& engine, Position place, sms::Report report, const std::string& actor) {
  auto found = TRY(service::sent_notice_at(engine.ports().ledger, place));
  if (!found || found->channel != "sms") {
    return fail(ErrorCode::not_found, "there is no such message", "use the name that was sent");
  }
  const std::string_view word = result_word(report);
  if (word.empty()) return {};
  if (!found->given) {
    // Whoever sends it records in a moment that it was given. Until then a delivery says nothing that is needed.
    if (word == "delivered") return {};
    TRY(service::keep_early_failure(engine.ports().ledger, *found, place,
                                    "report " + std::to_string(static_cast<int>(report)),
                                    {std::nullopt, actor, "sms", {}}, engine.now()));
    // If it was recorded meanwhile, whoever did it may not have seen the failure.
    found = TRY(service::sent_notice_at(engine.ports().ledger, place));
    if (!found || !found->given) return {};
  }
  const auto* sent = std::get_if<Instant>(&found->given->sent);
  std::string list;
  TextSink rows(list);
  csv::CsvWriter writer(rows);
  const std::string when = sent == nullptr ? std::string() : to_string(*sent);
  const std::array<std::string_view, 3> header{"account", "result", "sent"};
  const std::array<std::string_view, 3> row{found->account, word, when};
  TRY(writer.row(header));
  TRY(writer.row(row));
  TRY(writer.flush());
  service::NoticeDeliveries which;
  which.notice = found->notice;
  which.version = found->version;
  which.channel = "sms";
  TextSource source(list);
  std::string rejects;
  TextSink sink(rejects);
  TRY(app::record_deliveries(engine, which, {std::nullopt, actor, "sms", {}},
                             {source, service::RejectsTo(sink, explanation::Language::en)}));
  return {};
}

}  // namespace assent::sms_gateway
