#include "email/notice_email.hpp"

#include "base/ascii.hpp"
#include "email/address.hpp"
#include "email/header_text.hpp"
#include "email/quoted_printable.hpp"
#include "email/return_token.hpp"
#include "evidence/hash.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace assent::email {
namespace {

constexpr std::string_view kIsolate = "\xE2\x81\xA8";     // U+2068, first strong isolate
constexpr std::string_view kEndIsolate = "\xE2\x81\xA9";  // U+2069
constexpr std::size_t kMostInUrl = 900;                   // a header's line has at most 998 characters (RFC 5322)

bool is_variable_character(char c) { return is_small_letter(c) || is_digit(c) || c == '_'; }

// A text in turns: what stands for itself, and the name of a variable.
struct Part {
  std::string_view text;
  std::optional<std::string_view> variable;  // that follows
};

std::vector<Part> parts_of(std::string_view text) {
  std::vector<Part> parts;
  std::size_t begin = 0;
  for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
    std::size_t end = at + 1;
    while (end < text.size() && is_variable_character(text[end])) ++end;
    if (end == at + 1 || end == text.size() || text[end] != '}') continue;
    parts.push_back({text.substr(begin, at - begin), text.substr(at + 1, end - at - 1)});
    begin = end + 1;
    at = end;
  }
  parts.push_back({text.substr(begin), std::nullopt});
  return parts;
}

void append_escaped(std::string_view text, std::string& out) {
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\r': break;
      default: out += c;
    }
  }
}

std::string escaped(std::string_view text) {
  std::string out;
  append_escaped(text, out);
  return out;
}

// Line ends of a block's text, after escaping: an empty line begins a paragraph, any other a line.
std::string with_breaks(std::string_view text, std::string_view paragraph) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\n') {
      out += text[at];
      continue;
    }
    std::size_t next = at;
    while (next < text.size() && text[next] == '\n') ++next;
    if (next - at > 1) {
      out += "</p>\n";
      out += paragraph;
    } else {
      out += "<br>\n";
    }
    at = next - 1;
  }
  return out;
}

bool is_https(std::string_view text) {
  return text.starts_with("https://") &&
         std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7F && c != '"' && c != '<' && c != '>'; });
}

void append_value(std::string_view value, bool html, bool right_to_left, std::string& out) {
  std::string text;
  if (html) {
    const std::string safe = escaped(value);
    if (is_https(value)) {
      text = "<a dir=\"ltr\" href=\"" + safe + "\">" + safe + "</a>";
    } else {
      text = "<bdi>" + safe + "</bdi>";
    }
  } else if (right_to_left) {
    text.append(kIsolate).append(value).append(kEndIsolate);
  } else {
    text = value;
  }
  append_quoted_printable(text, out);
}

Result<void> check_url(std::string_view url) {
  if (is_https(url) && url.size() <= kMostInUrl && url.find(',') == std::string_view::npos) return {};
  return fail(ErrorCode::invalid, "the address of the page to refuse on cannot stand in List-Unsubscribe",
              "use an https URL in ASCII of at most 900 characters, without blanks, commas, quotes, `<` and `>`");
}

std::string without_cr(std::string_view text) {
  std::string clean(text);
  std::erase(clean, '\r');
  return clean;
}

}  // namespace

bool is_right_to_left(std::string_view language) {
  constexpr std::array<std::string_view, 12> tags = {"ar", "arc", "ckb", "dv", "fa", "he",
                                                     "ks", "ps",  "sd",  "ug", "ur", "yi"};
  std::string primary(language.substr(0, std::min(language.find('-'), language.size())));
  std::ranges::transform(primary, primary.begin(), small);
  return std::ranges::find(tags, primary) != tags.end();
}

Result<NoticeEmail> NoticeEmail::make(const evidence::NoticeText& text, std::vector<std::string> variables,
                                      EmailSender sender) {
  TRY(check_address(sender.address));
  if (needs_utf8(sender.address) || needs_utf8(sender.returns_domain)) {
    return fail(ErrorCode::invalid, "the sender's address or the domain of returns is not ASCII",
                "use ASCII there: not every mail server of a customer can answer another one");
  }
  TRY(check_address("b@" + sender.returns_domain));
  if (text.subject.empty()) return fail(ErrorCode::invalid, "the notice has no subject", "write one for e-mails");

  NoticeEmail email;
  email.sender_ = std::move(sender);
  email.variables_ = std::move(variables);
  email.right_to_left_ = is_right_to_left(text.language);
  TRY(email.add_parts(text));
  return email;
}

