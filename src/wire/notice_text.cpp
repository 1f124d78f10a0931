#include "wire/notice_text.hpp"

#include "wire/values.hpp"

#include <boost/json/array.hpp>

#include <cmath>
#include <utility>
#include <variant>

namespace assent::wire {
namespace {

namespace json = boost::json;

json::object measured_json(const notice_check::Measured& measured) {
  json::object object{{"language", measured.language}, {"measure", nullptr}, {"score", nullptr}, {"least", nullptr}};
  if (measured.readability) {
    object["measure"] = measured.readability->measure;
    object["score"] = std::round(measured.readability->score * 10) / 10;
    object["least"] = measured.least;
  }
  object["sms"] = json::object{
      {"encoding", to_string(measured.sms.alphabet)}, {"units", measured.sms.units}, {"parts", measured.sms.parts}};
  return object;
}

json::object shown_text_json(const notice_check::ShownText& text) {
  return {{"language", text.language}, {"text", text.text}, {"sha256", evidence::to_hex(text.sha256)}};
}

json::value result_json(std::optional<evidence::NoticeDelivery::Result> result) {
  if (!result) return nullptr;
  switch (*result) {
    case evidence::NoticeDelivery::Result::delivered: return "delivered";
    case evidence::NoticeDelivery::Result::bounced: return "bounced";
    case evidence::NoticeDelivery::Result::returned: return "returned";
  }
  return nullptr;
}

}  // namespace

json::object notice_check_json(std::string_view file, const notice_check::Checked& checked,
                               explanation::Language language) {
  json::array issues;
  for (const notice_check::Finding& each : checked.findings) {
    const notice_check::FindingText words = text_of(each, language);
    issues.push_back(
        json::object{{"file", file},
                     {"line", each.place.line},
                     {"column", each.place.column},
                     {"code", to_string(each.code)},
                     {"severity", to_string(severity_of(each.code))},
                     {"language", text_or_null(each.language)},
                     {"problem", words.problem},
                     {"mend", words.mend},
                     {"clause", text_or_null(each.clause)},
                     {"standing", each.clause.empty() ? json::value() : json::value(to_string(each.standing))}});
  }
  json::array texts;
  for (const notice_check::Measured& each : checked.measured) texts.push_back(measured_json(each));
  return {{"file", file},
          {"ok", !checked.any(notice_check::Severity::fault)},
          {"issues", std::move(issues)},
          {"texts", std::move(texts)}};
}

json::object notice_review_json(const service::NoticeReceipt& receipt, const evidence::NoticePublished& notice,
                                const evidence::Hash& sha256, bool approved) {
  return {{"entry", entry_name(receipt.position)},
          {"recorded", assent::to_string(receipt.recorded)},
          {"notice", notice.notice},
          {"version", notice.version},
          {"sha256", evidence::to_hex(sha256)},
          {"approved", approved}};
}

json::object json_of(const notice_check::ShownNotice& shown) {
  json::array texts;
  for (const notice_check::ShownText& each : shown.texts) texts.push_back(shown_text_json(each));
  return {{"notice", shown.notice.notice},
          {"version", shown.notice.version},
          {"entry", entry_name(shown.entry)},
          {"regime", shown.notice.regime},
          {"waiting_days", shown.notice.waiting_days},
          {"in_use", assent::to_string(shown.in_use)},
          {"texts", std::move(texts)}};
}

json::object notice_givings_json(std::string_view notice, std::string_view account,
                                 const std::vector<notice_check::ShownGiving>& givings) {
  json::array array;
  for (const notice_check::ShownGiving& each : givings) {
    json::object giving = shown_text_json(each.text);
    giving["entry"] = entry_name(each.entry);
    giving["version"] = each.version;
    giving["channel"] = each.channel;
    giving["sent"] = std::visit([](auto when) { return assent::to_string(when); }, each.sent);
    giving["result"] = result_json(each.result);
    giving["result_known"] = json_of(each.result_known);
    array.push_back(std::move(giving));
  }
  return {{"notice", notice}, {"account", account}, {"givings", std::move(array)}};
}

}  // namespace assent::wire
