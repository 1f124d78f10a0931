// Documents: privacy profiles, agreements and specifications, kept in the ledger; and the choices that follow from
// them.
//
// A document is the last of its versions; each version is an entry, and so is a deletion. With a version, in the same
// append, stand the choices that changed with it (difference.hpp), and with an agreement those of the profiles that
// name it.
//
// So sending a document again says nothing again: it cannot bring back an approval that was refused elsewhere since.
// Thread-safe.
#pragma once

#include "app/engine.hpp"
#include "base/result.hpp"
#include "json/tree.hpp"
#include "service/circumstances.hpp"
#include "tmf644/directory.hpp"
#include "tmf644/document.hpp"
#include "tmf644/effects.hpp"
#include "tmf644/mapping.hpp"
#include "tmf644/query.hpp"

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::tmf644 {

// Where documents stand that are no customer's.
inline constexpr std::string_view kCarrierDocuments = "carrier:privacy_documents";

// Who asks, in what way.
struct Sender {
  std::string actor;
  std::string key = {};  // of a creation: the sender's idempotency key; empty: none
};

struct Changed {
  Document document;
  std::vector<Meaning> meanings;  // of its characteristics, in order
  std::size_t approvals = 0;      // recorded with it
  std::size_t left_out = 0;       // that could not be
  bool repeated = false;          // nothing new was recorded
};

struct Part {
  std::vector<Document> documents;
  std::size_t total = 0;
};

class Documents {
 public:
  // The engine outlives it. `seed` cannot be guessed: ids are made from it.
  Documents(app::Engine& engine, std::shared_ptr<const Mapping> mapping, const evidence::Hash& seed)
      : engine_(engine), mapping_(std::move(mapping)), seed_(seed), directory_(engine.ports().ledger) {}

  //   not_found  there is none, or what it said was erased
  //   unavailable, damaged  as the ledger; likewise below
  Result<Document> find(Resource resource, std::string_view id);

  // `shown` gives a document the form in which it is filtered and sorted. `about`: only documents of that account are
  // looked at.
  Result<Part> list(Resource resource, const Query& query, const std::function<json::Tree(const Document&)>& shown,
                    const std::optional<std::string>& about);

  // Precondition for this and the next: no fault_in() the content.
  //
  //   invalid   it names no customer
  //   conflict  the key was used for another document
  Result<Changed> create(Resource resource, json::Tree content, const Sender& sender);

  // `edit` makes the new content from the document, or says why not. It is called again if another version came
  // between.
  //
  //   not_found; as `edit`
  //   invalid   it names another customer
  //   conflict  others keep changing it
  using Edit = std::function<Result<json::Tree>(const Document&)>;
  Result<Changed> change(Resource resource, std::string_view id, const Edit& edit, const Sender& sender);

  // `may` looks at the document before, and may say why not.
  using May = std::function<Result<void>(const Document&)>;
  Result<Document> remove(Resource resource, std::string_view id, const May& may, const Sender& sender);

  std::shared_ptr<const Mapping> mapping() const;
  // From now on.
  void use(std::shared_ptr<const Mapping> mapping);

  app::Engine& engine() { return engine_; }
  std::string new_id();
  Result<void> follow() { return directory_.follow(); }

 private:
  Result<Changed> record(const Document* before, Document after, bool deleted, const Sender& sender,
                         const std::vector<ledger::Recorded>& entries, const std::string& key);
  Result<std::string> owner_of(Resource resource, const json::Tree& content) const;
  std::mutex& writing(std::string_view account);

  app::Engine& engine_;
  mutable std::mutex mutex_;  // guards mapping_
  std::shared_ptr<const Mapping> mapping_;
  evidence::Hash seed_;
  std::atomic<std::uint64_t> drawn_ = 0;
  Directory directory_;
  // One writer at a time for an account, so that a profile and its agreement are not changed past each other.
  std::array<std::mutex, 64> writing_;
};

}  // namespace assent::tmf644
