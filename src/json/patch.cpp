#include "json/patch.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace assent::json {
namespace {

using Why = PatchFault::Kind;
using Place = std::vector<std::string>;  // the parts of a pointer; none: the whole document

// A JSON Pointer (RFC 6901); nothing: it is none.
std::optional<Place> place_of(std::string_view pointer) {
  Place place;
  if (pointer.empty()) return place;
  if (pointer.front() != '/') return std::nullopt;
  for (std::size_t at = 0; at < pointer.size();) {
    const std::size_t end = std::min(pointer.find('/', at + 1), pointer.size());
    std::string& part = place.emplace_back();
    for (std::size_t i = at + 1; i < end; ++i) {
      if (pointer[i] != '~') {
        part.push_back(pointer[i]);
        continue;
      }
      const char escaped = i + 1 < end ? pointer[++i] : '\0';
      if (escaped != '0' && escaped != '1') return std::nullopt;
      part.push_back(escaped == '0' ? '~' : '/');
    }
    at = end;
  }
  return place;
}

// The number of an item, without leading zeros; nothing: it is none.
std::optional<std::size_t> index_of(std::string_view part, std::size_t bound) {
  constexpr std::size_t kMostFigures = 9;
  if (part.empty() || part.size() > kMostFigures || (part.size() > 1 && part.front() == '0')) return std::nullopt;
  if (!std::ranges::all_of(part, is_digit)) return std::nullopt;
  std::size_t index = 0;
  for (const char figure : part) index = index * 10 + static_cast<std::size_t>(figure - '0');
  if (index >= bound) return std::nullopt;
  return index;
}

Tree* child(Tree& parent, std::string_view part) {
  if (parent.is(Kind::table)) return parent.find(part);
  if (!parent.is(Kind::list)) return nullptr;
  const auto index = index_of(part, parent.items.size());
  return index ? &parent.items[*index] : nullptr;
}

Tree* at(Tree& root, std::span<const std::string> place) {
  Tree* tree = &root;
  for (const std::string& part : place) {
    if (tree == nullptr) return nullptr;
    tree = child(*tree, part);
  }
  return tree;
}

bool add(Tree& root, const Place& place, Tree value) {
  if (place.empty()) {
    root = std::move(value);
    return true;
  }
  Tree* const parent = at(root, std::span(place).first(place.size() - 1));
  if (parent == nullptr) return false;
  if (parent->is(Kind::table)) {
    parent->set(place.back(), std::move(value));
    return true;
  }
  if (!parent->is(Kind::list)) return false;
  const std::size_t size = parent->items.size();
  const auto index = place.back() == "-" ? size : index_of(place.back(), size + 1);
  if (!index) return false;
  parent->items.insert(parent->items.begin() + static_cast<std::ptrdiff_t>(*index), std::move(value));
  return true;
}

std::optional<Tree> taken(Tree& root, const Place& place) {
  if (place.empty()) return std::exchange(root, Tree{});
  Tree* const parent = at(root, std::span(place).first(place.size() - 1));
  Tree* const there = parent == nullptr ? nullptr : child(*parent, place.back());
  if (there == nullptr) return std::nullopt;
  Tree value = std::move(*there);
  if (parent->is(Kind::table)) parent->remove(place.back());
  else parent->items.erase(parent->items.begin() + (there - parent->items.data()));
  return value;
}

std::size_t bytes_of(const Tree& tree) {
  std::size_t bytes = tree.raw.size() + 2;
  for (const std::string& key : tree.keys) bytes += key.size() + 4;
  for (const Tree& each : tree.items) bytes += bytes_of(each);
  return bytes;
}

std::size_t depth_of(const Tree& tree) {
  if (tree.kind != Kind::list && tree.kind != Kind::table) return 0;
  std::size_t depth = 0;
  for (const Tree& each : tree.items) depth = std::max(depth, depth_of(each));
  return depth + 1;
}

// One operation.
std::optional<Why> apply(Tree& root, const Tree& operation) {
  const auto text = [&](std::string_view key) -> const std::string* {
    const Tree* const member = operation.find(key);
    return member != nullptr && member->is(Kind::text) ? &member->text : nullptr;
  };
  const std::string* const op = text("op");
  const std::string* const path = text("path");
  if (op == nullptr || path == nullptr) return Why::malformed;
  const auto place = place_of(*path);
  if (!place) return Why::malformed;
  const Tree* const value = operation.find("value");

  if (*op == "remove") return taken(root, *place) ? std::nullopt : std::optional(Why::no_such_place);
  if (*op == "move" || *op == "copy") {
    const std::string* const from = text("from");
    const auto source = from == nullptr ? std::nullopt : place_of(*from);
    if (!source) return Why::malformed;
    std::optional<Tree> moved;
    if (*op == "move") {
      // Nothing is moved into itself.
      const bool inside = source->size() < place->size() && std::equal(source->begin(), source->end(), place->begin());
      if (inside) return Why::no_such_place;
      moved = taken(root, *source);
    } else if (const Tree* const there = at(root, *source)) {
      moved = *there;
    }
    if (!moved || !add(root, *place, *std::move(moved))) return Why::no_such_place;
    return std::nullopt;
  }
  if (value == nullptr) return Why::malformed;
  if (*op == "add") return add(root, *place, *value) ? std::nullopt : std::optional(Why::no_such_place);
  Tree* const there = at(root, *place);
  if (*op == "replace") {
    if (there == nullptr) return Why::no_such_place;
    *there = *value;
    return std::nullopt;
  }
  if (*op != "test") return Why::malformed;
  if (there == nullptr || !same_value(*there, *value)) return Why::test_failed;
  return std::nullopt;
}

}  // namespace

Tree merged(Tree target, const Tree& patch) {
  if (!patch.is(Kind::table)) return patch;
  if (!target.is(Kind::table)) target = table_tree();
  for (std::size_t i = 0; i < patch.items.size(); ++i) {
    const std::string& key = patch.keys[i];
    if (patch.items[i].is(Kind::null)) {
      target.remove(key);
      continue;
    }
    const Tree* const there = target.find(key);
    target.set(key, merged(there == nullptr ? Tree{} : *there, patch.items[i]));
  }
  return target;
}

tl::expected<Tree, PatchFault> patched(Tree target, const Tree& patch, const PatchLimits& limits) {
  if (!patch.is(Kind::list)) return tl::make_unexpected(PatchFault{});
  for (std::size_t i = 0; i < patch.items.size(); ++i) {
    if (const auto fault = apply(target, patch.items[i])) return tl::make_unexpected(PatchFault{*fault, i});
    if (bytes_of(target) > limits.bytes || depth_of(target) > limits.depth) {
      return tl::make_unexpected(PatchFault{Why::too_large, i});
    }
  }
  return target;
}

}  // namespace assent::json
