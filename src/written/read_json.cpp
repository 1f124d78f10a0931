#include "written/bounds.hpp"
#include "written/written.hpp"

#include <boost/json/basic_parser_impl.hpp>

#include <cstddef>
#include <optional>
#include <set>
#include <utility>

namespace assent {
namespace {

// Builds the tree from the parser's events. The text is given to the parser one character at a time, so that the
// place of each event is known: it is where the token that caused it began.
class TreeBuilder {
 public:
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
  using error_code = boost::json::error_code;
  using string_view = boost::json::string_view;

  // Told of each character before the parser is.
  void at(char c, Place place) {
    const bool separates = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',' || c == ':';
    if (token_.line == 0 && !separates) token_ = place;
  }

  Written take() && { return std::move(root_); }
  const std::optional<WrittenEntry>& repeated() const { return repeated_; }

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }

  bool on_object_begin(error_code&) { return open(Written::Kind::table); }
  bool on_object_end(std::size_t, error_code&) { return close(); }
  bool on_array_begin(error_code&) { return open(Written::Kind::list); }
  bool on_array_end(std::size_t, error_code&) { return close(); }

  bool on_key_part(string_view part, std::size_t, error_code&) { return append(part); }
  bool on_key(string_view part, std::size_t, error_code&) {
    append(part);
    Open& table = open_.back();
    table.key = {std::exchange(text_, {}), std::exchange(token_, {}), {}};
    if (!table.keys.insert(table.key.key).second && !repeated_) repeated_ = table.key;
    return true;
  }
  bool on_string_part(string_view part, std::size_t, error_code&) { return append(part); }
  bool on_string(string_view part, std::size_t, error_code&) {
    append(part);
    Written value = begun(Written::Kind::text);
    value.text = std::exchange(text_, {});
    return add(std::move(value));
  }
  bool on_number_part(string_view, error_code&) { return true; }
  bool on_int64(std::int64_t number, string_view, error_code&) {
    Written value = begun(Written::Kind::integer);
    value.integer = number;
    return add(std::move(value));
  }
  bool on_uint64(std::uint64_t, string_view, error_code&) { return add(begun(Written::Kind::other)); }
  bool on_double(double, string_view, error_code&) { return add(begun(Written::Kind::other)); }
  bool on_bool(bool truth, error_code&) {
    Written value = begun(Written::Kind::boolean);
    value.boolean = truth;
    return add(std::move(value));
  }
  bool on_null(error_code&) { return add(begun(Written::Kind::nothing)); }
  bool on_comment_part(string_view, error_code&) { return true; }
  bool on_comment(string_view, error_code&) { return true; }

 private:
  // A table or list of which the end was not seen yet.
  struct Open {
    Written value;
    WrittenEntry key;
    std::set<std::string> keys;
  };

  Written begun(Written::Kind kind) {
    Written value;
    value.kind = kind;
    value.place = std::exchange(token_, {});
    return value;
  }
  bool append(string_view part) {
    text_.append(part.data(), part.size());
    return true;
  }
  bool open(Written::Kind kind) {
    open_.push_back({begun(kind), {}, {}});
    return true;
  }
  bool close() {
    token_ = {};
    Written value = std::move(open_.back().value);
    open_.pop_back();
    return add(std::move(value));
  }
  bool add(Written value) {
    if (open_.empty()) {
      root_ = std::move(value);
    } else if (Open& into = open_.back(); into.value.kind == Written::Kind::list) {
      into.value.items.push_back(std::move(value));
    } else {
      into.key.value = std::move(value);
      into.value.entries.push_back(std::move(into.key));
    }
    return true;
  }

  Place token_;
  std::string text_;
  std::vector<Open> open_;
  Written root_;
  std::optional<WrittenEntry> repeated_;
};

}  // namespace

tl::expected<Written, Issue> read_json(std::string_view text, std::string_view file) {
  if (auto beyond = too_long(text, file)) return tl::unexpected(*std::move(beyond));
  boost::json::parse_options options;
  options.max_depth = kWrittenDepthMax;
  boost::json::basic_parser<TreeBuilder> parser{options};
  boost::json::error_code error;
  Place place{1, 1};
  const auto broken = [&](std::string problem, std::string mend) {
    return tl::unexpected(Issue{std::string(file), place.line, place.column, std::move(problem), std::move(mend)});
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    parser.handler().at(c, place);
    const std::size_t taken = parser.write_some(true, &c, 1, error);
    if (error)
      return broken("the JSON is not well formed here (" + error.message() + ")",
                    "mend the JSON here; nothing after it was read");
    if (taken != 1) return broken("more follows the end of the JSON", "leave it out");
    if (c == '\n') place = {place.line + 1, 1};
    else if (i + 1 < text.size() && (static_cast<unsigned char>(text[i + 1]) & 0xC0) != 0x80) ++place.column;
  }
  parser.write_some(false, nullptr, 0, error);
  if (error) return broken("the JSON is cut off (" + error.message() + ")", "add what is missing at the end");
  if (parser.handler().repeated()) {
    const WrittenEntry& key = *parser.handler().repeated();
    place = key.place;
    return broken("the key `" + key.key + "` stands twice in one table", "leave one of them out");
  }
  return std::move(parser.handler()).take();
}

}  // namespace assent
