// The shipped rule packs and a few offers, for tests of the decision.
#pragma once

#include "regime/read.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace assent::test {

inline std::string text_of(const std::string& path) {
  std::ifstream file(std::string(ASSENT_SOURCE_DIR) + "/" + path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

inline regime::Regime read_pack(const std::string& path) {
  auto regime = regime::read_regime(text_of(path), path);
  if (!regime) throw std::runtime_error(to_string(regime.error().front()));
  return std::move(*regime);
}

inline const std::vector<regime::Regime>& packs() {
  static const std::vector<regime::Regime> all = {
      read_pack("regimes/tra.toml"), read_pack("regimes/fcc-2002.toml"), read_pack("regimes/fcc-2007.toml"),
      read_pack("regimes/arizona-2006.toml"), read_pack("regimes/strict-opt-in.toml")};
  return all;
}

// The same packs, each in effect at all times: for questions about any instant.
inline const std::vector<regime::Regime>& open_packs() {
  static const std::vector<regime::Regime> all = [] {
    std::vector<regime::Regime> open = packs();
    for (regime::Regime& each : open) each.in_effect_from = each.in_effect_until = std::nullopt;
    return open;
  }();
  return all;
}

inline const regime::Regime& pack(const std::string& id) {
  for (const regime::Regime& each : packs()) {
    if (each.id == id) return each;
  }
  throw std::runtime_error("no pack " + id);
}

inline const std::vector<Offer>& offers() {
  static const std::vector<Offer> all = {{"long_distance", "telecom", "long_distance", {}},
                                         {"voice_mail", "information_service", "", {"local", "mobile"}},
                                         {"caller_id", "adjunct", "", {"local", "mobile"}},
                                         {"handset", "equipment", "", {}},
                                         {"internet", "information_service", "internet", {}},
                                         {"mobile_plan", "telecom", "mobile", {}},
                                         {"insurance", "other", "", {}}};
  return all;
}

inline Offer offer(const std::string& id) {
  for (const Offer& each : offers()) {
    if (each.id == id) return each;
  }
  throw std::runtime_error("no offer " + id);
}

}  // namespace assent::test
