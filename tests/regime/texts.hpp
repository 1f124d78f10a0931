// The texts that these tests read.
#pragma once

#include "regime/read.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

namespace assent {

// A file of the repository, by its path from the root.
inline std::string text_of(const std::string& path) {
  std::ifstream file(std::string(ASSENT_SOURCE_DIR) + '/' + path, std::ios::binary);
  EXPECT_TRUE(file.is_open()) << path;
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

inline std::string lines(const Issues& issues) {
  std::string result;
  for (const Issue& issue : issues) result += to_string(issue) + '\n';
  return result;
}

inline regime::Regime regime_of(const std::string& path) {
  const auto regime = regime::read_regime(text_of(path), path);
  if (!regime) {
    ADD_FAILURE() << lines(regime.error());
    return {};
  }
  return *regime;
}

}  // namespace assent
