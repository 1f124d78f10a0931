// Letter: the written notice to the Federal Communications Commission about a way to refuse that did not work
// (47 CFR 64.2009(f)), drafted from the record and the settings. Pure.
#pragma once

#include "base/time_zone.hpp"
#include "watchdog/failure.hpp"
#include "watchdog/settings.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace assent::watchdog {

struct Letter {
  std::string text;                       // plain text, in lines
  std::vector<std::string_view> missing;  // fields that somebody has to fill in; the letter is not ready with any
};

// The seven fields of 64.2009(f)(1), each under its heading. What is not known is marked `[TO BE FILLED IN: …]`, and
// nothing is made up. `customer_notice` is the text of the notice that customers got; empty: not known. `zone`: in
// which instants are written.
Letter letter_of(const Failure& failure, const Settings& settings, std::string_view customer_notice,
                 const TimeZone& zone, Date today);

}  // namespace assent::watchdog
