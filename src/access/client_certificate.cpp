#include "access/client_certificate.hpp"

#include "evidence/base64.hpp"
#include "written/section.hpp"

#include <utility>

namespace assent::access {

Result<ClientCertificates> ClientCertificates::make(std::vector<ClientCertificate> certificates) {
  ClientCertificates made;
  for (ClientCertificate& each : certificates) {
    TRY(check_lasting(each.caller));
    const std::string whose = "the client certificate of " + written::quoted(each.caller.id);
    if (each.subject.empty() == each.sha256.empty()) {
      return fail(ErrorCode::invalid,
                  whose + (each.subject.empty() ? " is not named" : " is named by subject and SHA-256"),
                  "write one of `subject`, `sha256`");
    }
    if (!each.sha256.empty()) {
      const auto hash = evidence::from_base64url(each.sha256);
      if (!hash || hash->size() != std::tuple_size_v<evidence::Hash>) {
        return fail(ErrorCode::invalid, whose + " is not named by a SHA-256", "write it in base64url: 43 letters");
      }
    }
    auto& names = each.sha256.empty() ? made.by_subject_ : made.by_sha256_;
    std::string name = each.sha256.empty() ? std::move(each.subject) : std::move(each.sha256);
    if (!names.emplace(std::move(name), std::move(each.caller)).second) {
      return fail(ErrorCode::invalid, whose + " stands there twice", "leave one of them out");
    }
  }
  return made;
}

const Caller* ClientCertificates::find(const http::Peer& peer) const {
  if (peer.certificate_sha256.empty()) return nullptr;
  if (const auto at = by_sha256_.find(peer.certificate_sha256); at != by_sha256_.end()) return &at->second;
  if (peer.certificate_subject.empty()) return nullptr;
  const auto at = by_subject_.find(peer.certificate_subject);
  return at == by_subject_.end() ? nullptr : &at->second;
}

}  // namespace assent::access
