#include "phone_menu/words.hpp"

namespace assent::phone_menu {

std::string_view words_ar(Word word) {
  switch (word) {
    case Word::press_for_language: return "للعربية، اضغط على {key}.";
    case Word::lead:
      return "هنا تقرّر من يجوز له أن يستعمل المعلومات المتعلقة بخدماتك للعروض. الرفض لا يكلّفك شيئًا ولا يغيّر أي خدمة من "
             "خدماتك.";
    case Word::press_to_refuse_all: return "لرفض كل شيء، اضغط على {key}.";
    case Word::press_to_refuse_others: return "لرفض أن تحصل عليها شركات أخرى أو تستعملها فقط، اضغط على {key}.";
    case Word::press_to_hear_notice: return "للاستماع إلى ما يمكنك السماح به، اضغط على {key}.";
    case Word::press_for_person: return "للتحدث مع موظف، اضغط على {key}.";
    case Word::press_for_again: return "للاستماع مرة أخرى، اضغط على {key}.";
    case Word::not_understood: return "لا معنى لهذا الزر هنا.";
    case Word::number_unknown:
      return "لا نرى الرقم الذي تتصل منه، لذلك لم يُسجَّل شيء. يُرجى الاتصال من الهاتف المقصود مع إظهار رقمه.";
    case Word::refused_all:
      return "سُجِّل رفضك. من الآن لا يجوز لأحد أن يستعمل معلوماتك لعروض تحتاج إلى موافقتك. ولا تتغيّر أي خدمة من خدماتك.";
    case Word::refused_others:
      return "سُجِّل رفضك. من الآن لا يجوز لأي شركة أخرى أن تحصل على معلوماتك أو تستعملها لعروض تحتاج إلى موافقتك. ولا "
             "تتغيّر أي خدمة من خدماتك.";
    case Word::in_doubt: return "سُجِّل رفضك. لكن لم نتمكن بعد من التحقق من أنه يسري على الجميع. يُرجى التحدث معنا.";
    case Word::press_to_allow: return "للسماح بما سمعته الآن، اضغط على {key}.";
    case Word::press_to_leave: return "لإبقاء كل شيء كما هو، اضغط على {key}.";
    case Word::read_back:
      return "أنت على وشك السماح بما قُرئ عليك تمامًا، في كل نقطة. لم يُسجَّل ذلك بعد. إذا أنهيت المكالمة الآن فلن يتغيّر "
             "شيء.";
    case Word::press_to_confirm: return "إذا كنت تريد السماح به، فاضغط على {key}.";
    case Word::allowed: return "سُجِّلت موافقتك: أنت تسمح بما قُرئ عليك. يمكنك التراجع في أي وقت، هنا أو بأي طريقة أخرى.";
    case Word::left: return "لم يتغيّر شيء.";
    case Word::not_confirmed: return "لا يمكننا تأكيد تسجيل اختيارك. يُرجى الاتصال مرة أخرى، أو إبلاغنا بطريقة أخرى.";
    case Word::person: return "يُرجى البقاء على الخط. سيتحدث معك أحد موظفينا.";
    case Word::end: return "يمكنك إنهاء المكالمة الآن.";
  }
  return "";
}

}  // namespace assent::phone_menu
