#include "service/run_name.hpp"

#include "evidence/hash.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace assent::service {
namespace {

constexpr std::size_t kRunNameLongest = 64;
constexpr std::size_t kRunNameFigures = 12;

}  // namespace

Result<std::string> run_name(const std::string& asked, const DrawKey& draw) {
  if (asked.empty()) {
    const auto seed = TRY(draw());
    return evidence::to_hex(evidence::sha256(evidence::ByteView(seed))).substr(0, kRunNameFigures);
  }
  const bool plain = std::all_of(asked.begin(), asked.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' ||
           c == '.';
  });
  if (plain && asked.size() <= kRunNameLongest) return asked;
  return fail(ErrorCode::invalid, fmt::format("{} is not a name for a run", wording::shown(asked)),
              "use up to 64 letters, digits, hyphens, dots and underscores");
}

}  // namespace assent::service
