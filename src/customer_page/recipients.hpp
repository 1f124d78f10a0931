// Recipients: whom a customer can refuse, as the page lists them: the kinds of recipients that the rules know, each
// with the companies of that kind in the carrier's register. The same for every customer.
#pragma once

#include "app/engine.hpp"
#include "base/result.hpp"
#include "consent/partner.hpp"
#include "explanation/language.hpp"
#include "ledger/fold.hpp"

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::customer_page {

struct Recipient {
  std::string relation;            // `carrier`, `joint_venture_partner`, …
  std::vector<std::string> names;  // of the companies, as customers read them; in order

  friend bool operator==(const Recipient&, const Recipient&) = default;
};
using Recipients = std::vector<Recipient>;  // in the regime's order; without those that nothing permits

// The relations besides the carrier itself: what a browser's signal against selling and sharing speaks of.
Names others_in(const Recipients& recipients);

// Keeps the register, and reads it again only when the carrier has recorded something new. Thread-safe.
class RecipientList {
 public:
  // The engine outlives it.
  explicit RecipientList(const app::Engine& engine) : engine_(engine) {}

  //   not_found, invalid    as Engine::regime()
  //   unavailable, damaged  as the ledger
  Result<Recipients> at(Instant now) const;
  // All parties on record then, ordered by party.
  Result<Partners> partners_at(Instant now) const;

 private:
  Result<std::shared_ptr<const Partners>> on_record() const;

  const app::Engine& engine_;
  mutable std::mutex mutex_;  // guards the rest
  mutable std::optional<Position> newest_;
  mutable std::shared_ptr<const Partners> partners_;
};

// In words, a capital letter first: "Joint venture partner".
std::string words_of_relation(std::string_view relation, explanation::Language language);

}  // namespace assent::customer_page
