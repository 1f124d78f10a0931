#include "camara/consent_id.hpp"

#include <utility>

namespace assent::camara {

std::string text_of(const evidence::Seal& seal, const ConsentId& id) {
  return seal.close("consent", {id.client, id.account, id.use});
}

std::optional<ConsentId> consent_of(const evidence::Seal& seal, std::string_view text) {
  auto values = seal.open("consent", text);
  if (!values || values->size() != 3) return std::nullopt;
  return ConsentId{std::move((*values)[0]), std::move((*values)[1]), std::move((*values)[2])};
}

}  // namespace assent::camara
