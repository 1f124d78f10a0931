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

// A text for every language, or a table with one for each.
TextOfLanguages texts_in(written::Section& section, std::string_view key) {
  TextOfLanguages texts;
  const written::Written* value = section.find(key);
  const auto add = [&](std::string_view language, const written::Written& text) {
    if (text.kind != written::Written::Kind::text || text.text.empty() ||
        text.text.find_first_of("{}\n\r") != std::string::npos) {
      section.add(text.place, fmt::format("`{}` is no text of one line without braces", key),
                  "write a name, a number or an address");
    } else {
      texts.emplace(language, text.text);
    }
  };
  if (value == nullptr) {
    section.needed(key, written::Written::Kind::text);
  } else if (value->kind == written::Written::Kind::table) {
    for (const written::WrittenEntry& entry : value->entries) add(entry.key, entry.value);
  } else {
    add("*", *value);
  }
  return texts;
}

}  // namespace

const Way* CarrierFile::way(std::string_view named) const {
  const auto found = std::find_if(ways.begin(), ways.end(), [&](const Way& each) { return each.name == named; });
  return found == ways.end() ? nullptr : &*found;
}

std::string_view in_language(const TextOfLanguages& texts, std::string_view language) {
  for (const std::string_view tag : {language, language.substr(0, language.find('-')), std::string_view("*")}) {
    if (const auto found = texts.find(tag); found != texts.end()) return found->second;
  }
  return {};
}

tl::expected<CarrierFile, Issues> read_carrier_file(std::string_view text, std::string_view file) {
  const auto written = written::read_toml(text, file);
  if (!written) return tl::unexpected(Issues{written.error()});
  written::Findings findings(file);
  written::Section whole(findings, *written, "", {"name", "way"});
  CarrierFile carrier;
  carrier.name = texts_in(whole, "name");
  for (written::Section& each :
       written::tables_of(findings, whole, "way", {"name", "channel", "shown", "live", "free", "always"})) {
    Way way;
    way.name = each.name("name");
    if (const auto channel = each.choice<std::string_view>("channel", kWayChannels)) way.channel = *channel;
    way.shown = texts_in(each, "shown");
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
