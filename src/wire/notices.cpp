#include "wire/notices.hpp"

#include "wire/values.hpp"

#include <boost/json/array.hpp>

#include <utility>
#include <variant>

namespace assent {
namespace {

namespace json = boost::json;

json::object listed_notice(const Recorded& recorded, const NoticePublished& notice) {
  json::array languages;
  for (const NoticeText& text : notice.texts) languages.emplace_back(text.language);
  return {{"entry", entry_name(recorded.position)},
          {"notice", notice.notice},
          {"version", notice.version},
          {"regime", notice.regime},
          {"waiting_days", notice.waiting_days},
          {"languages", std::move(languages)},
          {"recipients", notice.recipients.any ? json::array{"all"} : strings(notice.recipients.names)},
          {"recorded", to_string(recorded.entry.recorded)}};
}

}  // namespace

json::object json_of(const NoticeReceipt& receipt, const NoticePublished& notice) {
  return {{"entry", entry_name(receipt.position)},
          {"recorded", to_string(receipt.recorded)},
          {"notice", notice.notice},
          {"version", notice.version},
          {"repeated", receipt.repeated}};
}

json::object notices_json(std::span<const Recorded> carrier_wide) {
  json::array notices;
  for (const Recorded& each : carrier_wide) {
    if (const auto* notice = std::get_if<NoticePublished>(&each.entry.body)) {
      notices.push_back(listed_notice(each, *notice));
    }
  }
  return {{"notices", std::move(notices)}};
}

}  // namespace assent
