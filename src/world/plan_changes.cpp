#include "world/plan_changes.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace assent {
namespace {

struct PlanChange {
  std::string_view code;        // `+` and the country's calling code
  std::size_t digits;           // that a national number had before
  std::string_view put_before;  // what each of them begins with since
};

// Benin, since 30 November 2024: ARCEP Benin, communicated by ITU's Operational Bulletin.
constexpr std::array<PlanChange, 1> kChanges = {{{"+229", 8, "01"}}};

const PlanChange* change_of(std::string_view e164) {
  const auto found = std::find_if(kChanges.begin(), kChanges.end(),
                                  [&](const PlanChange& each) { return e164.starts_with(each.code); });
  return found == kChanges.end() ? nullptr : &*found;
}

}  // namespace

std::optional<std::string> renewed(std::string_view e164) {
  const PlanChange* change = change_of(e164);
  if (change == nullptr) return std::nullopt;
  const std::string_view national = e164.substr(change->code.size());
  if (national.size() == change->digits) {
    return std::string(change->code) + std::string(change->put_before) + std::string(national);
  }
  const bool new_form =
      national.size() == change->digits + change->put_before.size() && national.starts_with(change->put_before);
  return new_form ? std::optional(std::string(e164)) : std::nullopt;
}

bool has_changed_plan(std::string_view e164) { return change_of(e164) != nullptr; }

}  // namespace assent
