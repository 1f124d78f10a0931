// The members of a notification's objects, each of the kind that the standards give it. Pure.
#pragma once

#include "base/result.hpp"
#include "json/tree.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::tmf_listener {

// `invalid`: the member is not what is `wanted`.
tl::unexpected<Error> wrong_kind(std::string_view member, std::string_view wanted);

// The member; null: there is none, or it is null, which many writers mean by none.
const json::Tree* member_of(const json::Tree& table, std::string_view key);

// The items of a member that is a list of objects; none: there is no such member.
//
//   invalid  it is something else
Result<std::vector<const json::Tree*>> objects_in(const json::Tree& table, std::string_view key);

// `status`, as it is compared; nothing: there is none.
//
//   invalid  it is no text
Result<std::optional<std::string>> status_in(const json::Tree& table);

}  // namespace assent::tmf_listener
