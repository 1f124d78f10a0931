// Tongue: one language's tables. Internal to explanation.
#pragma once

#include "explanation/certificate_phrases.hpp"
#include "explanation/life_phrases.hpp"
#include "explanation/words.hpp"

namespace assent::explanation {

struct Tongue {
  std::string_view (*message)(Message);
  ReasonWords (*reason)(Reason);
  std::span<const TermWords> (*terms)();
  std::string_view (*outcome)(Outcome);
  std::string_view (*level)(regime::Level);
  std::string_view (*standing)(regime::Standing);
  std::string_view (*life)(LifePhrase);
  std::string_view (*certificate)(CertificatePhrase);
};

extern const Tongue kEnglish;
extern const Tongue kArabic;
extern const Tongue kFrench;

std::string_view english_message(Message message);
ReasonWords english_reason(Reason reason);
std::span<const TermWords> english_terms();
std::string_view english_life(LifePhrase phrase);
std::string_view english_certificate(CertificatePhrase phrase);

std::string_view arabic_message(Message message);
ReasonWords arabic_reason(Reason reason);
std::span<const TermWords> arabic_terms();
std::string_view arabic_life(LifePhrase phrase);
std::string_view arabic_certificate(CertificatePhrase phrase);

std::string_view french_message(Message message);
ReasonWords french_reason(Reason reason);
std::span<const TermWords> french_terms();
std::string_view french_life(LifePhrase phrase);
std::string_view french_certificate(CertificatePhrase phrase);

const Tongue& tongue(Language language);

}  // namespace assent::explanation
