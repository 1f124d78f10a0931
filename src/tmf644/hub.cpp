#include "tmf644/hub.hpp"

#include "base/number.hpp"
#include "service/record_document.hpp"
#include "webhook/receivers.hpp"

#include <algorithm>
#include <utility>

namespace assent::tmf644 {
namespace {

using json::Kind;
using json::Tree;

constexpr std::string_view kHubType = "hub";
constexpr std::string_view kToldType = "hubTold";
constexpr std::string_view kActor = "tmf644";
constexpr std::size_t kMostSubscriptions = 1000;

// `{"0":17}`: the next entry of each log.
Tree tree_of_told(const ToldTo& told) {
  Tree tree = json::table_tree();
  for (const auto& [log, next] : told) tree.set(std::to_string(log), json::number_tree(std::to_string(next)));
  return tree;
}

ToldTo told_in(const Tree* tree) {
  ToldTo told;
  if (tree == nullptr) return told;
  for (std::size_t i = 0; i < tree->items.size(); ++i) {
    const auto log = number_in<std::uint32_t>(tree->keys[i]);
    const auto next = number_in<std::uint64_t>(tree->items[i].raw);
    if (log && next) told[*log] = *next;
  }
  return told;
}

Result<std::vector<Filter>> filters_in(std::string_view text) {
  if (text.starts_with('?')) text.remove_prefix(1);
  auto query = TRY(Query::read(text));
  if (query.fields || !query.sort.empty()) {
    return fail(ErrorCode::invalid, "`query` has more than filters", "leave `fields` and `sort` out");
  }
  return std::move(query.filters);
}

service::DocumentVersion version_of(std::string_view type, const std::string& id, std::string text) {
  service::DocumentVersion version;
  version.document.type = type;
  version.document.id = id;
  if (text.empty()) version.document.state = evidence::PrivacyDocumentRecorded::State::deleted;
  version.document.text = std::move(text);
  return version;
}

service::Circumstances by_whom(std::string_view actor) { return {std::nullopt, std::string(actor), "tmf644", {}}; }

std::string account_told(const Subscription& subscription) { return std::string(kToldOf) + "/" + subscription.id; }

}  // namespace

Result<Subscription> Hub::subscribe(const Tree& sent, Version version, const std::string& actor) {
  const auto mapping = documents_.mapping();
  Subscription subscription;
  subscription.callback = sent.text_at("callback");
  subscription.query = sent.text_at("query");
  if (!webhook::may_be_called(subscription.callback, mapping->callbacks)) {
    return fail(ErrorCode::invalid, "`callback` is none that the server may call",
                "have its beginning added to `hub.callbacks` of the server's mapping");
  }
  if (const Tree* const query = sent.find("query"); query != nullptr && !query->is(Kind::text)) {
    return fail(ErrorCode::invalid, "`query` is not a string", "write filters as in a list's query");
  }
  subscription.filters = TRY(filters_in(subscription.query));
  const auto known = TRY(subscriptions());
  if (known.size() >= kMostSubscriptions) {
    return fail(ErrorCode::invalid, "there are 1000 registrations", "delete those that nobody needs");
  }
  subscription.version = version;
  subscription.id = documents_.new_id();
  const auto heads = TRY(documents_.engine().ports().ledger.heads());
  for (const ledger::LogHead& each : heads) subscription.from[each.log] = each.size;

  Tree text = json::table_tree();
  text.set("callback", json::text_tree(subscription.callback));
  text.set("query", json::text_tree(subscription.query));
  text.set("version", json::text_tree(version == Version::v4 ? "4" : "5"));
  text.set("from", tree_of_told(subscription.from));
  TRY(documents_.engine().record_document(std::string(kSubscriptions),
                                          version_of(kHubType, subscription.id, json::to_json(text)), by_whom(actor)));
  return subscription;
}

Result<void> Hub::unsubscribe(std::string_view id, const std::string& actor) {
  const auto known = TRY(subscriptions());
  const auto at = std::ranges::find_if(known, [&](const Subscription& each) { return each.id == id; });
  if (at == known.end()) {
    return fail(ErrorCode::not_found, "there is no such registration", "it may have been deleted before");
  }
  TRY(documents_.engine().record_document(std::string(kSubscriptions), version_of(kHubType, at->id, {}),
                                          by_whom(actor)));
  return {};
}

Result<std::vector<Subscription>> Hub::subscriptions() const {
  const auto mapping = documents_.mapping();
  const auto entries = TRY(documents_.engine().ports().ledger.entries_of(kSubscriptions));
  std::vector<Subscription> all;
  for (const ledger::Recorded& each : entries) {
    const auto* document = std::get_if<evidence::PrivacyDocumentRecorded>(&each.entry.body);
    if (document == nullptr || document->type != kHubType) continue;
    std::erase_if(all, [&](const Subscription& known) { return known.id == document->id; });
    const auto tree = json::read_tree(document->text);
    if (!tree || !webhook::may_be_called(tree->text_at("callback"), mapping->callbacks)) continue;
    Subscription& one = all.emplace_back();
    one.id = document->id;
    one.callback = tree->text_at("callback");
    one.query = tree->text_at("query");
    one.filters = filters_in(one.query).value_or(std::vector<Filter>{});
    one.version = tree->text_at("version") == "5" ? Version::v5 : Version::v4;
    one.from = told_in(tree->find("from"));
  }
  return all;
}

Result<ToldTo> Hub::told_to(const Subscription& subscription) const {
  const std::string account = account_told(subscription);
  const std::string_view name = account;
  const auto latest = TRY(documents_.engine().ports().ledger.latest({&name, 1}, evidence::EntryKind::privacy_document));
  if (!latest.front()) return subscription.from;
  const auto tree = json::read_tree(std::get<evidence::PrivacyDocumentRecorded>(latest.front()->entry.body).text);
  return tree ? told_in(&*tree) : subscription.from;
}

Result<void> Hub::note(const Subscription& subscription, const ToldTo& told) {
  TRY(documents_.engine().record_document(account_told(subscription),
                                          version_of(kToldType, subscription.id, json::to_json(tree_of_told(told))),
                                          by_whom(kActor)));
  return {};
}

}  // namespace assent::tmf644
