#include "app/calling_number.hpp"

#include "base/ascii.hpp"

#include <algorithm>

namespace assent::app {
namespace {

// What stands between the scheme and the host or the parameters.
std::string_view subscriber_in(std::string_view address) {
  for (const std::string_view scheme : {"tel:", "sip:", "sips:"}) {
    if (!std::ranges::equal(address.substr(0, scheme.size()), scheme, {}, small)) continue;
    address.remove_prefix(scheme.size());
    return address.substr(0, address.find_first_of("@;"));
  }
  return address;
}

}  // namespace

Result<std::string> calling_number(const Telephones& telephones, std::string_view from, std::string_view country) {
  std::string written(subscriber_in(from));
  // `00` before the country's code is a `+`.
  if (written.starts_with("00")) written = "+" + written.substr(2);
  const bool digits_only = !written.empty() && std::ranges::all_of(written, is_digit);
  if (digits_only && !written.starts_with('0')) {
    if (auto number = telephones.e164("+" + written, {})) return *std::move(number);
  }
  if (auto number = telephones.e164(written, country)) return *std::move(number);
  return fail(ErrorCode::invalid, "the sender is no telephone number", "set the country of national numbers");
}

}  // namespace assent::app
