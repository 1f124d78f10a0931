// Writing digits into text by hand, fast. Internal to synth.
#pragma once

#include "base/instant.hpp"

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace assent::synth {

inline void append_number(std::string& text, std::uint64_t number) {
  char digits[20];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  text.append(digits, end);
}

inline void write_two(char* text, unsigned number) {
  text[0] = static_cast<char>('0' + number / 10);
  text[1] = static_cast<char>('0' + number % 10);
}

// "2026-02-18". Precondition: a year of four digits.
inline void append_date(std::string& text, Date date) {
  const std::chrono::year_month_day day{date};
  const auto year = static_cast<unsigned>(static_cast<int>(day.year()));
  char figures[10];
  write_two(figures, year / 100);
  write_two(figures + 2, year % 100);
  figures[4] = '-';
  write_two(figures + 5, static_cast<unsigned>(day.month()));
  figures[7] = '-';
  write_two(figures + 8, static_cast<unsigned>(day.day()));
  text.append(figures, sizeof figures);
}

// "2026-02-17T22:00:00Z", without a fraction.
inline void append_instant(std::string& text, Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  append_date(text, Date{day.time_since_epoch()});
  const auto second = static_cast<unsigned>((instant - day) / std::chrono::seconds{1});
  char figures[10];
  figures[0] = 'T';
  write_two(figures + 1, second / 3600);
  figures[3] = ':';
  write_two(figures + 4, second / 60 % 60);
  figures[6] = ':';
  write_two(figures + 7, second % 60);
  figures[9] = 'Z';
  text.append(figures, sizeof figures);
}

}  // namespace assent::synth
