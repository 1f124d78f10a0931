#include "json/document.hpp"

#include "base/ascii.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <unordered_set>

namespace assent::json {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
void append_utf8(std::string& out, std::uint32_t code) {
  const auto byte = [&](std::uint32_t value) { out.push_back(static_cast<char>(value)); };
  if (code < 0x80) {
    byte(code);
  } else if (code < 0x800) {
    byte(0xC0 | (code >> 6));
    byte(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    byte(0xE0 | (code >> 12));
    byte(0x80 | ((code >> 6) & 0x3F));
    byte(0x80 | (code & 0x3F));
  } else {
    byte(0xF0 | (code >> 18));
    byte(0x80 | ((code >> 12) & 0x3F));
    byte(0x80 | ((code >> 6) & 0x3F));
    byte(0x80 | (code & 0x3F));
  }
}

// Whether one of eight bytes ends a run of plain characters: `"`, `\` or a control character.
bool has_special(std::uint64_t eight) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  constexpr std::uint64_t kHighs = 0x8080808080808080;
  const auto zero_byte = [](std::uint64_t x) { return (x - kOnes) & ~x & kHighs; };
  const std::uint64_t control = (eight - kOnes * 0x20) & ~eight & kHighs;
  return (control | zero_byte(eight ^ (kOnes * '"')) | zero_byte(eight ^ (kOnes * '\\'))) != 0;
}

}  // namespace

// Goes through the text once. Every step returns whether to go on; if not, `fault` says why.
class Document::Reader {
 public:
  Reader(Document& document, const Limits& limits)
      : document_(document), text_(document.text_), begin_(text_.data()), limits_(limits) {}

  bool read() {
    if (text_.size() > limits_.bytes) return fail(Fault::Kind::too_long, limits_.bytes);
    if (const std::size_t bad = first_not_utf8(text_); bad != std::string_view::npos) {
      return fail(Fault::Kind::not_utf8, bad);
    }
    if (!values()) return false;
    skip_blanks();
    return at_ == text_.size() || fail(Fault::Kind::more_follows, at_);
  }

  Fault fault;

