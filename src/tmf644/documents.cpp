#include "tmf644/documents.hpp"

#include "consent/kept_account.hpp"
#include "evidence/hash.hpp"
#include "intake/profile.hpp"
#include "service/record_document.hpp"
#include "tmf644/difference.hpp"
#include "tmf644/versions.hpp"

#include <algorithm>
#include <utility>

namespace assent::tmf644 {
namespace {

using json::Kind;
using json::Tree;

constexpr std::string_view kChannel = "tmf644";
constexpr int kTries = 4;

tl::unexpected<Error> no_such_document() {
  return fail(ErrorCode::not_found, "there is no such document", "see which there are in the list");
}

std::string id_from(const evidence::Hash& hash) {
  constexpr std::size_t kFigures = 32;
  return evidence::to_hex(hash).substr(0, kFigures);
}

}  // namespace

std::shared_ptr<const Mapping> Documents::mapping() const {
  const std::lock_guard lock(mutex_);
  return mapping_;
}

void Documents::use(std::shared_ptr<const Mapping> mapping) {
  const std::lock_guard lock(mutex_);
  mapping_ = std::move(mapping);
}

std::string Documents::new_id() {
  std::string drawn = evidence::to_hex(seed_);
  drawn += ":" + std::to_string(drawn_.fetch_add(1));
  return id_from(evidence::sha256(evidence::view_of(drawn)));
}

std::mutex& Documents::writing(std::string_view account) {
  return writing_.at(std::hash<std::string_view>{}(account) % writing_.size());
}

Result<Document> Documents::find(Resource resource, std::string_view id) {
  TRY(directory_.follow());
  const auto account = TRY(directory_.account_of(resource, id));
  if (!account) return no_such_document();
  const auto entries = TRY(engine_.ports().ledger.entries_of(*account));
  const auto all = documents_in(entries);
  const Document* const document = document_in(all, resource, id);
  if (document == nullptr) return no_such_document();
  return *document;
}

Result<Part> Documents::list(Resource resource, const Query& query, const std::function<Tree(const Document&)>& shown,
                             const std::optional<std::string>& about) {
  TRY(directory_.follow());
  Part part;
  std::vector<std::pair<Tree, Document>> sorted;
  const bool whole = query.filters.empty() && query.sort.empty();
  const auto take = [&](Document document) {
    Tree tree = shown(document);
    if (!matches(tree, query.filters)) return;
    const std::size_t number = part.total++;
    if (!query.sort.empty()) sorted.emplace_back(std::move(tree), std::move(document));
    else if (number >= query.offset && part.documents.size() < query.limit)
      part.documents.push_back(std::move(document));
  };
  if (about) {
    const auto entries = TRY(engine_.ports().ledger.entries_of(*about));
    for (Document& each : documents_in(entries)) {
      if (each.resource == resource) take(std::move(each));
    }
  } else {
    const std::size_t count = whole ? query.limit : directory_.count(resource);
    const auto found = TRY(directory_.some(resource, whole ? query.offset : 0, count));
    std::string account;
    std::vector<Document> all;
    for (const Directory::Found& each : found) {
      if (each.account != account) {
        const auto entries = TRY(engine_.ports().ledger.entries_of(each.account));
        all = documents_in(entries);
        account = each.account;
      }
      const Document* const document = document_in(all, resource, each.id);
      if (document == nullptr) continue;
      if (whole) part.documents.push_back(*document);
      else take(*document);
    }
    if (whole) part.total = directory_.count(resource);
  }
  if (!query.sort.empty()) {
    std::ranges::stable_sort(sorted,
                             [&](const auto& a, const auto& b) { return stands_before(a.first, b.first, query.sort); });
    for (std::size_t i = query.offset; i < sorted.size() && part.documents.size() < query.limit; ++i) {
      part.documents.push_back(std::move(sorted[i].second));
    }
  }
  return part;
}

Result<std::string> Documents::owner_of(Resource resource, const Tree& content) const {
  if (resource == Resource::profile_specification) return std::string();
  const auto mapping = this->mapping();
  const Tree four = in_version(Version::v4, resource, content);
  if (auto account = account_in(four, *mapping)) {
    if (intake::is_account(*account) && is_customers_account(*account)) return *std::move(account);
    return fail(ErrorCode::invalid, "the id of the party is not an account", "name the customer by their account");
  }
  const Tree* const characteristics = four.find("partyPrivacyProfileCharacteristic");
  if (resource == Resource::agreement && (characteristics == nullptr || characteristics->items.empty())) {
    return std::string();
  }
  return fail(ErrorCode::invalid, "no party of the document is a customer",
              "name one whose `@referredType` is among those of the server's mapping");
}

Result<Changed> Documents::record(const Document* before, Document after, bool deleted, const Sender& sender,
                                  const std::vector<ledger::Recorded>& entries, const std::string& key) {
  const auto mapping = this->mapping();
  const auto all_before = documents_in(entries);
  auto all_after = all_before;
  std::erase_if(all_after,
                [&](const Document& each) { return each.resource == after.resource && each.id == after.id; });
  if (!deleted) all_after.push_back(after);

  service::DocumentVersion version;
  version.document.type = name_of(after.resource);
  version.document.id = after.id;
  if (deleted) version.document.state = evidence::PrivacyDocumentRecorded::State::deleted;
  else version.document.text = json::to_json(after.content);

  Changed changed;
  if (is_customers_account(after.account)) {
    const Difference difference(all_before, all_after, entries, *mapping, engine_.now());
    changed.meanings = difference.add(after.resource, after.id, version);
    if (after.resource == Resource::agreement) {
      for (const Document& each : all_before) {
        if (each.resource == Resource::profile && agreement_of(each) == after.id) {
          difference.add(Resource::profile, each.id, version);
        }
      }
    }
  }
  const service::Circumstances by{std::nullopt, sender.actor, std::string(kChannel), key};
  const auto receipt = TRY(engine_.record_document(after.account, version, by));
  changed.left_out = receipt.left_out.size();
  changed.approvals = version.approvals.size() - changed.left_out;
  changed.repeated = receipt.receipt.repeated;
  after.version = receipt.receipt.position;
  after.updated = receipt.receipt.recorded;
  if (before == nullptr) after.created = receipt.receipt.recorded;
  changed.document = std::move(after);
  return changed;
}

Result<Changed> Documents::create(Resource resource, Tree content, const Sender& sender) {
  content.remove("id");
  content.remove("href");
  Document document;
  document.resource = resource;
  document.content = std::move(content);
  document.account = TRY(owner_of(resource, document.content));
  if (sender.key.empty()) {
    document.id = new_id();
  } else {
    const std::string named = "tmf644 " + std::string(name_of(resource)) + "\n" + sender.actor + "\n" + sender.key;
    document.id = id_from(evidence::sha256(evidence::view_of(named)));
  }
  if (document.account.empty()) document.account = std::string(kCarrierDocuments) + "/" + document.id;

  const std::lock_guard lock(writing(document.account));
  TRY(directory_.follow());
  const auto conflict = [] {
    return fail(ErrorCode::conflict, "the key was used before for another document",
                "use a new key for a new document; nothing was recorded");
  };
  const auto known = TRY(directory_.account_that_had(resource, document.id));
  if (known && *known != document.account) return conflict();
  const auto entries = TRY(engine_.ports().ledger.entries_of(document.account));
  if (known) {
    const auto first = std::ranges::find_if(entries, [&](const ledger::Recorded& each) {
      const auto* recorded = std::get_if<evidence::PrivacyDocumentRecorded>(&each.entry.body);
      return recorded != nullptr && recorded->id == document.id;
    });
    const bool same = first != entries.end() && std::get<evidence::PrivacyDocumentRecorded>(first->entry.body).text ==
                                                    json::to_json(document.content);
    const auto all = documents_in(entries);
    const Document* const current = document_in(all, resource, document.id);
    if (!same || current == nullptr) return conflict();
    Changed changed;
    changed.document = *current;
    changed.repeated = true;
    return changed;
  }
  const std::string key = "tmf644:" + document.id;
  return record(nullptr, std::move(document), false, sender, entries, key);
}

Result<Changed> Documents::change(Resource resource, std::string_view id, const Edit& edit, const Sender& sender) {
  Result<Changed> done = no_such_document();
  for (int i = 0; i < kTries; ++i) {
    TRY(directory_.follow());
    const auto account = TRY(directory_.account_of(resource, id));
    if (!account) return no_such_document();
    const std::lock_guard lock(writing(*account));
    const auto entries = TRY(engine_.ports().ledger.entries_of(*account));
    const auto all = documents_in(entries);
    const Document* const before = document_in(all, resource, id);
    if (before == nullptr) return no_such_document();
    Document after = *before;
    after.content = TRY(edit(*before));
    after.content.remove("id");
    after.content.remove("href");
    const auto owner = TRY(owner_of(resource, after.content));
    if (owner.empty() ? is_customers_account(after.account) : owner != after.account) {
      return fail(ErrorCode::invalid, "the document would belong to another customer",
                  "delete it, and create one for the other customer");
    }
    if (after.content == before->content) {
      Changed changed;
      changed.document = std::move(after);
      changed.repeated = true;
      return changed;
    }
    const std::string key = "tmf644:" + after.id + ":" + entry_name(before->version);
    done = record(before, std::move(after), false, sender, entries, key);
    if (done || done.error().code != ErrorCode::conflict) return done;
  }
  return done;
}

Result<Document> Documents::remove(Resource resource, std::string_view id, const May& may, const Sender& sender) {
  Result<Changed> done = no_such_document();
  for (int i = 0; i < kTries; ++i) {
    TRY(directory_.follow());
    const auto account = TRY(directory_.account_of(resource, id));
    if (!account) return no_such_document();
    const std::lock_guard lock(writing(*account));
    const auto entries = TRY(engine_.ports().ledger.entries_of(*account));
    const auto all = documents_in(entries);
    const Document* const before = document_in(all, resource, id);
    if (before == nullptr) return no_such_document();
    TRY(may(*before));
    const std::string key = "tmf644:" + before->id + ":" + entry_name(before->version);
    done = record(before, *before, true, sender, entries, key);
    if (done) return done->document;
    if (done.error().code != ErrorCode::conflict) break;
  }
  return tl::unexpected(done.error());
}

}  // namespace assent::tmf644
