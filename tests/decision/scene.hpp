// Scene: a random question, with its facts, that is often at a boundary.
#pragma once

#include "decision/decide.hpp"

#include <rapidcheck.h>

#include <iosfwd>

namespace assent::test {

struct Scene {
  const regime::Regime* regime = nullptr;
  Facts facts;
  Use use;
  Instant now;

  decision::Decision decide() const { return assent::decision::decide(*regime, facts, use, now); }
  decision::Decision decide_at(Instant instant) const { return assent::decision::decide(*regime, facts, use, instant); }
};

std::ostream& operator<<(std::ostream& out, const Scene& scene);

// Any scene.
rc::Gen<Scene> scenes();
// Scenes of marketing by approval: an active customer, information that needs approval, an offer that is not free.
rc::Gen<Scene> scenes_by_approval();

// Events as in scenes, for laws that add one.
rc::Gen<NoticeGiven> notices();
rc::Gen<Coverage> scopes();

inline bool settled_without_approval(const decision::Decision& decision) {
  return decision.reason < Reason::not_covered && decision.outcome == Outcome::permit;
}

}  // namespace assent::test