 private:
  bool fail(Fault::Kind kind, std::size_t offset) {
    fault = {kind, offset, {}};
    return false;
  }
  bool malformed() { return fail(at_ >= text_.size() ? Fault::Kind::cut_off : Fault::Kind::malformed, at_); }

  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }
  char ahead() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  Node& add(Kind kind) {
    Node node;
    node.kind = kind;
    node.offset = static_cast<std::uint32_t>(at_);
    document_.nodes_.push_back(node);
    return document_.nodes_.back();
  }
  std::uint32_t count() const { return static_cast<std::uint32_t>(document_.nodes_.size()); }

  // The root and everything in it, without calling itself: the depth costs no stack.
  bool values() {
    for (;;) {
      skip_blanks();
      if (!value()) return false;
      // A list or table that has just begun and is not empty goes on with its first value.
      if (begun_) continue;
      for (;;) {
        if (document_.open_.empty()) return true;
        skip_blanks();
        Node& open = document_.nodes_[document_.open_.back()];
        const bool table = open.kind == Kind::table;
        if (ahead() == ',') {
          ++at_;
          skip_blanks();
          if (table && !key()) return false;
          break;
        }
        if (ahead() != (table ? '}' : ']')) return malformed();
        if (!close()) return false;
      }
    }
  }

  bool value() {
    begun_ = false;
    if (!document_.open_.empty()) ++document_.nodes_[document_.open_.back()].size;
    switch (ahead()) {
      case '{': return open(Kind::table, '}');
      case '[': return open(Kind::list, ']');
      case '"': return text();
      case 't': return word("true", Kind::boolean);
      case 'f': return word("false", Kind::boolean);
      case 'n': return word("null", Kind::null);
      default: return number();
    }
  }

  bool open(Kind kind, char last) {
    if (document_.open_.size() >= limits_.depth) return fail(Fault::Kind::too_deep, at_);
    document_.open_.push_back(count());
    add(kind);
    ++at_;
    skip_blanks();
    if (ahead() == last && at_ < text_.size()) return close();
    begun_ = true;
    return kind == Kind::list || key();
  }

  bool close() {
    const std::uint32_t which = document_.open_.back();
    document_.open_.pop_back();
    Node& node = document_.nodes_[which];
    node.where = static_cast<std::uint32_t>(at_);
    node.next = count();
    ++at_;
    return node.kind == Kind::list || keys_differ(which);
  }

  bool key() {
    if (ahead() != '"') return malformed();
    if (!text()) return false;
    skip_blanks();
    if (ahead() != ':') return malformed();
    ++at_;
    return true;
  }

  bool word(std::string_view expected, Kind kind) {
    add(kind).size = static_cast<std::uint32_t>(expected.size());
    for (const char c : expected) {
      if (ahead() != c) return malformed();
      ++at_;
    }
    document_.nodes_.back().next = count();
    return true;
  }

  bool figures() {
    if (!is_digit(ahead())) return malformed();
    while (is_digit(ahead())) ++at_;
    return true;
  }

  bool number() {
    const std::size_t first = at_;
    add(Kind::number);
    if (ahead() == '-') ++at_;
    if (ahead() == '0') {
      ++at_;
    } else if (!figures()) {
      return false;
    }
    if (ahead() == '.') {
      ++at_;
      if (!figures()) return false;
    }
    if (ahead() == 'e' || ahead() == 'E') {
      ++at_;
      if (ahead() == '+' || ahead() == '-') ++at_;
      if (!figures()) return false;
    }
    Node& node = document_.nodes_.back();
    node.size = static_cast<std::uint32_t>(at_ - first);
    node.next = count();
    return true;
  }

  void skip_plain() {
    while (at_ + 8 <= text_.size()) {
      std::uint64_t eight = 0;
      std::memcpy(&eight, begin_ + at_, 8);
      if (has_special(eight)) break;
      at_ += 8;
    }
    while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\\' &&
           static_cast<unsigned char>(text_[at_]) >= 0x20) {
      ++at_;
    }
  }

  bool text() {
    add(Kind::text);
    const std::uint32_t which = count() - 1;
    ++at_;
    const std::size_t first = at_;
    skip_plain();
    if (ahead() == '"') {
      Node& node = document_.nodes_[which];
      node.size = static_cast<std::uint32_t>(at_ - first);
      node.next = count();
      ++at_;
      return true;
    }
    return text_with_escapes(which, first);
  }

  bool text_with_escapes(std::uint32_t which, std::size_t first) {
    std::string& resolved = document_.resolved_;
    const std::size_t begin = resolved.size();
    resolved.append(text_.substr(first, at_ - first));
    while (ahead() != '"' || at_ >= text_.size()) {
      if (ahead() != '\\') return malformed();
      ++at_;
      if (!escape(resolved)) return false;
      const std::size_t plain = at_;
      skip_plain();
      resolved.append(text_.substr(plain, at_ - plain));
    }
    ++at_;
    Node& node = document_.nodes_[which];
    node.resolved = true;
    node.where = static_cast<std::uint32_t>(begin);
    node.size = static_cast<std::uint32_t>(resolved.size() - begin);
    node.next = count();
    return true;
  }

  bool escape(std::string& resolved) {
    constexpr std::string_view kEscapes = "\"\\/bfnrt";
    constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
    const char c = ahead();
    if (c == 'u') {
      ++at_;
      return code_point(resolved);
    }
    const std::size_t at = at_ < text_.size() ? kEscapes.find(c) : std::string_view::npos;
    if (at == std::string_view::npos) return malformed();
    resolved.push_back(kMeant[at]);
    ++at_;
    return true;
  }

  bool four(std::uint32_t& unit) {
    unit = 0;
    for (int i = 0; i < 4; ++i) {
      const int figure = hexadecimal(ahead());
      if (figure < 0) return malformed();
      unit = unit * 16 + static_cast<std::uint32_t>(figure);
      ++at_;
    }
    return true;
  }

  bool code_point(std::string& resolved) {
    const std::size_t first = at_ - 2;
    std::uint32_t unit = 0;
    if (!four(unit)) return false;
    if (unit >= 0xDC00 && unit < 0xE000) return fail(Fault::Kind::not_utf8, first);
    if (unit >= 0xD800 && unit < 0xDC00) {
      if (text_.substr(at_, 2) != "\\u") return fail(Fault::Kind::not_utf8, first);
      at_ += 2;
      std::uint32_t low = 0;
      if (!four(low)) return false;
      if (low < 0xDC00 || low >= 0xE000) return fail(Fault::Kind::not_utf8, first);
      unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    }
    append_utf8(resolved, unit);
    return true;
  }

  bool repeated(std::uint32_t key) {
    fault = {Fault::Kind::repeated_key, document_.nodes_[key].offset,
             std::string(document_.text_of(document_.nodes_[key]))};
    return false;
  }

  bool keys_differ(std::uint32_t table) {
    constexpr std::size_t kFew = 12;
    std::vector<std::uint32_t>& keys = document_.keys_;
    keys.clear();
    for (std::uint32_t at = table + 1; at < count(); at = document_.nodes_[at + 1].next) keys.push_back(at);
    const auto name = [&](std::uint32_t key) { return document_.text_of(document_.nodes_[key]); };
    if (keys.size() <= kFew) {
      for (std::size_t i = 1; i < keys.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
          if (name(keys[i]) == name(keys[j])) return repeated(keys[i]);
        }
      }
      return true;
    }
    std::unordered_set<std::string_view> seen;
    for (const std::uint32_t key : keys) {
      if (!seen.insert(name(key)).second) return repeated(key);
    }
    return true;
  }

  Document& document_;
  std::string_view text_;
  const char* begin_;
  const Limits& limits_;
  std::size_t at_ = 0;
  bool begun_ = false;
};

