// NoticeEmail: a notice's text in one language as e-mails, composed once and filled in for each customer. Pure; a
// NoticeEmail is immutable and thread-safe.
//
// An e-mail is multipart/alternative: the text in plain form, then the same text in HTML. Both are quoted-printable, so
// no relay has to change them, and the signature holds. In HTML every block has a fixed direction and language; in
// plain form and in right-to-left text, whatever is filled in stands in isolates.
#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "email/dkim.hpp"
#include "evidence/entry.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent::email {

// The same for all e-mails of a carrier.
struct EmailSender {
  std::string name;            // as shown, UTF-8; may be empty
  std::string address;         // the author: From
  std::string returns_domain;  // the domain whose addresses lead back to this product (return_token.hpp), in ASCII
  bool unsubscribe_by_email = true;  // List-Unsubscribe also has an address
};

struct EmailRecipient {
  std::string_view address;
  std::string_view refuse_url;  // https; one POST to it refuses (RFC 8058). ASCII, without blanks, `<`, `>` and commas
  std::string_view token;       // return_token.hpp
  std::span<const std::string_view> values;  // of the variables, in their order
};

// An e-mail, ready for a relay.
struct Email {
  std::string envelope_sender;     // of this e-mail alone: what bounces comes to it
  std::string envelope_recipient;  // as given
  std::string envelope_id;         // ENVID (RFC 3461): the token
  bool needs_utf8 = false;         // only where SMTPUTF8 is offered
  std::string content;             // header and body; lines end with CRLF
};

class NoticeEmail {
 public:
  // `variables` are the names that the text may have in braces, such as `{name}`.
  //
  //   invalid  a variable that is none of them; no subject; a sender that cannot send
  static Result<NoticeEmail> make(const evidence::NoticeText& text, std::vector<std::string> variables,
                                  EmailSender sender);

  // The e-mail to that customer, signed if there is a signer. The same arguments give the same bytes.
  //
  //   invalid  an address or a URL that cannot be used; a value that is missing. The message does not repeat it.
  Result<Email> compose(const EmailRecipient& recipient, Instant now, const DkimSigner* signer) const;

 private:
  // What stands before a variable, and which one; after the last piece none follows.
  struct Piece {
    std::string before;
    std::size_t variable = kNone;
    enum class Form : std::uint8_t { plain, html } form = Form::plain;
  };
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  NoticeEmail() = default;

  Result<void> add_parts(const evidence::NoticeText& text);
  void add_pieces(std::string_view marked, Piece::Form form);

  EmailSender sender_;
  std::vector<std::string> variables_;
  bool right_to_left_ = false;
  std::vector<Piece> subject_;  // as text
  std::string subject_header_;  // if it has no variables
  std::string from_header_;
  std::string constant_headers_;
  std::vector<Piece> body_;  // encoded
  std::size_t body_size_ = 0;
};

// Whether the language is written from right to left: `ar`, `fa`, `he`, `ur`, …
bool is_right_to_left(std::string_view language);

}  // namespace assent::email
