// The rules for the given cases: the rule packs and the catalogue of the project, and the system's time zones.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "cases/run.hpp"
#include "regime/read.hpp"
#include "world/zones.hpp"

namespace assent {

inline std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.is_open()) << path;
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

struct Given {
  world::SystemTimeZones zones;
  Catalogue catalogue =
      regime::read_catalogue(text_of(ASSENT_SOURCE_DIR "/tests/cases_data/catalogue.json"), "catalogue.json").value();
  std::map<std::string, regime::Regime, std::less<>> regimes;

  Given() {
    for (const char* id : {"tra", "fcc-2002", "fcc-2007", "arizona-2006", "strict-opt-in"}) {
      const std::string file = std::string(id) + ".toml";
      auto regime = regime::read_regime(text_of(ASSENT_SOURCE_DIR "/regimes/" + file), file);
      if (!regime) ADD_FAILURE() << to_string(regime.error().front());
      else regimes.emplace(id, std::move(*regime));
    }
  }

  const regime::Regime* regime(std::string_view id) const {
    const auto at = regimes.find(id);
    return at == regimes.end() ? nullptr : &at->second;
  }

  cases::CaseWorld world() const {
    return {catalogue, zones, [this](std::string_view id, Instant) { return regime(id); }};
  }
};

inline const Given& given() {
  static const Given made;
  return made;
}

}  // namespace assent
