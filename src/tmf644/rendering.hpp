// Rendering: how a document, an event and a fault look on the wire. Pure.
#pragma once

#include "base/result.hpp"
#include "http/message.hpp"
#include "json/tree.hpp"
#include "tmf644/documents.hpp"
#include "tmf644/resource.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace assent::tmf644 {

// `address`: under which clients reach the server, without a slash at the end; empty: `href`s are paths.
std::string href_of(std::string_view address, Version version, Resource resource, std::string_view id);

// With `id`, `href` and, where the sender said none, `creationDate` and `lastUpdate` as the ledger has them. In version
// 5 with `@type`.
json::Tree shown(const Document& document, Version version, std::string_view address);

// The entity tag of a version of a document: `"0-17"`.
std::string entity_tag(const Document& document);
// Whether a field If-Match or If-None-Match names that tag (RFC 9110, 13.1).
bool names_tag(std::string_view field, std::string_view tag);

// `refuses, unmapped`: of each characteristic in order, as a list of tokens (RFC 8941, 3.1).
std::string list_of(const std::vector<Meaning>& meanings);

http::Response fault_response(const Error& error);

}  // namespace assent::tmf644
