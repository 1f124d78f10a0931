#include "phone_menu/voicexml.hpp"

#include "base/ascii.hpp"
#include "base/utf8.hpp"

#include <array>
#include <cstdint>
#include <utility>

namespace assent::phone_menu {
namespace {

// XML 1.0, 2.2: what is no character of XML is left out, whatever was sent.
bool is_xml(char32_t code) {
  return code == '\t' || code == '\n' || code == '\r' || (code >= 0x20 && code != 0xFFFE && code != 0xFFFF);
}

std::string xml(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character character = character_at(text, at);
    const std::string_view bytes = text.substr(at, character.size);
    at += character.size;
    if (!is_xml(character.code) || !is_utf8(bytes)) continue;
    switch (character.code) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&apos;"; break;
      default: out += bytes;
    }
  }
  return out;
}

// A string of ECMAScript in an attribute: every character that is no letter, digit or one of these is an escape.
std::string script(std::string_view text) {
  constexpr std::string_view kFigures = "0123456789abcdef";
  constexpr std::string_view kPlain = "+-._/: ";
  const auto escape = [&](std::uint32_t unit, std::string& out) {
    out += "\\u";
    for (const unsigned shift : {12U, 8U, 4U, 0U}) out += kFigures[(unit >> shift) & 0xFU];
  };
  std::string out = "'";
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character character = character_at(text, at);
    const char first = text[at];
    at += character.size;
    const auto code = static_cast<std::uint32_t>(character.code);
    if (code < 0x80 && (is_letter(first) || is_digit(first) || kPlain.find(first) != std::string_view::npos)) {
      out += first;
    } else if (code < 0x10000) {
      escape(code, out);
    } else {
      escape(0xD800 + ((code - 0x10000) >> 10), out);
      escape(0xDC00 + ((code - 0x10000) & 0x3FF), out);
    }
  }
  return out + "'";
}

std::string prompt(const Prompt& each, std::string_view recordings) {
  const std::string language(to_string(each.language));
  std::string out =
      "<prompt xml:lang=\"" + language + "\" bargein=\"" + (each.may_be_interrupted ? "true" : "false") + "\">";
  if (recordings.empty()) return out + xml(each.text) + "</prompt>\n";
  return out + "<audio src=\"" + xml(std::string(recordings) + language + "/" + each.id + ".wav") + "\">" +
         xml(each.text) + "</audio></prompt>\n";
}

std::string prompts(const NextStep& next, std::string_view recordings) {
  std::string out;
  for (const Prompt& each : next.prompts) out += prompt(each, recordings);
  return out;
}

std::string question(const NextStep& next, std::string_view recordings, std::string_view sent) {
  std::string out =
      "<field name=\"pressed\">\n<property name=\"inputmodes\" value=\"dtmf\"/>\n"
      "<grammar xmlns=\"http://www.w3.org/2001/06/grammar\" version=\"1.0\" mode=\"dtmf\" root=\"key\">"
      "<rule id=\"key\" scope=\"public\"><one-of>";
  for (const Key& key : next.keys) out += "<item>" + std::string(1, key.digit) + "</item>";
  out += "</one-of></rule></grammar>\n" + prompts(next, recordings);
  // Whoever says nothing three times has said nothing.
  out +=
      "<noinput count=\"1\"><reprompt/></noinput>\n<noinput count=\"3\"><exit/></noinput>\n"
      "<nomatch count=\"1\"><reprompt/></nomatch>\n<nomatch count=\"5\"><exit/></nomatch>\n";
  out += "<filled><submit next=\"menu\" method=\"post\" enctype=\"application/x-www-form-urlencoded\" namelist=\"" +
         std::string(sent) + " pressed\"/></filled>\n</field>\n";
  return out;
}

}  // namespace

std::string voicexml_of(const NextStep& next, std::string_view recordings) {
  const std::string language(to_string(next.language));
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<vxml xmlns=\"http://www.w3.org/2001/vxml\" "
      "version=\"2.1\" xml:lang=\"" +
      language + "\">\n";
  const std::array<std::pair<std::string_view, const std::string*>, 7> brought = {{{"call", &next.asked.call},
                                                                                   {"caller", &next.asked.caller},
                                                                                   {"keys", &next.asked.keys},
                                                                                   {"read", &next.asked.read},
                                                                                   {"account", &next.asked.account},
                                                                                   {"by", &next.asked.by},
                                                                                   {"method", &next.asked.method}}};
  std::string sent;
  for (const auto& [name, value] : brought) {
    if (value->empty()) continue;
    out += "<var name=\"" + std::string(name) + "\" expr=\"" + script(*value) + "\"/>\n";
    sent += (sent.empty() ? "" : " ") + std::string(name);
  }
  out += "<catch event=\"error\">" + prompt(next.on_failure, recordings) + "<exit/></catch>\n<form id=\"menu\">\n";
  switch (next.then) {
    case Then::ask: out += question(next, recordings, sent); break;
    case Then::end: out += "<block>\n" + prompts(next, recordings) + "<exit/>\n</block>\n"; break;
    case Then::person:
      out += "<block>\n" + prompts(next, recordings) + "</block>\n<transfer name=\"person\" bridge=\"false\" dest=\"" +
             xml(next.person) + "\"/>\n";
      break;
  }
  return out + "</form>\n</vxml>\n";
}

}  // namespace assent::phone_menu
