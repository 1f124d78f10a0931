// What is said in SMTP (RFC 5321), as text: replies read, commands written. Knows no connection; not thread-safe.
#pragma once

#include "email/notice_email.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::smtp_client {

struct SmtpReply {
  int code = 0;                    // 200 to 599
  std::vector<std::string> lines;  // without code and separator; never empty

  bool is_positive() const { return code < 400; }
  bool is_transient() const { return code >= 400 && code < 500; }
  // The enhanced status code that it begins with, or its code.
  std::string status() const;
  // As one line, such as `550 5.1.1 no such user`.
  std::string text() const;
};

// Takes bytes as they come, and gives whole replies.
class SmtpReplies {
 public:
  void add(std::string_view bytes) { waiting_ += bytes; }
  // Nothing: the next reply is not complete.
  std::optional<SmtpReply> next();
  // What comes is no SMTP, or too much of it.
  bool is_broken() const { return broken_; }
  bool has_more() const { return !waiting_.empty(); }
  void forget() { waiting_.clear(); }

 private:
  std::string waiting_;
  SmtpReply reply_;
  std::size_t size_ = 0;
  bool broken_ = false;
};

// What a server offers in its answer to EHLO.
struct SmtpOffers {
  bool pipelining = false;
  bool start_tls = false;
  bool dsn = false;
  bool utf8 = false;
  bool eight_bit = false;
  bool size = false;
  std::size_t most_bytes = 0;  // 0: not said
  bool auth_plain = false;
  bool auth_login = false;
};
SmtpOffers offers_in(const SmtpReply& ehlo);

// `MAIL FROM` with all that the server offers: RET and ENVID, SIZE, SMTPUTF8.
std::string mail_command(const email::Email& email, const SmtpOffers& offers);

// `RCPT TO`. If the server reports (RFC 3461), NOTIFY and ORCPT always stand together: some servers drop one without
// the other. Addresses beyond ASCII have the type `utf-8` (RFC 6533).
std::string rcpt_command(const email::Email& email, const SmtpOffers& offers);

// RFC 3461, 4.
std::string to_xtext(std::string_view text);

// With a second dot before each line that begins with one (RFC 5321, 4.5.2).
bool needs_dots(std::string_view content);
std::string with_dots(std::string_view content);

}  // namespace assent::smtp_client
