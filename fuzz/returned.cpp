// Any bytes as a message that came back: the reader does not crash, is the same for every form of line ends, and takes
// nothing for a delivery that a mail system did not say.
#include "bounces/read.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace assent;
  std::string lf;
  for (std::size_t i = 0; i < size; ++i) {
    const char c = static_cast<char>(data[i]);
    if (c != '\r') lf += c;
  }
  std::string crlf;
  std::string cr;
  for (const char c : lf) {
    crlf += c == '\n' ? "\r\n" : std::string(1, c);
    cr += c == '\n' ? '\r' : c;
  }
  const auto returned = bounces::read_returned(lf, "b.x@example.com");
  for (const std::string& variant : {crlf, cr}) {
    const auto other = bounces::read_returned(variant, "b.x@example.com");
    if (other.verdict != returned.verdict || other.status != returned.status || other.text != returned.text)
      std::abort();
  }
  if (returned.verdict == bounces::Verdict::delivered && lf.find(':') == std::string::npos) std::abort();
  return 0;
}
