// Listener: turns notifications about parties and products into customers' profiles in the ledger.
//
// Beside the profile, each notification that says something new is a document of the customer's account, in the same
// append: the document has all that notifications have said until then (known.hpp). Its key numbers it, so that of two
// notifications at once, each is merged with the other. Its id is the notification's name, so that a repeated one is
// known. A notification gives no approval and takes no refusal away. Thread-safe.
#pragma once

#include "app/engine.hpp"
#include "base/result.hpp"
#include "json/tree.hpp"
#include "tmf_listener/effect.hpp"
#include "tmf_listener/event.hpp"
#include "tmf_listener/mapping.hpp"
#include "tmf_listener/said.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assent::tmf_listener {

// As entries of the ledger name the documents.
inline constexpr std::string_view kDocumentType = "notifications";
// Where the account of a product, and of a party whose id is no account, is kept: followed by the keyed hash of its id.
inline constexpr std::string_view kProductAccounts = "carrier:tmf637/";
inline constexpr std::string_view kPartyAccounts = "carrier:tmf632/";

struct Heard {
  std::string name;  // of the notification
  Effects effects;
};

class Listener {
 public:
  // The engine outlives it. The mapping fits the set-up (check()).
  Listener(app::Engine& engine, std::shared_ptr<const Mapping> mapping)
      : engine_(engine), mapping_(std::move(mapping)) {}

  // Records what it says. When it returns, every decision of the engine reflects it. `sender` is the caller's id, and
  // stands in the ledger as the actor.
  //
  //   invalid      as read_event(), said_of_party(), said_of_product(); what should be an account cannot be one
  //   conflict     no customer was changed: the party or product is not known yet; it belongs to another account; the
  //                customer has too many products; a profile that is still to come is on record
  //   unavailable  the ledger cannot be read or written; others keep changing the account: send it again
  //   damaged      the ledger is
  Result<Heard> hear(EventKind kind, const json::Tree& body, const std::string& sender);

  std::shared_ptr<const Mapping> mapping() const;
  // From now on.
  void use(std::shared_ptr<const Mapping> mapping);

  // How many notifications had that effect since the start.
  std::uint64_t count(Effect effect) const { return counts_.at(static_cast<std::size_t>(effect)); }

 private:
  // What a notification says about one account.
  struct OfAccount {
    std::vector<PartySaid> parties;
    std::vector<std::pair<std::string, ProductSaid>> products;  // by the keyed hashes of their ids
  };
  // Where an account is to be kept, and which.
  using Places = std::map<std::string, std::string>;

  struct Hearing;
  Result<void> hear_party(Hearing& hearing, const json::Tree& party);
  Result<void> hear_product(Hearing& hearing, const json::Tree& product);
  Result<Effects> record(const Hearing& hearing, const std::string& account, const OfAccount& said);
  Result<std::string> place_of(std::string_view places, std::string_view id) const;
  Result<std::optional<std::string>> account_at(const std::string& place) const;
  Result<void> keep_account(const std::string& place, const std::string& account, const service::Circumstances& by);
  std::mutex& writing(std::string_view account);

  app::Engine& engine_;
  mutable std::mutex mutex_;  // guards mapping_
  std::shared_ptr<const Mapping> mapping_;
  std::array<std::atomic<std::uint64_t>, kEffects> counts_{};
  std::array<std::mutex, 64> writing_;  // one writer at a time for an account
};

}  // namespace assent::tmf_listener
