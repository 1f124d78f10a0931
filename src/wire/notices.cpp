#include "wire/notices.hpp"

#include "wire/values.hpp"

#include <boost/json/array.hpp>

#include <utility>
#include <variant>

namespace assent::wire {
namespace {

namespace json = boost::json;

json::object listed_notice(const ledger::Recorded& recorded, const evidence::NoticePublished& notice) {
  json::array languages;
  for (const evidence::NoticeText& text : notice.texts) languages.emplace_back(text.language);
  return {{"entry", entry_name(recorded.position)},
          {"notice", notice.notice},
          {"version", notice.version},
          {"regime", notice.regime},
          {"waiting_days", notice.waiting_days},
          {"languages", std::move(languages)},
          {"recipients", notice.recipients.any ? json::array{"all"} : strings(notice.recipients.names)},
          {"recorded", assent::to_string(recorded.entry.recorded)}};
}

}  // namespace

json::object json_of(const service::NoticeReceipt& receipt, const evidence::NoticePublished& notice) {
  return {{"entry", entry_name(receipt.position)},
          {"recorded", assent::to_string(receipt.recorded)},
          {"notice", notice.notice},
          {"version", notice.version},
          {"repeated", receipt.repeated}};
}

json::object notices_json(std::span<const ledger::Recorded> carrier_wide) {
  json::array notices;
  for (const ledger::Recorded& each : carrier_wide) {
    if (const auto* notice = std::get_if<evidence::NoticePublished>(&each.entry.body)) {
      notices.push_back(listed_notice(each, *notice));
    }
  }
  return {{"notices", std::move(notices)}};
}

}  // namespace assent::wire
