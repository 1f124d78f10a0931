// Document: a JSON text (RFC 8259) as it was sent, read once into a flat list of its parts. Pure.
//
// Strict: UTF-8 without a byte order mark, each key once in its table, no more levels than allowed, nothing after the
// end. No number becomes a floating-point number: `number()` has its characters, `integer()` its value where it is one.
//
// A Document keeps views of the text, which must outlive it. Not thread-safe while it reads; afterwards any number of
// threads may look at it. Reading again keeps the memory, so a server's thread needs none per request.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace assent::json {

enum class Kind : std::uint8_t { null, boolean, number, text, list, table };

struct Limits {
  std::size_t bytes = std::size_t{4} * 1024 * 1024;  // at most 2^31
  std::size_t depth = 32;                            // lists and tables, one in another
};

// Why a text is not read, and the byte at which that shows.
struct Fault {
  enum class Kind : std::uint8_t {
    malformed,     // not JSON
    cut_off,       // it ends too early; empty, too
    more_follows,  // something stands after the end
    not_utf8,      // a byte that is not UTF-8, or half a surrogate pair as an escape
    repeated_key,
    too_long,
    too_deep
  };
  Kind kind = Kind::malformed;
  std::size_t offset = 0;
  std::string key;  // repeated_key: which
};

// The fault in words, without its place: "the JSON is not well formed here"; and what to do about it.
std::string problem_of(const Fault& fault);
std::string mend_of(const Fault& fault);

class Document;

// One value of a document. Cheap to copy; lives as long as the document is not read again.
class Value {
 public:
  Kind kind() const;
  bool is(Kind kind_) const { return kind() == kind_; }
  // The byte of the text at which it begins.
  std::size_t offset() const;
  // The value's own characters in the text.
  std::string_view raw() const;

  bool boolean() const;             // precondition: a boolean
  std::string_view number() const;  // precondition: a number. As written
  // Of a number without fraction or exponent that fits; nothing: of any other value.
  std::optional<std::int64_t> integer() const;
  std::string_view text() const;  // precondition: a text. Escapes are resolved

  // How many items or members. Precondition: a list or a table.
  std::size_t size() const;

  // Of a table: the member's value; nothing: there is none, or this is no table.
  std::optional<Value> find(std::string_view key) const;

  class Iterator;
  Iterator begin() const;  // items, or members
  Iterator end() const;

 private:
  friend class Document;
  Value(const Document* document, std::uint32_t node) : document_(document), node_(node) {}
  const Document* document_;
  std::uint32_t node_;
};

class Document {
 public:
  // What was read before is forgotten. `text` outlives the document's use. After a fault there is no root.
  tl::expected<void, Fault> read(std::string_view text, const Limits& limits = {});

  // Precondition: read() succeeded.
  Value root() const { return {this, 0}; }

 private:
  friend class Value;
  class Reader;
  struct Node {
    std::uint32_t offset = 0;  // of the first character in the text
    std::uint32_t size = 0;    // characters in the text; of a list or table: how many items or members
    std::uint32_t next = 0;    // the node behind this value
    std::uint32_t where = 0;   // text with escapes: where it stands in resolved_; list or table: its last byte
    Kind kind = Kind::null;
    bool resolved = false;  // text with escapes
  };
  std::string_view text_of(const Node& node) const;

  std::string_view text_;
  std::vector<Node> nodes_;  // of a table: key, value, key, value, …
  std::string resolved_;     // texts in which escapes stood: length in `size`
  std::vector<std::uint32_t> open_;
  std::vector<std::uint32_t> keys_;
};

class Value::Iterator {
 public:
  using difference_type = std::ptrdiff_t;
  struct Member {
    std::string_view key;  // of a table; empty in a list
    std::size_t offset;    // of the key, or of the item
    Value value;
  };
  using value_type = Member;
  Iterator() = default;
  Member operator*() const;
  Iterator& operator++();
  void operator++(int) { ++*this; }
  friend bool operator==(const Iterator& a, const Iterator& b) { return a.node_ == b.node_; }

 private:
  friend class Value;
  Iterator(const Document* document, std::uint32_t node, bool table)
      : document_(document), node_(node), table_(table) {}
  const Document* document_ = nullptr;
  std::uint32_t node_ = 0;
  bool table_ = false;
};

}  // namespace assent::json
