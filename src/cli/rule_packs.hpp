// RulePacks: the rule packs of a directory, read. A faulty pack keeps its issues and hinders no other.
#pragma once

#include "base/instant.hpp"
#include "base/issue.hpp"
#include "base/result.hpp"
#include "base/time_zone.hpp"
#include "regime/effect.hpp"
#include "regime/regime.hpp"

#include <tl/expected.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent {

struct RulePack {
  std::string file;
  std::string text;
  tl::expected<Regime, Issues> regime;
};

// On some day both are in effect.
bool overlap(const Regime& one, const Regime& other);

class RulePacks {
 public:
  // Every `.toml` of the directory, in order of name; each knows of a version that follows it. not_found: there is no
  // such directory, or no pack in it; unavailable: the directory or a file cannot be read.
  static Result<RulePacks> in(const std::filesystem::path& directory);

  const std::vector<RulePack>& all() const { return packs_; }

  // The pack of that id, or the faulty one whose file is named so. Where several versions have the id, the one that is
  // in effect then; where none of them is, the last one that was, else the first that will be.
  //
  //   not_found  no pack has that id; says which there are
  //   invalid    several are in effect then
  Result<const RulePack*> find(std::string_view id, Instant at, const TimeZones& zones) const;

  std::vector<std::string> ids() const;  // each once

  // Every relation that a sound pack has a rule for, each once, in order of name.
  std::vector<std::string> relations() const;

  // Every service category that a rule of a sound pack names, likewise.
  std::vector<std::string> services() const;

 private:
  std::optional<Date> followed_from(const Regime& regime) const;

  std::vector<RulePack> packs_;
};

}  // namespace assent
