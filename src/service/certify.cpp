#include "service/certify.hpp"

#include <utility>

namespace assent {

Result<std::string> sign_certificate(const Certificate& certificate, const SignerKey& key) {
  if (const auto checked = check(certificate); !checked) return tl::unexpected(checked.error());
  if (auto contradiction = contradiction_in(certificate)) {
    return fail(ErrorCode::invalid, "the certificate contradicts itself: " + *std::move(contradiction),
                "it is not signed; scrub again");
  }
  return sign_note(to_text(certificate), key);
}

}  // namespace assent
