// Any bytes as JSON: they are refused with a place in the text, or each part that was read, written again, is read as
// the same.
#include "json/document.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace assent::json;

bool same(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  if (a.is(Kind::text)) return a.text() == b.text();
  if (!a.is(Kind::list) && !a.is(Kind::table)) return a.raw() == b.raw();
  auto other = b.begin();
  for (const auto& member : a) {
    if (other == b.end() || (*other).key != member.key || !same(member.value, (*other).value)) return false;
    ++other;
  }
  return other == b.end();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Document document;
  if (const auto read = document.read(text); !read) {
    if (read.error().offset > size || problem_of(read.error()).empty() || mend_of(read.error()).empty()) std::abort();
    return 0;
  }
  Document again;
  if (!again.read(document.root().raw()) || !same(document.root(), again.root())) std::abort();
  return 0;
}