Result<void> NoticeEmail::add_parts(const evidence::NoticeText& text) {
  const auto check = [&](std::string_view words) -> Result<void> {
    for (const Part& part : parts_of(words)) {
      if (part.variable && std::ranges::find(variables_, *part.variable) == variables_.end()) {
        return fail(ErrorCode::invalid,
                    "the notice has a variable `{" + std::string(*part.variable) + "}` without a value",
                    "name its value, or take it out of the text");
      }
    }
    return {};
  };
  TRY(check(text.subject));
  for (const evidence::NoticeBlock& block : text.blocks) TRY(check(block.text));

  bool varies = false;
  for (const Part& part : parts_of(text.subject)) {
    std::size_t variable = kNone;
    if (part.variable) {
      variable = static_cast<std::size_t>(std::ranges::find(variables_, *part.variable) - variables_.begin());
      varies = true;
    }
    subject_.push_back({std::string(part.text), variable, Piece::Form::plain});
  }
  if (!varies) subject_header_ = "Subject: " + header_text(text.subject, 7) + "\r\n";
  from_header_ = "From: " + header_mailbox(sender_.name, sender_.address, 4) + "\r\n";

  // A boundary that quoted-printable cannot contain, the same in each run.
  std::string everything = text.language + "\n" + text.subject;
  for (const evidence::NoticeBlock& block : text.blocks) everything += "\n" + block.text;
  const std::string boundary = "=_" + evidence::to_hex(evidence::sha256(evidence::view_of(everything))).substr(0, 24);

  constant_headers_ = "MIME-Version: 1.0\r\nAuto-Submitted: auto-generated\r\n";
  if (!text.language.empty()) constant_headers_ += "Content-Language: " + header_text(text.language, 16) + "\r\n";
  constant_headers_ += "Content-Type: multipart/alternative;\r\n boundary=\"" + boundary + "\"\r\n";
  const std::string encoding = "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";

  body_.push_back({"--" + boundary + "\r\nContent-Type: text/plain" + encoding, kNone, Piece::Form::plain});
  std::string plain;
  for (const evidence::NoticeBlock& block : text.blocks) {
    if (!plain.empty()) plain += "\n\n";
    plain += without_cr(block.text);
  }
  plain += "\n";
  add_pieces(plain, Piece::Form::plain);

  body_.back().before += "\r\n--" + boundary + "\r\nContent-Type: text/html" + encoding;
  const std::string direction =
      " lang=\"" + escaped(text.language) + "\" dir=\"" + (right_to_left_ ? "rtl" : "ltr") + "\"";
  const std::string paragraph = "<p" + direction + ">";
  std::string html = "<!DOCTYPE html>\n<html" + direction +
                     ">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n";
  // Of a subject with variables the title has none: it would be shown with a mark of direction or without one.
  if (!varies) html += "<title>" + escaped(text.subject) + "</title>\n";
  html += "</head>\n<body" + direction + ">\n<div" + direction +
          " style=\"font-size: 1rem; line-height: 1.5; text-align: start\">\n";
  for (const evidence::NoticeBlock& block : text.blocks) {
    html += paragraph + with_breaks(escaped(block.text), paragraph) + "</p>\n";
  }
  html += "</div>\n</body>\n</html>\n";
  add_pieces(html, Piece::Form::html);
  body_.back().before += "\r\n--" + boundary + "--\r\n";

  for (const Piece& piece : body_) body_size_ += piece.before.size() + 128;
  return {};
}

void NoticeEmail::add_pieces(std::string_view marked, Piece::Form form) {
  for (const Part& part : parts_of(marked)) {
    append_quoted_printable(part.text, body_.back().before);
    if (!part.variable) break;
    body_.back().variable =
        static_cast<std::size_t>(std::ranges::find(variables_, *part.variable) - variables_.begin());
    body_.back().form = form;
    body_.push_back({});
  }
}

Result<Email> NoticeEmail::compose(const EmailRecipient& recipient, Instant now, const DkimSigner* signer) const {
  TRY(check_address(recipient.address));
  TRY(check_url(recipient.refuse_url));
  if (recipient.token.size() != kReturnTokenSize ||
      !read_return_address(return_address(ReturnKind::bounce, recipient.token, sender_.returns_domain))) {
    return fail(ErrorCode::invalid, "an e-mail has no token for what comes back", "make one for each giving");
  }
  if (recipient.values.size() != variables_.size()) {
    return fail(ErrorCode::invalid, "a customer has not as many values as the notice has variables",
                "give one value for each variable");
  }

  const std::string_view token = recipient.token;
  Email email;
  email.envelope_sender = return_address(ReturnKind::bounce, token, sender_.returns_domain);
  email.envelope_recipient = recipient.address;
  email.envelope_id = token;
  email.needs_utf8 = needs_utf8(recipient.address);

  std::string headers;
  headers.reserve(2048);
  headers += "Date: ";
  headers += header_date(now);
  headers += "\r\n";
  headers += from_header_;
  headers += "Reply-To: <";
  headers += return_address(ReturnKind::reply, token, sender_.returns_domain);
  headers += ">\r\nTo: <";
  headers += recipient.address;
  headers += ">\r\n";
  if (subject_header_.empty()) {
    std::string subject;
    for (const Piece& piece : subject_) {
      subject += piece.before;
      if (piece.variable != kNone) subject += recipient.values[piece.variable];
    }
    headers += "Subject: " + header_text(subject, 7) + "\r\n";
  } else {
    headers += subject_header_;
  }
  headers += "Message-ID: <";
  headers += token;
  headers += '@';
  headers += sender_.returns_domain;
  headers += ">\r\nList-Unsubscribe: <";
  headers += recipient.refuse_url;
  headers += '>';
  if (sender_.unsubscribe_by_email) {
    headers += ",\r\n <mailto:";
    headers += return_address(ReturnKind::refuse, token, sender_.returns_domain);
    headers += "?subject=unsubscribe>";
  }
  headers += "\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n";
  headers += constant_headers_;

  std::string body;
  body.reserve(body_size_);
  for (const Piece& piece : body_) {
    body += piece.before;
    if (piece.variable != kNone) {
      append_value(recipient.values[piece.variable], piece.form == Piece::Form::html, right_to_left_, body);
    }
  }

  if (signer != nullptr) email.content = signer->sign(headers, body, now);
  email.content.reserve(email.content.size() + headers.size() + body.size() + 2);
  email.content += headers;
  email.content += "\r\n";
  email.content += body;
  return email;
}

}  // namespace assent::email
