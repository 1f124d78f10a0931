#include "notice_check/carrier_file.hpp"

#include "written/section.hpp"
#include "written/written.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace assent::notice_check {
namespace {

constexpr auto kWayChannels = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"phone", "phone"}, {"sms", "sms"}, {"email", "email"}, {"web", "web"}, {"mail", "mail"}, {"shop", "shop"}});

constexpr written::LineOfText kLine{"{}\n\r", "text of one line without braces",
                                    "write a name, a number or an address"};

}  // namespace

const Way* CarrierFile::way(std::string_view named) const {
  const auto found = std::find_if(ways.begin(), ways.end(), [&](const Way& each) { return each.name == named; });
  return found == ways.end() ? nullptr : &*found;
}

tl::expected<CarrierFile, Issues> read_carrier_file(std::string_view text, std::string_view file) {
  const auto written = written::read_toml(text, file);
  if (!written) return tl::unexpected(Issues{written.error()});
  written::Findings findings(file);
  written::Section whole(findings, *written, "", {"name", "way"});
  CarrierFile carrier;
  carrier.name = written::texts_by_language(whole, "name", kLine);
  for (written::Section& each :
       written::tables_of(findings, whole, "way", {"name", "channel", "shown", "live", "free", "always"})) {
    Way way;
    way.name = each.name("name");
    if (const auto channel = each.choice<std::string_view>("channel", kWayChannels)) way.channel = *channel;
    way.shown = written::texts_by_language(each, "shown", kLine);
    way.live = each.flag("live");
    way.free = each.flag("free");
    way.always = each.flag("always");
    if (!way.name.empty() && carrier.way(way.name) != nullptr) {
      each.add(each.place(), fmt::format("there are two ways `{}`", way.name), "give one of them another name");
    }
    carrier.ways.push_back(std::move(way));
  }
  if (!findings.empty()) return tl::unexpected(std::move(findings).in_order());
  return carrier;
}

}  // namespace assent::notice_check
