#include "bounces/status_fields.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace assent::bounces {
namespace {

bool is_blank_at(std::string_view text, std::size_t at) {
  return at < text.size() && (text[at] == ' ' || text[at] == '\t');
}

std::string_view trimmed_view(std::string_view text) {
  while (is_blank_at(text, 0)) text.remove_prefix(1);
  while (!text.empty() && is_blank_at(text, text.size() - 1)) text.remove_suffix(1);
  return text;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), small);
  return out;
}

// The size of a field's name that the line begins with; 0: it begins with none.
std::size_t name_size(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 60) return 0;
  const std::string_view name = line.substr(0, colon);
  return std::ranges::all_of(name, [](char c) { return is_letter(c) || is_digit(c) || c == '-'; }) ? colon : 0;
}

// `rfc822; a@b` without its type.
std::string without_type(std::string_view value) {
  const std::size_t semicolon = value.find(';');
  if (semicolon == std::string_view::npos || semicolon > 30) return std::string(trimmed_view(value));
  const std::string_view type = trimmed_view(value.substr(0, semicolon));
  const bool is_type = !type.empty() && std::ranges::all_of(type, [](char c) {
    return is_letter(c) || is_digit(c) || c == '-' || c == ' ';
  });
  return std::string(trimmed_view(is_type ? value.substr(semicolon + 1) : value));
}

Action action_in(std::string_view value) {
  const std::string word = lower(trimmed_view(value));
  if (word.starts_with("failed") || word.starts_with("failure") || word.starts_with("undeliverable"))
    return Action::failed;
  if (word.starts_with("delayed")) return Action::delayed;
  if (word.starts_with("delivered") || word.starts_with("deliverable")) return Action::delivered;
  if (word.starts_with("relayed")) return Action::relayed;
  if (word.starts_with("expanded")) return Action::expanded;
  return Action::none;
}

void append_utf8(char32_t code, std::string& out) {
  const auto add = [&](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (code < 0x80) {
    add(code);
  } else if (code < 0x800) {
    add(0xC0 | code >> 6U);
    add(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    add(0xE0 | code >> 12U);
    add(0x80 | (code >> 6U & 0x3F));
    add(0x80 | (code & 0x3F));
  } else {
    add(0xF0 | code >> 18U);
    add(0x80 | (code >> 12U & 0x3F));
    add(0x80 | (code >> 6U & 0x3F));
    add(0x80 | (code & 0x3F));
  }
}

// `\x{XXXX}` at the beginning of `text`: its size and character.
std::optional<std::pair<std::size_t, char32_t>> escape_in(std::string_view text) {
  if (!text.starts_with("\\x{")) return std::nullopt;
  char32_t code = 0;
  std::size_t at = 3;
  for (; at < text.size() && at < 9 && hexadecimal(text[at]) >= 0; ++at) {
    code = code << 4U | static_cast<char32_t>(hexadecimal(text[at]));
  }
  const bool is_character = code > 0 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  if (at == 3 || at == text.size() || text[at] != '}' || !is_character) return std::nullopt;
  return std::pair{at + 1, code};
}

bool is_edge(char c) { return !is_letter(c) && !is_digit(c) && c != '.' && c != '-'; }

}  // namespace

std::vector<Fields> field_groups(std::string_view text) {
  std::vector<Fields> groups;
  bool open = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    at = end + 1;
    if (is_blank_at(line, 0) && open && !trimmed_view(line).empty()) {
      groups.back().back().second += ' ';
      groups.back().back().second += trimmed_view(line);
      continue;
    }
    const std::size_t name = name_size(line);
    if (name == 0) {
      open = false;
      continue;
    }
    if (!open) groups.emplace_back();
    open = true;
    groups.back().emplace_back(lower(line.substr(0, name)), trimmed_view(line.substr(name + 1)));
  }
  return groups;
}

StatusFields read_status_fields(std::string_view text) {
  StatusFields fields;
  for (const Fields& group : field_groups(text)) {
    RecipientStatus recipient;
    bool found = false;
    const auto finish = [&] {
      if (found) fields.recipients.push_back(recipient);
      recipient = {};
      found = false;
    };
    for (const auto& [name, value] : group) {
      if (name == "original-envelope-id") {
        fields.envelope_id = decode_xtext(value);
      } else if (name == "final-recipient") {
        // Some write all recipients without empty lines between them.
        if (recipient.has_recipient) finish();
        recipient.has_recipient = true;
        found = true;
      } else if (name == "action") {
        recipient.action = action_in(value);
        found = found || recipient.action != Action::none;
      } else if (name == "status") {
        recipient.status = enhanced_code_in(value);
        found = found || !recipient.status.empty();
      } else if (name == "diagnostic-code") {
        if (!recipient.diagnostic.empty()) recipient.diagnostic += ' ';
        recipient.diagnostic += without_type(value);
      } else if (name == "original-recipient") {
        recipient.original_recipient = decode_xtext(without_type(value));
      }
    }
    finish();
  }
  return fields;
}

std::string decode_xtext(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '+' && at + 2 < text.size() && hexadecimal(text[at + 1]) >= 0 && hexadecimal(text[at + 2]) >= 0) {
      out += static_cast<char>(hexadecimal(text[at + 1]) * 16 + hexadecimal(text[at + 2]));
      at += 3;
    } else if (const auto escape = escape_in(text.substr(at))) {
      append_utf8(escape->second, out);
      at += escape->first;
    } else {
      out += text[at++];
    }
  }
  return out;
}

std::string enhanced_code_in(std::string_view text) {
  for (std::size_t at = 0; at + 4 < text.size() + 1; ++at) {
    if (text[at] != '2' && text[at] != '4' && text[at] != '5') continue;
    if (at > 0 && !is_edge(text[at - 1])) continue;
    std::size_t end = at + 1;
    int numbers = 0;
    while (numbers < 2 && end < text.size() && text[end] == '.') {
      std::size_t digits = 0;
      ++end;
      while (end < text.size() && is_digit(text[end])) ++end, ++digits;
      if (digits == 0 || digits > 3) break;
      ++numbers;
    }
    const bool more = end < text.size() && (is_letter(text[end]) || is_digit(text[end]) ||
                                            (text[end] == '.' && end + 1 < text.size() && is_digit(text[end + 1])));
    if (numbers == 2 && !more) return std::string(text.substr(at, end - at));
  }
  return {};
}

int reply_code_in(std::string_view text) {
  for (std::size_t at = 0; at + 3 <= text.size(); ++at) {
    if ((text[at] != '4' && text[at] != '5') || text[at + 1] > '5' || !is_digit(text[at + 1]) ||
        !is_digit(text[at + 2]))
      continue;
    if (at > 0 && !is_edge(text[at - 1])) continue;
    if (at + 3 < text.size() && text[at + 3] != ' ' && text[at + 3] != '-' && text[at + 3] != '\n' &&
        text[at + 3] != '#')
      continue;
    return (text[at] - '0') * 100 + (text[at + 1] - '0') * 10 + (text[at + 2] - '0');
  }
  return 0;
}

}  // namespace assent::bounces
