// Any bytes as a certificate: they are refused with a reason, or they are the text of exactly the certificate that was
// read.
#include "certificate/certificate.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace assent;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto certificate = certificate::read_certificate(text);
  if (!certificate) {
    if (certificate.error().message.empty() || certificate.error().mend.empty()) std::abort();
    return 0;
  }
  if (!certificate::check(*certificate) || certificate::to_text(*certificate) != text) std::abort();
  const auto contradiction = certificate::contradiction_in(*certificate);
  if (contradiction && certificate::to_string(*contradiction).empty()) std::abort();
  return 0;
}
