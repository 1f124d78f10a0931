#include "index/with_notice.hpp"

#include "base/require.hpp"

namespace assent::index {

WithNotice::WithNotice(const SharedFacts& facts, const Memory& memory, const Surroundings& surroundings)
    : facts_(&facts), surroundings_(surroundings), shared_(memory) {
  for (const Customer& each : facts.profiles()) shared_.profile(each);
  for (const ChoiceShare& each : facts.choices()) shared_.choices(each);
  for (const Stance& each : facts.stances()) shared_.stance(each);
  require(shared_.profiles().size() == facts.profiles().size() && shared_.choices().size() == facts.choices().size() &&
              shared_.stances().size() == facts.stances().size(),
          "shares that differ keep their numbers");
}

}  // namespace assent::index
