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

std::string_view approved(Language language) {
  switch (language) {
    case Language::en:
      return "You said yes to our question: your information may be used as it says. This counts from now on. To take "
             "it back at any time, answer STOP.";
    case Language::fr:
      return "Vous avez répondu oui à notre question : vos informations peuvent être utilisées comme elle le dit, dès "
             "maintenant. Pour revenir en arrière à tout moment, répondez STOP.";
    case Language::ar:
      return "لقد أجبتم بنعم عن سؤالنا: يجوز استخدام معلوماتكم كما جاء فيه. يسري ذلك من الآن. للتراجع في أي وقت أرسلوا "
             "STOP.";
  }
  return {};
}

std::string_view sentence(Language language, Confirming what) {
  switch (what) {
    case Confirming::refusal: return refused(language);
    case Confirming::provisional_refusal: return taken_for_refusal(language);
    case Confirming::approval: return approved(language);
  }
  return {};
}

}  // namespace

std::string confirmation_text(Language language, Confirming what, const Reversals& reversals) {
  std::string text(sentence(language, what));
  if (what == Confirming::approval) return text;
  if (const auto how = reversals.find(language); how != reversals.end() && !how->second.empty()) {
    text += ' ';
    text += how->second;
  }
  return text;
}

}  // namespace assent::sms_gateway
