// RotatingKeys: the keys of one issuer as they change. Pure: a port fetches them, and the present is an argument.
//
// No question about a token waits for an issuer. A token with a key that is not known here asks for a fetch and is
// refused; when the keys are there, the next one is admitted. However many such tokens come, there is one fetch in
// `retry` at most.
#pragma once

#include "access/held.hpp"
#include "access/key_set.hpp"
#include "base/instant.hpp"

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace assent::access {

// Port: gets a JWK set from where an issuer publishes it (its `jwks_uri`). One thread at a time.
class KeySetSource {
 public:
  virtual ~KeySetSource() = default;
  // `address`: one that may_have_keys(). The text, no longer than kMostKeySetBytes. unavailable: it cannot be had now.
  virtual Result<std::string> fetch(const std::string& address) = 0;
};

// Whether keys may be fetched from there: `https://` and a host, or `http://` and this machine itself (`localhost`,
// `127.0.0.1`, `[::1]`); then a port, a path and a query if it likes. No user, no fragment, ASCII that needs no escape.
bool may_have_keys(std::string_view address);

struct KeyTimes {
  std::chrono::seconds refresh{300};  // keys are fetched again when they are older
  std::chrono::seconds retry{10};     // and not more often than this
  std::chrono::seconds stale{3600};   // keys that cannot be fetched again count no longer than this
};

// Thread-safe.
class RotatingKeys {
 public:
  explicit RotatingKeys(KeySet given);  // for ever: they stand in the configuration
  RotatingKeys(std::string address, Algorithm algorithm, KeyTimes times);

  struct State {
    std::shared_ptr<const KeySet> keys;
    Instant fetched = kEarliest;
    std::uint64_t number = 0;  // another one whenever the keys have changed
    evidence::Hash text{};     // the SHA-256 of what was fetched
  };
  // nullptr: none were fetched yet, or they are too old to count.
  std::shared_ptr<const State> now(Instant now) const;

  // A token names a key that is not there.
  void miss() { missed_.store(true, std::memory_order_relaxed); }

  // Begins with the keys that another has now, if both fetch from one address for one algorithm.
  void keep_keys_of(const RotatingKeys& former);

  // Whether it is time to fetch.
  bool due(Instant now) const;

  // Fetches, if it is time to. The error of the fetch or of what was fetched; the keys before stay then. One thread at
  // a time.
  Result<void> refresh(Instant now, KeySetSource& source);

 private:
  std::string address_;  // empty: given
  Algorithm algorithm_ = Algorithm::rs256;
  KeyTimes times_;
  Held<State> state_;
  std::atomic<bool> missed_ = false;
  std::atomic<Instant::rep> tried_ = Instant::min().time_since_epoch().count();
};

}  // namespace assent::access
