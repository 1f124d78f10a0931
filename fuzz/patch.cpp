// A JSON document and, behind a line's end, a change to it: the result of a merge, or of a JSON Patch that applies, is
// JSON again, and within the limits. A merge applied twice changes nothing more.
#include "json/patch.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace assent::json;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return 0;
  const auto target = read_tree(text.substr(0, end));
  const auto patch = read_tree(text.substr(end + 1));
  if (!target || !patch) return 0;
  if (!same_value(*target, *target)) std::abort();
  const Tree once = merged(*target, *patch);
  if (read_tree(to_json(once), {std::size_t{1} << 24, 70}) != once || merged(once, *patch) != once) std::abort();
  const PatchLimits limits{4096, 40};
  const auto done = patched(*target, *patch, limits);
  if (done && read_tree(to_json(*done), {std::size_t{1} << 24, 41}) != *done) std::abort();
  return 0;
}
