#include "bounces/signs.hpp"

#include "base/ascii.hpp"
#include "bounces/cause.hpp"
#include "bounces/status_fields.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace assent::bounces {
namespace {

std::string small_letters(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), small);
  return out;
}

template <class List>
bool has_any(std::string_view text, const List& list) {
  return std::ranges::any_of(list, [&](std::string_view words) { return text.find(words) != std::string_view::npos; });
}

template <class List>
bool begins_with_any(std::string_view text, const List& list) {
  return std::ranges::any_of(list, [&](std::string_view words) { return text.starts_with(words); });
}

constexpr auto kSystemNames = std::to_array<std::string_view>({"mailer-daemon",
                                                               "post_master",
                                                               "mailerdaemon",
                                                               "mail-daemon",
                                                               "postmaster",
                                                               "mail delivery",
                                                               "mail administrator",
                                                               "maildelivery",
                                                               "mdaemon",
                                                               "mail deliver",
                                                               "deliverystatus",
                                                               "bounce@",
                                                               "mail-delivery",
                                                               "microsoftexchange",
                                                               "system administrator",
                                                               "mxlogic",
                                                               "delivery subsystem",
                                                               "mail system",
                                                               "no-reply@mail.amazonses",
                                                               "mmdf",
                                                               "smtpd",
                                                               "robot@"});

constexpr auto kSystemSubjects = std::to_array<std::string_view>({"undeliver",
                                                                  "delivery status notification",
                                                                  "delivery failure",
                                                                  "failure notice",
                                                                  "returned mail",
                                                                  "returned to sender",
                                                                  "mail delivery",
                                                                  "delivery notification",
                                                                  "non-deliver",
                                                                  "nondeliver",
                                                                  "mail could not be delivered",
                                                                  "message could not be delivered",
                                                                  "couldn't be delivered",
                                                                  "delivery error",
                                                                  "mail failure",
                                                                  "mail error",
                                                                  "mail undeliverable",
                                                                  "delivery has failed",
                                                                  "failed mail",
                                                                  "failure delivery",
                                                                  "delivery report",
                                                                  "warning: message",
                                                                  "warning: could not send",
                                                                  "delivery delayed",
                                                                  "message status",
                                                                  "delivery attempt",
                                                                  "unable to deliver",
                                                                  "can't be delivered",
                                                                  "could not be delivered",
                                                                  "message delivery",
                                                                  "returning message to sender",
                                                                  "mail returned",
                                                                  "notification: outbound mail delivery",
                                                                  "delivery problem",
                                                                  "permanent delivery failure",
                                                                  "無法",
                                                                  "non remis",
                                                                  "échec",
                                                                  "unzustellbar",
                                                                  "配信",
                                                                  "エラー通知",
                                                                  "failed delivery",
                                                                  "user unknown"});

constexpr auto kAutoSubjects = std::to_array<std::string_view>({"auto:",
                                                                "auto-reply",
                                                                "autoreply",
                                                                "auto reply",
                                                                "automatic reply",
                                                                "automatic response",
                                                                "auto response",
                                                                "autoresponse",
                                                                "auto-response",
                                                                "out of office",
                                                                "out-of-office",
                                                                "out of the office",
                                                                "vacation",
                                                                "away from my mail",
                                                                "réponse automatique",
                                                                "absence du bureau",
                                                                "absent du bureau",
                                                                "message d'absence",
                                                                "abwesenheit",
                                                                "automatische antwort",
                                                                "respuesta automática",
                                                                "risposta automatica",
                                                                "رد تلقائي",
                                                                "الرد التلقائي",
                                                                "خارج المكتب",
                                                                "自動応答",
                                                                "自動返信",
                                                                "please confirm your message",
                                                                "please confirm your email",
                                                                "message confirmation",
                                                                "confirm your message",
                                                                "challenge",
                                                                "verify your message",
                                                                "your message is awaiting",
                                                                "i am on vacation",
                                                                "on holiday",
                                                                "away:"});

constexpr auto kWarnings = std::to_array<std::string_view>({"this is a warning message only",
                                                            "you do not need to resend",
                                                            "do not need to resend",
                                                            "will be retried",
                                                            "will continue to try",
                                                            "will be retried",
                                                            "still being retried",
                                                            "still trying",
                                                            "will keep trying",
                                                            "no action is required on your part",
                                                            "has not yet been delivered",
                                                            "continue trying",
                                                            "delivery of the message has been delayed",
                                                            "delivery delayed",
                                                            "has been delayed",
                                                            "temporary delivery",
                                                            "warning: message still",
                                                            "warning: could not send",
                                                            "not been delivered yet",
                                                            "try again for"});

// A line from which on the rest is what was sent.
constexpr auto kReturnedFrom = std::to_array<std::string_view>({"--- below this line is a copy",
                                                                "------ this is a copy",
                                                                "this is a copy of the message",
                                                                "--- original message",
                                                                "----- original message",
                                                                "-----original message",
                                                                "----- unsent message",
                                                                "--- unsent message",
                                                                "unsent message below",
                                                                "original message follows",
                                                                "----- message header",
                                                                "------- original",
                                                                "--- the header of the original",
                                                                "the body of the message is",
                                                                "--- header",
                                                                "original mail as follows",
                                                                "--- returned message",
                                                                "----- returned",
                                                                "the header of the original message is",
                                                                "message header follows",
                                                                "original message headers",
                                                                "returned message follows",
                                                                "your original message",
                                                                "------ the body of the message",
                                                                "original mail header",
                                                                "begin message header",
                                                                "message headers follow",
                                                                "the following is a copy",
                                                                "----- start of"});

}  // namespace

