// Any bytes as a gateway's configuration, as a customer's message, and as a text to send: each issue has a place and a
// mend; a message is UTF-8 whatever its charset; a text's parts hold it.
#include "base/utf8.hpp"
#include "sms/incoming.hpp"
#include "sms/kannel_conf.hpp"
#include "sms/kannel_request.hpp"
#include "sms/parts.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace assent;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto lines = 1 + std::count(text.begin(), text.end(), '\n');
  for (const Issue& issue : sms::check_kannel(text, "kannel.conf", {"", 3})) {
    if (issue.line < 0 || issue.line > lines || issue.problem.empty() || issue.mend.empty()) std::abort();
  }
  for (const char* type :
       {"text/plain; charset=\"UTF-8\"", "text/plain; charset=\"UTF-16BE\"", "application/octet-stream"}) {
    http::Request request;
    request.head.headers = {{"X-Kannel-From", "+9613000001"}, {"Content-Type", type}};
    request.body = text;
    if (!is_utf8(sms::incoming_of(request).value().text)) std::abort();
  }
  if (const auto parts = sms::parts_of(text)) {
    const std::size_t most = parts->alphabet == sms::Alphabet::gsm ? 160 : 70;
    if (parts->units > parts->parts * most || (parts->parts == 0) != text.empty()) std::abort();
    const auto ask = sms::ask_to_send({"+9613000001", std::string(text), ""}, {"u", "p", "1234", 3, ""});
    if (ask.has_value() != (parts->parts > 0 && parts->parts <= 3)) std::abort();
  }
  return 0;
}
