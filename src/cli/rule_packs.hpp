// RulePacks: the rule packs of a directory, read. A faulty pack keeps its issues and hinders no other.
#pragma once

#include "base/issue.hpp"
#include "base/result.hpp"
#include "regime/regime.hpp"

#include <tl/expected.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace assent {

struct RulePack {
  std::string file;
  std::string text;
  tl::expected<Regime, Issues> regime;
};

class RulePacks {
 public:
  // Every `.toml` of the directory, in order of name. not_found: there is no such directory; unavailable: the directory
  // or a file cannot be read.
  static Result<RulePacks> in(const std::filesystem::path& directory);

  const std::vector<RulePack>& all() const { return packs_; }

  // The pack of that id, or the faulty one whose file is named so; nullptr: none.
  const RulePack* find(std::string_view id) const;

  std::vector<std::string> ids() const;

 private:
  std::vector<RulePack> packs_;
};

}  // namespace assent
