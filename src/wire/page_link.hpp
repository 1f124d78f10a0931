// A link to the customer's page as JSON: docs/schema/page-link.schema.json.
#pragma once

#include "base/instant.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>

namespace assent::wire {

struct PageLink {
  std::string purpose;  // `refuse`, `view`
  std::string address;
  std::optional<Instant> ends;  // none: it has no end
  std::string qr;               // the file with the QR code; empty: none was written
};
boost::json::object json_of(const PageLink& link);

}  // namespace assent::wire
