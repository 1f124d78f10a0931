#include "json/tree.hpp"

#include "base/ascii.hpp"
#include "json/write.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace assent::json {
namespace {

// A number as 0.DIGITS times ten to the power; of zero, no digits.
struct Decimal {
  bool negative = false;
  std::string digits;  // the first and the last are not 0
  std::int64_t power = 0;
};

constexpr std::int64_t kMostPower = 1'000'000'000'000'000'000;

// Of an exponent, its sign before it. One that is longer than any that could matter stays at the bound.
std::int64_t power_of(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  std::int64_t power = 0;
  for (const char figure : text) {
    power = power > kMostPower / 10 ? kMostPower : power * 10 + (figure - '0');
  }
  return negative ? -power : power;
}

Decimal decimal_of(std::string_view number) {
  Decimal decimal;
  decimal.negative = number.starts_with('-');
  if (decimal.negative) number.remove_prefix(1);
  const std::size_t exponent = std::min(number.find_first_of("eE"), number.size());
  if (exponent < number.size()) decimal.power = power_of(number.substr(exponent + 1));
  const std::string_view mantissa = number.substr(0, exponent);
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  decimal.digits = mantissa.substr(0, point);
  if (point < mantissa.size()) decimal.digits += mantissa.substr(point + 1);
  const std::size_t zeros = std::min(decimal.digits.find_first_not_of('0'), decimal.digits.size());
  decimal.power += static_cast<std::int64_t>(point) - static_cast<std::int64_t>(zeros);
  decimal.digits.erase(0, zeros);
  decimal.digits.erase(decimal.digits.find_last_not_of('0') + 1);
  if (decimal.digits.empty()) return {};
  return decimal;
}

}  // namespace

const Tree* Tree::find(std::string_view key) const {
  const auto at = std::ranges::find(keys, key);
  return at == keys.end() ? nullptr : &items[static_cast<std::size_t>(at - keys.begin())];
}

Tree* Tree::find(std::string_view key) { return const_cast<Tree*>(std::as_const(*this).find(key)); }

std::string_view Tree::text_at(std::string_view key) const {
  const Tree* const value = find(key);
  return value != nullptr && value->is(Kind::text) ? std::string_view(value->text) : std::string_view();
}

void Tree::set(std::string_view key, Tree value) {
  if (Tree* const there = find(key)) {
    *there = std::move(value);
    return;
  }
  keys.emplace_back(key);
  items.push_back(std::move(value));
}

bool Tree::remove(std::string_view key) {
  const auto at = std::ranges::find(keys, key);
  if (at == keys.end()) return false;
  items.erase(items.begin() + (at - keys.begin()));
  keys.erase(at);
  return true;
}

Tree tree_of(const Value& value) {
  Tree tree;
  tree.kind = value.kind();
  tree.raw.clear();
  switch (value.kind()) {
    case Kind::null:
    case Kind::boolean:
    case Kind::number: tree.raw = value.raw(); break;
    case Kind::text:
      tree.raw = value.raw();
      tree.text = value.text();
      break;
    case Kind::list:
    case Kind::table:
      tree.items.reserve(value.size());
      for (const auto& member : value) {
        if (value.is(Kind::table)) tree.keys.emplace_back(member.key);
        tree.items.push_back(tree_of(member.value));
      }
      break;
  }
  return tree;
}

Tree text_tree(std::string_view text) {
  Tree tree{Kind::text, {}, std::string(text), {}, {}};
  append_text(tree.raw, text);
  return tree;
}

Tree table_tree() { return {Kind::table, {}, {}, {}, {}}; }
Tree list_tree() { return {Kind::list, {}, {}, {}, {}}; }
Tree number_tree(std::string number) { return {Kind::number, std::move(number), {}, {}, {}}; }

std::optional<Tree> read_tree(std::string_view json, const Limits& limits) {
  Document document;
  if (!document.read(json, limits)) return std::nullopt;
  return tree_of(document.root());
}

void append_tree(std::string& out, const Tree& tree) {
  if (tree.kind != Kind::list && tree.kind != Kind::table) {
    out += tree.raw;
    return;
  }
  const bool table = tree.kind == Kind::table;
  out.push_back(table ? '{' : '[');
  for (std::size_t i = 0; i < tree.items.size(); ++i) {
    if (i != 0) out.push_back(',');
    if (table) {
      append_text(out, tree.keys[i]);
      out.push_back(':');
    }
    append_tree(out, tree.items[i]);
  }
  out.push_back(table ? '}' : ']');
}

std::string to_json(const Tree& tree) {
  std::string out;
  append_tree(out, tree);
  return out;
}

bool same_value(const Tree& a, const Tree& b) {
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case Kind::null: return true;
    case Kind::boolean: return a.raw == b.raw;
    case Kind::number: return compare_numbers(a.raw, b.raw) == std::strong_ordering::equal;
    case Kind::text: return a.text == b.text;
    case Kind::list: return std::ranges::equal(a.items, b.items, same_value);
    case Kind::table: break;
  }
  if (a.items.size() != b.items.size()) return false;
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    const Tree* const other = b.find(a.keys[i]);
    if (other == nullptr || !same_value(a.items[i], *other)) return false;
  }
  return true;
}

std::strong_ordering compare_numbers(std::string_view a, std::string_view b) {
  const Decimal one = decimal_of(a);
  const Decimal other = decimal_of(b);
  const auto sign = [](const Decimal& each) { return each.digits.empty() ? 0 : each.negative ? -1 : 1; };
  if (sign(one) != sign(other)) return sign(one) <=> sign(other);
  if (sign(one) == 0) return std::strong_ordering::equal;
  const Decimal& low = one.negative ? other : one;
  const Decimal& high = one.negative ? one : other;
  if (low.power != high.power) return low.power <=> high.power;
  return low.digits.compare(high.digits) <=> 0;
}

}  // namespace assent::json
