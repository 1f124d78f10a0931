#include "letter_jobs/day_in_words.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>

namespace assent::letter_jobs {
namespace {

constexpr std::array<std::string_view, 12> kEnglish = {"January",   "February", "March",    "April",
                                                       "May",       "June",     "July",     "August",
                                                       "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 12> kFrench = {"janvier",   "février", "mars",     "avril",
                                                      "mai",       "juin",    "juillet",  "août",
                                                      "septembre", "octobre", "novembre", "décembre"};
// The names of the Levant, with those of Egypt and the Gulf behind them.
constexpr std::array<std::string_view, 12> kArabic = {
    "كانون الثاني (يناير)", "شباط (فبراير)",        "آذار (مارس)",           "نيسان (أبريل)",
    "أيار (مايو)",          "حزيران (يونيو)",       "تموز (يوليو)",          "آب (أغسطس)",
    "أيلول (سبتمبر)",       "تشرين الأول (أكتوبر)", "تشرين الثاني (نوفمبر)", "كانون الأول (ديسمبر)"};

}  // namespace

std::string day_in_words(Date day, std::string_view language) {
  const std::chrono::year_month_day date(day);
  const unsigned number = static_cast<unsigned>(date.day());
  const std::size_t month = static_cast<unsigned>(date.month()) - 1;
  const int year = static_cast<int>(date.year());
  const std::string_view primary = language.substr(0, language.find('-'));
  if (primary == "en") return fmt::format("{} {} {}", number, kEnglish[month], year);
  if (primary == "fr") return fmt::format("{}{} {} {}", number, number == 1 ? "er" : "", kFrench[month], year);
  if (primary == "ar") return fmt::format("{} {} {}", number, kArabic[month], year);
  return fmt::format("{:04}-{:02}-{:02}", year, month + 1, number);
}

}  // namespace assent::letter_jobs
