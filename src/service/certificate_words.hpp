// CertificateWords: what is found about a certificate, in one language. Pure; thread-safe.
#pragma once

#include "base/instant.hpp"
#include "explanation/certificate_phrases.hpp"
#include "explanation/speech.hpp"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace assent::service {

class CertificateWords {
 public:
  // The value of a placeholder: a text that can be shown as it is, a number, an instant.
  struct Value {
    std::string_view placeholder;
    std::string text;
    bool plain = false;  // not yet formatted for the language

    Value(std::string_view name, std::string words) : placeholder(name), text(std::move(words)) {}
    Value(std::string_view name, std::uint64_t number) : placeholder(name), text(std::to_string(number)), plain(true) {}
    Value(std::string_view name, Instant instant) : placeholder(name), text(assent::to_string(instant)), plain(true) {}
  };

  explicit CertificateWords(explanation::Language language) : speech_(language) {}

  // Precondition: `values` has every placeholder of the phrase.
  std::string say(explanation::CertificatePhrase key, std::initializer_list<Value> values = {}) const {
    return explanation::Speech::fill(explanation::phrase(key, speech_.language()), [&](std::string_view placeholder) {
      for (const Value& each : values) {
        if (each.placeholder == placeholder) return each.plain ? speech_.data(each.text) : each.text;
      }
      return std::string();
    });
  }

  // A name or a text of others, as the language shows it.
  std::string data(std::string_view text) const {
    return speech_.language() == explanation::Language::en ? std::string(text) : speech_.data(text);
  }

 private:
  explanation::Speech speech_;
};

}  // namespace assent::service
