// RulePacks: the rule packs in use, as read. A faulty pack keeps its issues and does not affect the others. Pure.
#pragma once

#include "base/instant.hpp"
#include "base/issue.hpp"
#include "base/result.hpp"
#include "base/time_zone.hpp"
#include "regime/effect.hpp"
#include "regime/regime.hpp"

#include <tl/expected.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::app {

// A pack as people write it.
struct PackText {
  std::string file;
  std::string text;
};

struct RulePack {
  std::string file;
  std::string text;
  tl::expected<regime::Regime, Issues> regime;
};

// Both are in effect on some day.
bool overlap(const regime::Regime& one, const regime::Regime& other);

class RulePacks {
 public:
  // In that order. Each pack knows the version that follows it.
  static RulePacks of(std::vector<PackText> packs);

  const std::vector<RulePack>& all() const { return packs_; }

  // The pack of that id, or the faulty one in the file of that name. If several versions have the id: the one in effect
  // then; if none is, the last one that was, else the first one that will be.
  //
  //   not_found  no pack has that id; says which there are
  //   invalid    several are in effect then
  Result<const RulePack*> find(std::string_view id, Instant at, const TimeZones& zones) const;

  // The same, and the pack is sound. invalid also: it has issues; the error is faulty_text()'s.
  Result<const RulePack*> find_sound(std::string_view id, Instant at, const TimeZones& zones) const;

  std::vector<std::string> ids() const;  // each once

  // Every relation that a sound pack has a rule for, each once, ordered by name.
  std::vector<std::string> relations() const;

  // Every service category that a rule of a sound pack names, in the same way.
  std::vector<std::string> services() const;

 private:
  std::optional<Date> followed_from(const regime::Regime& regime) const;

  std::vector<RulePack> packs_;
};

}  // namespace assent::app
