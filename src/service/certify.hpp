// Certifying a scrub, and holding a certificate against what it speaks of: keys, lists, the ledger, the present.
//
// Whoever gets a list with its certificate can tell, without trusting the way both came: this is the list that was
// checked, nobody changed a row, and these approvals stood behind it. Anything that cannot be established counts against
// the certificate.
#pragma once

#include "base/byte_stream.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "certificate/certificate.hpp"
#include "evidence/note.hpp"
#include "ledger/ledger.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent {

// The certificate as a signed note (evidence/note.hpp). invalid: check() refuses it, or it contradicts itself
// (contradiction_in()): nothing is signed that would not be accepted.
Result<std::string> sign_certificate(const Certificate& certificate, const SignerKey& key);

}  // namespace assent
