#include "wire/page_link.hpp"

#include "wire/values.hpp"

namespace assent::wire {

boost::json::object json_of(const PageLink& link) {
  boost::json::object json{{"purpose", link.purpose}, {"address", link.address}, {"ends", json_of(link.ends)}};
  if (!link.qr.empty()) json["qr"] = link.qr;
  return json;
}

}  // namespace assent::wire
