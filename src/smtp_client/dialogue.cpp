#include "smtp_client/dialogue.hpp"

#include "base/ascii.hpp"
#include "base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace assent::smtp_client {
namespace {

constexpr std::size_t kMostReply = 64 << 10;

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (is_small_letter(c)) c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

// RFC 6533, 3: utf-8-addr-xtext.
std::string to_utf8_xtext(std::string_view address) {
  std::string out;
  for (std::size_t at = 0; at < address.size();) {
    const Utf8Character character = character_at(address, at);
    const bool plain = character.code > ' ' && character.code < 0x7F && character.code != '+' &&
                       character.code != '=' && character.code != '\\';
    if (plain) {
      out += static_cast<char>(character.code);
    } else {
      out += fmt::format("\\x{{{:X}}}", static_cast<unsigned>(character.code));
    }
    at += character.size;
  }
  return out;
}

}  // namespace

std::string SmtpReply::status() const {
  const std::string& line = lines.front();
  const std::size_t end = std::min(line.find(' '), line.size());
  const std::string_view word = std::string_view(line).substr(0, end);
  const bool is_status = word.size() >= 5 && word.size() <= 9 && (word[0] == '2' || word[0] == '4' || word[0] == '5') &&
                         word[1] == '.' && std::ranges::count(word, '.') == 2 &&
                         std::ranges::all_of(word, [](char c) { return is_digit(c) || c == '.'; });
  return is_status ? std::string(word) : std::to_string(code);
}

std::string SmtpReply::text() const {
  std::string out = std::to_string(code);
  for (const std::string& line : lines) {
    out += ' ';
    for (const char c : line) out += static_cast<unsigned char>(c) < ' ' || c == 0x7F ? ' ' : c;
  }
  return out.substr(0, 1000);
}

std::optional<SmtpReply> SmtpReplies::next() {
  while (!broken_) {
    const std::size_t end = waiting_.find('\n');
    if (end == std::string::npos) {
      broken_ = waiting_.size() > kMostReply;
      return std::nullopt;
    }
    std::string_view line = std::string_view(waiting_).substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const bool sound = line.size() >= 3 && line[0] >= '2' && line[0] <= '5' && is_digit(line[1]) && is_digit(line[2]) &&
                       (line.size() == 3 || line[3] == ' ' || line[3] == '-');
    size_ += line.size();
    if (!sound || size_ > kMostReply) {
      broken_ = true;
      return std::nullopt;
    }
    reply_.code = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
    reply_.lines.emplace_back(line.substr(std::min<std::size_t>(line.size(), 4)));
    const bool last = line.size() == 3 || line[3] == ' ';
    waiting_.erase(0, end + 1);
    if (!last) continue;
    size_ = 0;
    return std::exchange(reply_, {});
  }
  return std::nullopt;
}

SmtpOffers offers_in(const SmtpReply& ehlo) {
  SmtpOffers offers;
  for (const std::string& line : ehlo.lines) {
    const std::string words = upper(line);
    const std::string_view name = std::string_view(words).substr(0, std::min(words.find_first_of(" ="), words.size()));
    if (name == "PIPELINING") offers.pipelining = true;
    if (name == "STARTTLS") offers.start_tls = true;
    if (name == "DSN") offers.dsn = true;
    if (name == "SMTPUTF8") offers.utf8 = true;
    if (name == "8BITMIME") offers.eight_bit = true;
    if (name == "SIZE") {
      offers.size = true;
      if (words.size() > 5) std::from_chars(words.data() + 5, words.data() + words.size(), offers.most_bytes);
    }
    if (name == "AUTH") {
      offers.auth_plain = offers.auth_plain || words.find("PLAIN") != std::string::npos;
      offers.auth_login = offers.auth_login || words.find("LOGIN") != std::string::npos;
    }
  }
  return offers;
}

std::string mail_command(const email::Email& email, const SmtpOffers& offers) {
  std::string command = "MAIL FROM:<" + email.envelope_sender + ">";
  if (offers.size) command += " SIZE=" + std::to_string(email.content.size());
  if (email.needs_utf8) command += offers.eight_bit ? " BODY=8BITMIME SMTPUTF8" : " SMTPUTF8";
  if (offers.dsn) command += " RET=HDRS ENVID=" + to_xtext(email.envelope_id);
  return command + "\r\n";
}

std::string rcpt_command(const email::Email& email, const SmtpOffers& offers) {
  std::string command = "RCPT TO:<" + email.envelope_recipient + ">";
  if (offers.dsn) {
    command += " NOTIFY=SUCCESS,FAILURE,DELAY ORCPT=";
    command += email.needs_utf8 ? "utf-8;" + to_utf8_xtext(email.envelope_recipient)
                                : "rfc822;" + to_xtext(email.envelope_recipient);
  }
  return command + "\r\n";
}

std::string to_xtext(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c > ' ' && c < 0x7F && c != '+' && c != '=') {
      out += c;
    } else {
      out += fmt::format("+{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
  }
  return out;
}

bool needs_dots(std::string_view content) {
  return content.starts_with('.') || content.find("\n.") != std::string_view::npos;
}

std::string with_dots(std::string_view content) {
  std::string out;
  out.reserve(content.size() + 64);
  bool begins = true;
  for (const char c : content) {
    if (begins && c == '.') out += '.';
    out += c;
    begins = c == '\n';
  }
  return out;
}

}  // namespace assent::smtp_client
