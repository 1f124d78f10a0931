#include "sms/kannel_request.hpp"

#include "base/ascii.hpp"
#include "sms/parts.hpp"

#include <algorithm>

namespace assent::sms {
namespace {

constexpr std::string_view kPath = "/cgi-bin/sendsms";
constexpr std::string_view kEveryReport = "31";  // 1 delivered, 2 failed, 4 buffered, 8 accepted, 16 refused

bool is_number(std::string_view to) {
  return to.size() > 1 && to.size() <= 16 && to.front() == '+' && std::all_of(to.begin() + 1, to.end(), is_digit);
}

bool is_value(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7F'; });
}

bool is_identifier(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; });
}

}  // namespace

std::string_view to_string(Handed handed) {
  switch (handed) {
    case Handed::accepted: return "accepted";
    case Handed::queued: return "queued";
    case Handed::refused: return "refused";
    case Handed::again: return "again";
  }
  return {};
}

Result<http::Ask> ask_to_send(const Outgoing& message, const KannelUser& user) {
  const Parts parts = TRY(parts_of(message.text));
  if (parts.parts == 0) return fail(ErrorCode::invalid, "the text is empty", "write one");
  if (parts.parts > user.parts_most) {
    return fail(ErrorCode::invalid,
                "the text has " + std::to_string(parts.parts) + " parts, and the gateway sends " +
                    std::to_string(user.parts_most) + ": it would be cut",
                "shorten it, or allow more parts there (`max-messages`, `concatenation = true`) and here");
  }
  if (!is_number(message.to)) {
    return fail(ErrorCode::invalid, "the number is not in E.164 form", "write `+` and up to 15 digits");
  }
  if (!is_value(user.name) || !is_value(user.password) || !is_value(user.from) || !is_value(user.report_address) ||
      !is_identifier(message.report)) {
    return fail(ErrorCode::invalid, "a name, password or address of the gateway has a character that cannot be sent",
                "use printable characters of ASCII, without blanks");
  }
  http::Ask ask;
  ask.method = http::Method::post;
  ask.path = kPath;
  ask.headers = {{"Content-Type", "text/plain; charset=\"UTF-8\""},
                 {"X-Kannel-Username", user.name},
                 {"X-Kannel-Password", user.password},
                 {"X-Kannel-From", user.from},
                 {"X-Kannel-To", message.to},
                 {"X-Kannel-Coding", parts.alphabet == Alphabet::ucs2 ? "2" : "0"}};
  if (!message.report.empty() && !user.report_address.empty()) {
    ask.headers.emplace_back("X-Kannel-DLR-Mask", kEveryReport);
    ask.headers.emplace_back("X-Kannel-DLR-URL",
                             user.report_address + "/v1/sms/reports/" + message.report + "?type=%d");
  }
  ask.body = message.text;
  return ask;
}

Handed read_handed(unsigned status, std::string_view body) {
  if (status == 202 || status == 200) return body.starts_with("3:") ? Handed::queued : Handed::accepted;
  return status >= 500 ? Handed::again : Handed::refused;
}

}  // namespace assent::sms
