#include "tmf_listener/known.hpp"

#include "json/tree.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace assent::tmf_listener {
namespace {

using json::Kind;
using json::Tree;

constexpr std::array<std::pair<Member, std::string_view>, 8> kMembers = {{{Member::kind, "kind"},
                                                                          {Member::life, "life"},
                                                                          {Member::language, "language"},
                                                                          {Member::time_zone, "time_zone"},
                                                                          {Member::activated, "activated"},
                                                                          {Member::telephones, "telephones"},
                                                                          {Member::email_addresses, "email_addresses"},
                                                                          {Member::address, "address"}}};
constexpr std::string_view kYes = "yes";
constexpr std::string_view kNo = "no";

bool is_later(const std::optional<Saying>& said, const Stamp& stamp) { return !said || said->at < stamp; }

// But for the party's deletion.
bool gives(const KnownProduct& product) {
  return product.services && product.in_service && product.in_service->words == Names{std::string(kYes)};
}

Tree names_tree(const Names& names) {
  Tree list = json::list_tree();
  for (const std::string& each : names) list.items.push_back(json::text_tree(each));
  return list;
}

Tree saying_tree(const Saying& saying) {
  Tree tree = json::table_tree();
  tree.set("time", json::text_tree(assent::to_string(saying.at.time)));
  tree.set("event", json::text_tree(saying.at.event));
  tree.set("words", names_tree(saying.words));
  return tree;
}

tl::unexpected<Error> not_ours() {
  return fail(ErrorCode::damaged, "what is kept of a customer's notifications cannot be read",
              "verify the ledger (`assent ledger verify`)");
}

Result<Names> names_in(const Tree* list) {
  Names names;
  if (list == nullptr || !list->is(Kind::list)) return not_ours();
  for (const Tree& each : list->items) {
    if (!each.is(Kind::text)) return not_ours();
    names.push_back(each.text);
  }
  return names;
}

Result<Saying> saying_in(const Tree& tree) {
  Saying saying;
  const auto time = parse_instant(tree.text_at("time"));
  if (!time) return not_ours();
  saying.at = {*time, std::string(tree.text_at("event"))};
  saying.words = TRY(names_in(tree.find("words")));
  return saying;
}

Result<std::optional<Saying>> saying_at(const Tree& table, std::string_view key) {
  const Tree* const tree = table.find(key);
  if (tree == nullptr) return std::nullopt;
  return TRY(saying_in(*tree));
}

}  // namespace

std::string_view Known::word(Member member) const {
  const auto at = members.find(member);
  return at == members.end() || at->second.words.empty() ? std::string_view() : at->second.words.front();
}

Names Known::services() const {
  std::set<std::string> all;
  if (word(Member::life) == kDeleted) return {};
  for (const auto& [name, product] : products) {
    if (gives(product)) all.insert(product.services->words.begin(), product.services->words.end());
  }
  return {all.begin(), all.end()};
}

void Change::add(const Change& other) {
  members.insert(other.members.begin(), other.members.end());
  services.insert(other.services.begin(), other.services.end());
  products = products || other.products;
}

Change merge(Known& known, const PartySaid& said, const Stamp& stamp) {
  Change change;
  const bool deleted_before = known.word(Member::life) == kDeleted;
  for (const auto& [member, words] : said.members) {
    const auto at = known.members.find(member);
    if (at != known.members.end() && !(at->second.at < stamp)) continue;
    known.members.insert_or_assign(member, Saying{stamp, words});
    change.members.insert(member);
  }
  if ((known.word(Member::life) == kDeleted) != deleted_before) {
    for (const auto& [name, product] : known.products) change.services.insert(product.ever.begin(), product.ever.end());
  }
  return change;
}

Change merge(Known& known, const std::string& product, const ProductSaid& said, const Stamp& stamp) {
  Change change;
  KnownProduct& now = known.products[product];
  const KnownProduct before = now;
  if (said.services) {
    for (const std::string& each : *said.services) {
      if (!contains(now.ever, each)) now.ever.push_back(each);
    }
    std::ranges::sort(now.ever);
    if (is_later(now.services, stamp)) now.services = Saying{stamp, *said.services};
  }
  if (said.in_service && is_later(now.in_service, stamp)) {
    now.in_service = Saying{stamp, {std::string(*said.in_service ? kYes : kNo)}};
  }
  change.products = now != before;
  if (change.products) change.services.insert(now.ever.begin(), now.ever.end());
  if (now == KnownProduct{}) known.products.erase(product);
  return change;
}

std::string to_json(const Known& known) {
  Tree members = json::table_tree();
  for (const auto& [member, name] : kMembers) {
    const auto at = known.members.find(member);
    if (at != known.members.end()) members.set(name, saying_tree(at->second));
  }
  Tree products = json::table_tree();
  for (const auto& [name, product] : known.products) {
    Tree tree = json::table_tree();
    if (product.services) tree.set("services", saying_tree(*product.services));
    if (product.in_service) tree.set("in_service", saying_tree(*product.in_service));
    tree.set("ever", names_tree(product.ever));
    products.keys.push_back(name);  // each once, as the map has them
    products.items.push_back(std::move(tree));
  }
  Tree tree = json::table_tree();
  tree.set("members", std::move(members));
  tree.set("products", std::move(products));
  return json::to_json(tree);
}

Result<Known> known_in(std::string_view json) {
  const auto tree = json::read_tree(json);
  if (!tree) return not_ours();
  Known known;
  const Tree* const members = tree->find("members");
  const Tree* const products = tree->find("products");
  if (members == nullptr || products == nullptr || !products->is(Kind::table)) return not_ours();
  for (const auto& [member, name] : kMembers) {
    const auto saying = TRY(saying_at(*members, name));
    if (saying) known.members.emplace(member, *saying);
  }
  for (std::size_t i = 0; i < products->keys.size(); ++i) {
    const Tree& each = products->items[i];
    KnownProduct& product = known.products[products->keys[i]];
    product.services = TRY(saying_at(each, "services"));
    product.in_service = TRY(saying_at(each, "in_service"));
    product.ever = TRY(names_in(each.find("ever")));
  }
  return known;
}

}  // namespace assent::tmf_listener
