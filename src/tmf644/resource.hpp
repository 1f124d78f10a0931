// Resource: the three kinds of document that TMF644 has, and what each must say. Pure.
#pragma once

#include "json/tree.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assent::tmf644 {

enum class Resource : std::uint8_t { profile_specification, profile, agreement };
inline constexpr std::array kResources = {Resource::profile_specification, Resource::profile, Resource::agreement};

// Of the interface. Documents are kept as they came; versions.hpp turns one form into the other.
enum class Version : std::uint8_t { v4, v5 };
inline constexpr std::array kVersions = {Version::v4, Version::v5};

// As paths and entries of the ledger name it: `partyPrivacyProfile`.
std::string_view name_of(Resource resource);
std::optional<Resource> resource_named(std::string_view name);
// With a capital, as `@type` and the names of events have it: `PartyPrivacyProfile`.
std::string_view type_of(Resource resource);

// "/tmf-api/privacyManagement/v4/"
std::string_view base_of(Version version);

// The member that says how far along it is: `status`; of a specification in version 5, `lifecycleStatus`.
std::string_view status_member(Resource resource, Version version);

// What is wrong with a document as a client sent it; nothing: it can be kept. A sentence that repeats nothing of it.
// What the published schema demands is there and of its kind; `@type` of version 5 is the resource's. Members that the
// schema does not have are kept.
std::optional<std::string> fault_in(Resource resource, Version version, const json::Tree& document);

}  // namespace assent::tmf644
