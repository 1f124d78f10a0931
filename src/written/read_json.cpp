#include "json/document.hpp"
#include "written/bounds.hpp"
#include "written/written.hpp"

#include <utility>

namespace assent::written {
namespace {

// Turns bytes of a text into lines and columns; asked for them in order.
class Places {
 public:
  explicit Places(std::string_view text) : text_(text) {}

  Place of(std::size_t offset) {
    for (; at_ < offset && at_ < text_.size(); ++at_) {
      if (text_[at_] == '\n') place_ = {place_.line + 1, 1};
      // A column is a character: it ends where no byte that continues one follows.
      else if (at_ + 1 < text_.size() && (static_cast<unsigned char>(text_[at_ + 1]) & 0xC0) != 0x80) ++place_.column;
    }
    return place_;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  Place place_{1, 1};
};

// Calls itself once for each level, of which a document has at most kWrittenDepthMax.
Written written_of(const json::Value& value, Places& places) {
  Written written;
  written.place = places.of(value.offset());
  switch (value.kind()) {
    case json::Kind::null: written.kind = Written::Kind::nothing; break;
    case json::Kind::boolean:
      written.kind = Written::Kind::boolean;
      written.boolean = value.boolean();
      break;
    case json::Kind::number:
      if (const auto integer = value.integer()) {
        written.kind = Written::Kind::integer;
        written.integer = *integer;
      }
      break;
    case json::Kind::text:
      written.kind = Written::Kind::text;
      written.text = value.text();
      break;
    case json::Kind::list:
      written.kind = Written::Kind::list;
      for (const auto& item : value) written.items.push_back(written_of(item.value, places));
      break;
    case json::Kind::table:
      written.kind = Written::Kind::table;
      for (const auto& member : value) {
        WrittenEntry entry{std::string(member.key), places.of(member.offset), {}};
        entry.value = written_of(member.value, places);
        written.entries.push_back(std::move(entry));
      }
      break;
  }
  return written;
}

}  // namespace

tl::expected<Written, Issue> read_json(std::string_view text, std::string_view file) {
  if (auto beyond = too_long(text, file)) return tl::unexpected(*std::move(beyond));
  json::Document document;
  const auto read = document.read(text, {kWrittenBytesMax, kWrittenDepthMax});
  if (!read) {
    const Place place = Places(text).of(read.error().offset);
    return tl::unexpected(Issue{std::string(file), place.line, place.column, json::problem_of(read.error()),
                                json::mend_of(read.error())});
  }
  Places places(text);
  return written_of(document.root(), places);
}

}  // namespace assent::written
