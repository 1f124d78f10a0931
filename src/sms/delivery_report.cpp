#include "sms/delivery_report.hpp"

namespace assent::sms {

std::optional<Report> report_of(std::string_view number) {
  for (const auto& [name, report] :
       {std::pair{"1", Report::delivered}, std::pair{"2", Report::failed}, std::pair{"4", Report::buffered},
        std::pair{"8", Report::accepted}, std::pair{"16", Report::refused}}) {
    if (number == name) return report;
  }
  return std::nullopt;
}

}  // namespace assent::sms
