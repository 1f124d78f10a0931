#include "sms_gateway/confirmation_text.hpp"

namespace assent::sms_gateway {
namespace {

using explanation::Language;

std::string_view refused(Language language) {
  switch (language) {
    case Language::en:
      return "You refused the use of your information for marketing. This counts from now on. Your services do not "
             "change.";
    case Language::fr:
      return "Vous avez refusé l'utilisation de vos informations à des fins de marketing. C'est pris en compte dès "
             "maintenant. Vos services ne changent pas.";
    case Language::ar: return "لقد رفضتم استخدام معلوماتكم للتسويق. يسري ذلك من الآن. خدماتكم لا تتغير.";
  }
  return {};
}

std::string_view taken_for_refusal(Language language) {
  switch (language) {
    case Language::en:
      return "We did not understand your message and took it as a refusal: your information is not used for marketing. "
             "A person will read it.";
    case Language::fr:
      return "Nous n'avons pas compris votre message et le prenons comme un refus : vos informations ne servent pas au "
             "marketing. Une personne le lira.";
    case Language::ar: return "لم نفهم رسالتكم واعتبرناها رفضا: لن تستخدم معلوماتكم للتسويق. سيقرأها أحد موظفينا.";
  }
  return {};
}

}  // namespace

std::string confirmation_text(Language language, bool provisional, const Reversals& reversals) {
  std::string text(provisional ? taken_for_refusal(language) : refused(language));
  if (const auto how = reversals.find(language); how != reversals.end() && !how->second.empty()) {
    text += ' ';
    text += how->second;
  }
  return text;
}

}  // namespace assent::sms_gateway