tl::expected<void, Fault> Document::read(std::string_view text, const Limits& limits) {
  text_ = text;
  nodes_.clear();
  resolved_.clear();
  open_.clear();
  Reader reader(*this, limits);
  if (!reader.read()) return tl::unexpected(std::move(reader.fault));
  return {};
}

std::string_view Document::text_of(const Node& node) const {
  if (node.resolved) return std::string_view(resolved_).substr(node.where, node.size);
  return text_.substr(node.offset + 1, node.size);
}

Kind Value::kind() const { return document_->nodes_[node_].kind; }

std::size_t Value::offset() const { return document_->nodes_[node_].offset; }

std::string_view Value::raw() const {
  const Document::Node& node = document_->nodes_[node_];
  switch (node.kind) {
    case Kind::list:
    case Kind::table: return document_->text_.substr(node.offset, node.where - node.offset + 1);
    case Kind::text: {
      // With its quotes; of one with escapes the end is where the next quote stands that no backslash precedes.
      if (!node.resolved) return document_->text_.substr(node.offset, node.size + 2);
      std::size_t end = node.offset + 1;
      while (document_->text_[end] != '"') end += document_->text_[end] == '\\' ? std::size_t{2} : std::size_t{1};
      return document_->text_.substr(node.offset, end - node.offset + 1);
    }
    case Kind::null:
    case Kind::boolean:
    case Kind::number: break;
  }
  return document_->text_.substr(node.offset, node.size);
}

bool Value::boolean() const { return raw() == "true"; }

std::string_view Value::number() const { return raw(); }

std::optional<std::int64_t> Value::integer() const {
  if (!is(Kind::number)) return std::nullopt;
  const std::string_view written = raw();
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), value);
  if (error != std::errc{} || end != written.data() + written.size()) return std::nullopt;
  return value;
}

std::string_view Value::text() const { return document_->text_of(document_->nodes_[node_]); }

std::size_t Value::size() const { return document_->nodes_[node_].size; }

std::optional<Value> Value::find(std::string_view key) const {
  if (!is(Kind::table)) return std::nullopt;
  for (const Iterator::Member member : *this) {
    if (member.key == key) return member.value;
  }
  return std::nullopt;
}

Value::Iterator Value::begin() const { return {document_, node_ + 1, kind() == Kind::table}; }

Value::Iterator Value::end() const { return {document_, document_->nodes_[node_].next, false}; }

Value::Iterator::Member Value::Iterator::operator*() const {
  const Document::Node& node = document_->nodes_[node_];
  if (!table_) return {{}, node.offset, Value(document_, node_)};
  return {document_->text_of(node), node.offset, Value(document_, node_ + 1)};
}

Value::Iterator& Value::Iterator::operator++() {
  node_ = document_->nodes_[table_ ? node_ + 1 : node_].next;
  return *this;
}

std::string problem_of(const Fault& fault) {
  switch (fault.kind) {
    case Fault::Kind::malformed: return "the JSON is not well formed here";
    case Fault::Kind::cut_off: return "the JSON is cut off";
    case Fault::Kind::more_follows: return "more follows the end of the JSON";
    case Fault::Kind::not_utf8: return "the JSON is not UTF-8 here";
    case Fault::Kind::repeated_key: return "the key `" + fault.key + "` stands twice in one table";
    case Fault::Kind::too_long: return "the JSON is too long";
    case Fault::Kind::too_deep: return "the JSON has too many levels here";
  }
  return {};
}

std::string mend_of(const Fault& fault) {
  switch (fault.kind) {
    case Fault::Kind::malformed: return "mend the JSON here; nothing after it was read";
    case Fault::Kind::cut_off: return "add what is missing at the end";
    case Fault::Kind::more_follows: return "leave it out";
    case Fault::Kind::not_utf8: return "write it in UTF-8";
    case Fault::Kind::repeated_key: return "leave one of them out";
    case Fault::Kind::too_long: return "send less at a time";
    case Fault::Kind::too_deep: return "write it with fewer levels";
  }
  return {};
}

}  // namespace assent::json