bool is_from_mail_system(const Message& message) {
  const std::string from = small_letters(message.header("from"));
  if (has_any(from, kSystemNames)) return true;
  const std::string subject = small_letters(message.header("subject"));
  if (has_any(subject, kSystemSubjects) && !subject.starts_with("re:")) return true;
  const std::string_view path = message.header("return-path");
  if (path == "<>" || has_any(small_letters(path), kSystemNames)) return true;
  return !message.header("x-failed-recipients").empty() || message.report_type == "delivery-status";
}

bool is_auto_reply(const Message& message) {
  // Exim and others write `auto-replied` into bounces, too.
  const bool by_daemon = has_any(small_letters(message.header("from")), kSystemNames);
  const std::string submitted = small_letters(message.header("auto-submitted"));
  if (submitted.starts_with("auto-replied") && !by_daemon && message.report_type != "delivery-status") return true;
  if (submitted.starts_with("auto-generated") && message.report_type.empty() && !is_from_mail_system(message))
    return true;
  for (const std::string_view name :
       {"x-autoreply", "x-autorespond", "x-autoreply-from", "x-mail-autoreply", "x-apple-action", "x-tmda-fingerprint",
        "x-vacation", "x-ms-exchange-inbox-rules-loop"}) {
    if (!message.header(name).empty() && small_letters(message.header(name)) != "no") return true;
  }
  const std::string precedence = small_letters(message.header("precedence"));
  if (precedence == "auto_reply" || precedence == "auto-reply") return true;
  const std::string subject = small_letters(message.header("subject"));
  const std::string reply = subject.starts_with("re: ") ? subject.substr(4) : subject;
  if (begins_with_any(reply, kAutoSubjects)) return true;
  if (!by_daemon && has_any(subject, kAutoSubjects)) return true;
  // `vacation` writes with this precedence, and in the owner's name.
  const bool answers =
      !message.header("in-reply-to").empty() || !message.header("references").empty() || subject.starts_with("re:");
  return !by_daemon && (precedence == "bulk" || precedence == "junk") && answers && message.header("list-id").empty();
}

bool is_written_by_mail_system(const Message& message) {
  return has_any(small_letters(message.header("from")), kSystemNames) || message.report_type == "delivery-status" ||
         (message.header("from").ends_with("<>") && !message.header("from").empty());
}

bool is_complaint_in_words(const Message& message) {
  return small_letters(message.header("subject")).starts_with("complaint about message");
}

bool asks_to_unsubscribe(const Message& message) {
  return small_letters(message.header("subject")) == "unsubscribe" && !is_written_by_mail_system(message);
}

bool is_warning(const Message& message) {
  const std::string subject = small_letters(message.header("subject"));
  constexpr auto subjects = std::to_array<std::string_view>(
      {"(delay)", "delayed", "warning: message", "warning: could not send", "delivery is delayed"});
  return has_any(subject, subjects) || has_any(small_letters(report_words(message)), kWarnings);
}

bool says_not_reported(const Message& message) {
  constexpr auto words = std::to_array<std::string_view>({"non-dsn", "non dsn", "relayed to non"});
  return has_any(small_letters(report_words(message)), words);
}

std::string report_words(const Message& message) {
  std::string words;
  for (const MessagePart& part : message.parts) {
    if (!part.type.starts_with("text/") || part.type == "text/rfc822-headers") continue;
    if (part.type == "text/html" && !words.empty()) continue;
    words += part.text;
    words += '\n';
    if (words.size() > 20000) break;
  }
  return before_returned(words);
}

std::string before_returned(std::string words) {
  const std::string small_ones = small_letters(words);
  std::size_t end = words.size();
  for (const std::string_view mark : kReturnedFrom) {
    // At the beginning it is an ornament.
    const std::size_t at = small_ones.find(mark, std::min<std::size_t>(60, small_ones.size()));
    if (at != std::string::npos) end = std::min(end, at);
  }
  return words.substr(0, end);
}

std::string failure_words(const Message& message) { return failure_words_in(report_words(message)); }

std::string failure_words_in(std::string_view wrapped) {
  // Postfix and others wrap a server's answer and indent it.
  std::string words;
  for (std::size_t at = 0; at < wrapped.size(); ++at) {
    const bool continues = wrapped[at] == '\n' && at > 0 && wrapped[at - 1] != '\n' &&
                           wrapped.substr(at + 1).starts_with("    ") &&
                           wrapped.find_first_not_of(' ', at + 1) < wrapped.find('\n', at + 1);
    words += continues ? ' ' : wrapped[at];
  }
  // The line with a server's answer, and those around it, say more than what stands before.
  std::string answer;
  std::string other;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find('\n', at), words.size());
    const std::string_view line = std::string_view(words).substr(at, end - at);
    at = end + 1;
    if (line.empty() || line.size() > 2000) continue;
    if (reply_code_in(line) != 0 || !enhanced_code_in(line).empty()) {
      answer += answer.empty() ? "" : "\n";
      answer += line;
    } else if (cause_in(small_letters(line)) != Cause::unknown) {
      other += other.empty() ? "" : "\n";
      other += line;
    }
  }
  if (answer.empty()) return other;
  if (cause_in(small_letters(answer)) != Cause::unknown || other.empty()) return answer;
  return answer + "\n" + other;
}

}  // namespace assent::bounces
