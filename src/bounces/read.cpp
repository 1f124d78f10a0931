#include "bounces/read.hpp"

#include "base/ascii.hpp"
#include "bounces/cause.hpp"
#include "bounces/message.hpp"
#include "bounces/reply_text.hpp"
#include "bounces/signs.hpp"
#include "bounces/status_fields.hpp"

#include <algorithm>
#include <optional>

namespace assent::bounces {
namespace {

// The most severe one counts: a notice that failed at one of the addresses behind an address may not have arrived.
int severity(Verdict verdict) {
  switch (verdict) {
    case Verdict::hard: return 5;
    case Verdict::soft: return 4;
    case Verdict::delayed: return 3;
    case Verdict::relayed: return 2;
    case Verdict::delivered: return 1;
    case Verdict::auto_reply:
    case Verdict::complaint:
    case Verdict::refusal:
    case Verdict::reply:
    case Verdict::nothing: return 0;
  }
  return 0;
}

bool is_token_character(char c) { return is_letter(c) || (c >= '2' && c <= '7'); }

void add_token(std::string_view token, std::vector<std::string>& tokens) {
  std::string found(token);
  std::ranges::transform(found, found.begin(), small);
  if (std::ranges::find(tokens, found) == tokens.end() && tokens.size() < 16) tokens.push_back(std::move(found));
}

// Words of a token's letters and length. Whether they are tokens is for the key to say.
void add_tokens_in(std::string_view text, std::vector<std::string>& tokens) {
  for (std::size_t at = 0; at < text.size();) {
    if (!is_token_character(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && is_token_character(text[end])) ++end;
    if (end - at == email::kReturnTokenSize) add_token(text.substr(at, end - at), tokens);
    at = end;
  }
}

std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    if (c == '\n' || c == '\t' || c == ' ') {
      if (!line.empty() && line.back() != ' ') line += ' ';
    } else if (static_cast<unsigned char>(c) >= ' ' && c != 0x7F) {
      line += c;
    }
    if (line.size() > 1000) break;
  }
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

class Reading {
 public:
  Reading(std::string_view bytes, std::string_view came_to)
      : text_(with_line_feeds(bytes.substr(0, kMostMessage))), message_(take_apart(text_)), came_to_(came_to) {}

  Returned read() {
    collect_tokens();
    returned_.verdict = verdict();
    if (returned_.verdict == Verdict::reply) returned_.text = own_words(message_);
    return std::move(returned_);
  }

 private:
  Verdict verdict();
  std::optional<Verdict> report();
  std::optional<Verdict> feedback() const;
  std::optional<Verdict> disposition() const;
  Verdict verdict_of(const RecipientStatus& recipient, const StatusFields& all) const;
  Verdict failure(std::string_view diagnostic, std::string_view code) const;
  void collect_tokens();
  std::string_view body() const;
  std::string words() const;
  std::optional<email::ReturnKind> kind_of_address() const;

