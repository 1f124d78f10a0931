// Tree: a JSON value of one's own, to change and to write again. Pure; a value.
//
// What is not changed stays as it was written: a number keeps its figures (`1.50` stays `1.50`), a text its escapes, a
// table the order of its members. Only the white space between values is lost.
#pragma once

#include "json/document.hpp"

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::json {

struct Tree {
  Kind kind = Kind::null;
  std::string raw = "null";       // of a null, boolean, number or text: as it is written
  std::string text = {};          // of a text: without its quotes and escapes
  std::vector<std::string> keys;  // of a table: the names of its members, each once, beside `items`
  std::vector<Tree> items;        // of a list or table

  bool is(Kind kind_) const { return kind == kind_; }

  // Of a table: the member's value; null: there is none, or this is no table.
  const Tree* find(std::string_view key) const;
  Tree* find(std::string_view key);
  // The text of a member that is one; empty: it is none.
  std::string_view text_at(std::string_view key) const;

  // Of a table: sets the member, at its place or at the end.
  void set(std::string_view key, Tree value);
  // Whether there was one.
  bool remove(std::string_view key);

  // Equal as they are written, but for white space.
  friend bool operator==(const Tree&, const Tree&) = default;
};

Tree tree_of(const Value& value);
Tree text_tree(std::string_view text);
Tree table_tree();
Tree list_tree();
// `number` is written as JSON demands.
Tree number_tree(std::string number);

// Nothing: it is not JSON, or beyond the limits.
std::optional<Tree> read_tree(std::string_view json, const Limits& limits = {});

void append_tree(std::string& out, const Tree& tree);
std::string to_json(const Tree& tree);

// Equal in meaning (RFC 6902, 4.6): numbers by their value, tables whatever the order of their members.
bool same_value(const Tree& a, const Tree& b);

// By value, exactly, however long. Precondition: both are numbers as JSON writes them.
std::strong_ordering compare_numbers(std::string_view a, std::string_view b);

}  // namespace assent::json
