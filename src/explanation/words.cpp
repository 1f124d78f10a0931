#include "explanation/words.hpp"

#include "explanation/tongue.hpp"

namespace assent::explanation {

const Tongue& tongue(Language language) {
  switch (language) {
    case Language::en: return kEnglish;
    case Language::ar: return kArabic;
    case Language::fr: return kFrench;
  }
  return kEnglish;
}

ReasonWords reason_words(Reason reason, Language language) { return tongue(language).reason(reason); }
std::string_view message(Message message, Language language) { return tongue(language).message(message); }
std::span<const TermWords> terms(Language language) { return tongue(language).terms(); }
std::string_view phrase(LifePhrase phrase, Language language) { return tongue(language).life(phrase); }
std::string_view phrase(CertificatePhrase phrase, Language language) { return tongue(language).certificate(phrase); }

std::string_view label(Reason reason, Language language) { return reason_words(reason, language).label; }
std::string_view label(Outcome outcome, Language language) { return tongue(language).outcome(outcome); }
std::string_view label(regime::Level level, Language language) { return tongue(language).level(level); }
std::string_view label(regime::Standing standing, Language language) { return tongue(language).standing(standing); }

std::string_view meaning(Reason reason, Language language) { return reason_words(reason, language).meaning; }

std::optional<std::string_view> term(Term kind, std::string_view name, Language language) {
  for (const TermWords& each : terms(language)) {
    if (each.kind == kind && each.name == name) return each.words;
  }
  return std::nullopt;
}

}  // namespace assent::explanation
