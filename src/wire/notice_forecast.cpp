#include "wire/notice_forecast.hpp"

namespace assent::wire {

boost::json::object json_of(const NoticeForecast& forecast) {
  return {{"campaign", forecast.campaign},
          {"notice", forecast.notice},
          {"version", forecast.version},
          {"channel", forecast.channel},
          {"sent_on", assent::to_string(forecast.sent_on)},
          {"day", assent::to_string(forecast.day)},
          {"due", forecast.due},
          {"no_way", forecast.no_way},
          {"no_text", forecast.no_text},
          {"sent_to", forecast.sent_to},
          {"permitted_without", forecast.permitted_without},
          {"permitted_with", forecast.permitted_with},
          {"gained", forecast.gained},
          {"lost", forecast.lost},
          {"unclear", forecast.unclear}};
}

}  // namespace assent::wire
