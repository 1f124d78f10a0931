// ConsentId: what the id of a consent stands for: one customer, one client, one use. The same three give the same id;
// without the key it cannot be read. Pure.
#pragma once

#include "evidence/sealed_values.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace assent::camara {

struct ConsentId {
  std::string client;
  std::string account;
  std::string use;
};

std::string text_of(const evidence::Seal& seal, const ConsentId& id);
std::optional<ConsentId> consent_of(const evidence::Seal& seal, std::string_view text);

}  // namespace assent::camara
