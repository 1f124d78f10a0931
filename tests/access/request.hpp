// A request's head, as a server would give it to the gate.
#pragma once

#include "http/message.hpp"

#include <string>
#include <utility>
#include <vector>

namespace assent::access {

struct SentRequest {
  std::vector<std::pair<std::string, std::string>> fields;
  std::string query;
  http::Peer peer{"192.0.2.7", true, {}, {}};

  // Lives as long as this does.
  http::RequestHead head() const {
    http::RequestHead head{http::Method::post, "POST", "/access/v1/evaluation", query, {}, &peer};
    for (const auto& [name, value] : fields) head.headers.push_back({name, value});
    return head;
  }
};

inline SentRequest with_bearer(const std::string& token) { return {{{"Authorization", "Bearer " + token}}, {}}; }

}  // namespace assent::access