  std::string text_;
  Message message_;
  std::string_view came_to_;
  Returned returned_;
};

std::optional<email::ReturnKind> Reading::kind_of_address() const {
  if (const auto address = email::read_return_address(came_to_)) return address->kind;
  if (!came_to_.empty()) return std::nullopt;
  // What relays have written of the envelope; at last what the sender has written.
  for (const std::string_view name : {"x-original-to", "delivered-to", "envelope-to", "x-envelope-to", "to"}) {
    std::string_view value = message_.header(name);
    if (const std::size_t open = value.find('<'); open != std::string_view::npos) value.remove_prefix(open + 1);
    value = value.substr(0, std::min(value.find_first_of("> ,"), value.size()));
    if (const auto address = email::read_return_address(value)) return address->kind;
  }
  return std::nullopt;
}

void Reading::collect_tokens() {
  add_tokens_in(came_to_, returned_.tokens);
  for (const std::string_view name :
       {"x-original-to", "delivered-to", "envelope-to", "x-envelope-to", "to", "cc", "in-reply-to", "references"}) {
    for (const auto& [header, value] : message_.headers) {
      if (header == name) add_tokens_in(value, returned_.tokens);
    }
  }
  for (const MessagePart& part : message_.parts) add_tokens_in(part.text, returned_.tokens);
}

Verdict Reading::failure(std::string_view diagnostic, std::string_view code) const {
  std::string said(diagnostic);
  std::ranges::transform(said, said.begin(), small);
  Cause cause = cause_in(said);
  if (cause == Cause::unknown || cause == Cause::vague) cause = cause_of_code(code);
  return cause == Cause::no_such_address ? Verdict::hard : Verdict::soft;
}

Verdict Reading::verdict_of(const RecipientStatus& recipient, const StatusFields&) const {
  switch (recipient.action) {
    case Action::delayed: return Verdict::delayed;
    // Exim writes `delivered` of what it passed to a server that reports nothing, and says so in words only.
    case Action::delivered: return says_not_reported(message_) ? Verdict::relayed : Verdict::delivered;
    case Action::relayed:
    case Action::expanded: return Verdict::relayed;
    case Action::failed: break;
    case Action::none:
      if (recipient.status.starts_with('2')) return Verdict::relayed;
      if (recipient.status.starts_with('4') && is_warning(message_)) return Verdict::delayed;
      break;
  }
  std::string code = enhanced_code_in(recipient.diagnostic);
  if (code.empty() || code.starts_with('2')) code = recipient.status;
  Verdict found = failure(recipient.diagnostic, code);
  // The words of the report say more than a status that says nothing (OpenSMTPD, Exim: `5.0.0`).
  if (found == Verdict::soft && cause_of_code(code) == Cause::unknown && recipient.diagnostic.empty()) {
    found = failure(words(), code);
  }
  return found;
}

std::optional<Verdict> Reading::feedback() const {
  for (const MessagePart& part : message_.parts) {
    const bool is_feedback = part.type == "message/feedback-report";
    if (!is_feedback && message_.report_type != "feedback-report") continue;
    for (const Fields& group : field_groups(part.text)) {
      for (const auto& [name, value] : group) {
        if (name != "feedback-type") continue;
        std::string type = value.substr(0, value.find(' '));
        std::ranges::transform(type, type.begin(), small);
        // `auth-failure` (RFC 6591) is about the sender's signatures, `not-spam` no complaint.
        const bool is_opinion = type == "not-spam" || type == "auth-failure" || type == "dmarc";
        return is_opinion ? Verdict::nothing : Verdict::complaint;
      }
    }
    if (is_feedback) return Verdict::complaint;
  }
  return std::nullopt;
}

std::optional<Verdict> Reading::disposition() const {
  for (const MessagePart& part : message_.parts) {
    if (part.type != "message/disposition-notification" && part.type != "message/global-disposition-notification") {
      continue;
    }
    for (const Fields& group : field_groups(part.text)) {
      for (const auto& [name, value] : group) {
        if (name != "disposition") continue;
        std::string said = value;
        std::ranges::transform(said, said.begin(), small);
        // Sieve's `reject` says `deleted`: the customer's own rule sent it back (RFC 5429). Whoever deletes it unread
        // says the same.
        if (said.find("deleted") != std::string::npos || said.find("denied") != std::string::npos ||
            said.find("failed") != std::string::npos || said.find("error") != std::string::npos) {
          return Verdict::soft;
        }
        return Verdict::auto_reply;
      }
    }
    return Verdict::auto_reply;
  }
  return std::nullopt;
}

std::optional<Verdict> Reading::report() {
  StatusFields fields;
  for (const MessagePart& part : message_.parts) {
    if (part.type != "message/delivery-status" && part.type != "message/global-delivery-status") continue;
    StatusFields more = read_status_fields(part.text);
    if (fields.envelope_id.empty()) fields.envelope_id = more.envelope_id;
    std::ranges::move(more.recipients, std::back_inserter(fields.recipients));
  }
  // Some put the fields into an ordinary part (OpenSMTPD: multipart/mixed), or name their part otherwise.
  const bool from_system = is_from_mail_system(message_);
  if (fields.recipients.empty() && (from_system || message_.report_type == "delivery-status")) {
    for (const MessagePart& part : message_.parts) {
      if (part.type == "message/rfc822" || part.type == "text/rfc822-headers") continue;
      StatusFields more = read_status_fields(part.text);
      std::erase_if(more.recipients,
                    [](const RecipientStatus& each) { return each.action == Action::none && !each.has_recipient; });
      if (fields.envelope_id.empty()) fields.envelope_id = more.envelope_id;
      std::ranges::move(more.recipients, std::back_inserter(fields.recipients));
    }
  }
  // What is broken in its form is read as one text.
  if (fields.recipients.empty() && is_written_by_mail_system(message_)) {
    StatusFields all = read_status_fields(body());
    std::erase_if(all.recipients,
                  [](const RecipientStatus& each) { return each.action == Action::none || !each.has_recipient; });
    fields = std::move(all);
  }
  if (!fields.envelope_id.empty()) add_tokens_in(fields.envelope_id, returned_.tokens);

  std::optional<Verdict> worst;
  for (const RecipientStatus& recipient : fields.recipients) {
    const Verdict found = verdict_of(recipient, fields);
    if (worst && severity(found) <= severity(*worst)) continue;
    worst = found;
    const std::string diagnostic = recipient.diagnostic.empty() ? words() : recipient.diagnostic;
    const std::string said = enhanced_code_in(diagnostic);
    const bool says_nothing = recipient.status.empty() || recipient.status.ends_with(".0.0");
    returned_.status = says_nothing && !said.empty() ? said : recipient.status;
    returned_.diagnostic = one_line(diagnostic);
    returned_.original_recipient = recipient.original_recipient;
  }
  return worst;
}

Verdict Reading::verdict() {
  if (const auto found = feedback()) return *found;
  if (const auto found = disposition()) return *found;
  const bool by_system = is_written_by_mail_system(message_);
  if (is_complaint_in_words(message_)) return Verdict::complaint;
  if (asks_to_unsubscribe(message_)) return Verdict::refusal;
  if (kind_of_address() == email::ReturnKind::refuse && !by_system) return Verdict::refusal;
  if (const auto found = report()) return *found;
  if (is_auto_reply(message_)) return Verdict::auto_reply;
  if (!is_from_mail_system(message_)) return Verdict::reply;

  const std::string words = this->words();
  // A mail system says something that nobody understands: that the notice arrived is not known.
  if (words.empty() && !by_system) return Verdict::reply;
  returned_.diagnostic = one_line(words);
  returned_.status = enhanced_code_in(words);
  return is_warning(message_) ? Verdict::delayed : failure(words, returned_.status);
}

std::string Reading::words() const {
  std::string words = failure_words(message_);
  // What is broken in its form is read as one text.
  if (words.empty() && is_written_by_mail_system(message_))
    words = failure_words_in(before_returned(std::string(body())));
  return words;
}

std::string_view Reading::body() const {
  const std::size_t end = text_.find("\n\n");
  return end == std::string::npos ? std::string_view{} : std::string_view(text_).substr(end + 2);
}

}  // namespace

Returned read_returned(std::string_view message, std::string_view came_to) { return Reading(message, came_to).read(); }

}  // namespace assent::bounces
