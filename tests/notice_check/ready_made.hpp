// The ready-made notices and the packs, as the tests take them from the source tree.
#pragma once

#include "consent/partner.hpp"
#include "notice_check/carrier_file.hpp"
#include "notice_check/check.hpp"
#include "regime/read.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace assent::notice_check_test {

inline std::string text_of_file(const std::string& name) {
  std::ifstream file(std::filesystem::path(ASSENT_SOURCE_DIR) / name);
  EXPECT_TRUE(file) << name;
  return (std::ostringstream() << file.rdbuf()).str();
}

inline const regime::Regime& pack(const std::string& id) {
  static std::map<std::string, regime::Regime> packs;
  const auto found = packs.find(id);
  if (found != packs.end()) return found->second;
  return packs.emplace(id, regime::read_regime(text_of_file("regimes/" + id + ".toml"), id).value()).first->second;
}

inline const notice_check::CarrierFile& carrier() {
  static const auto read =
      notice_check::read_carrier_file(text_of_file("notices/carrier.toml"), "carrier.toml").value();
  return read;
}

inline Partners two_partners() {
  Partners partners(2);
  partners[0].party = "alpha";
  partners[0].name = "Alpha Maps";
  partners[0].recipient = "joint_venture_partner";
  partners[1].party = "beta";
  partners[1].name = "بيتا";
  partners[1].recipient = "independent_contractor";
  return partners;
}

inline notice_check::CheckWith with(const std::string& regime) {
  return {&pack(regime), &notice_check::usual_word_list(), &carrier(), two_partners(), {}};
}

inline notice_check::Checked checked(const std::string& text, const notice_check::CheckWith& with) {
  return notice_check::check(text, "notice.toml", written::WrittenForm::toml, with);
}

// As a person reads them.
inline std::string shown(const notice_check::Findings& findings) {
  std::string text;
  for (const auto& each : findings) {
    const auto words = notice_check::text_of(each, explanation::Language::en);
    text += std::to_string(each.place.line) + ":" + std::to_string(each.place.column) + " " +
            std::string(to_string(each.code)) + ": " + words.problem + "\n";
  }
  return text;
}

}  // namespace assent::notice_check_test
