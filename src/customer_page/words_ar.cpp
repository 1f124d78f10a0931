#include "customer_page/words.hpp"

namespace assent::customer_page {

std::string_view arabic_word(Word word) {
  switch (word) {
    case Word::languages: return "هذه الصفحة بلغة أخرى";
    case Word::refuse_title: return "ارفض استعمال المعلومات المتعلقة بك";
    case Word::refuse_lead:
      return "تعرف شركة {carrier} خدماتك وكيف تستعملها وما تدفعه. القرار لك: هل يجوز استعمال هذه المعلومات لتقديم عروض "
             "إليك، ومن يجوز أن يحصل عليها.";
    case Word::refuse_all: return "أرفض كل شيء";
    case Word::refuse_all_means:
      return "عندئذ لا يجوز لأحد أن يستعمل المعلومات المتعلقة بك لعروض تحتاج إلى موافقتك: لا نحن ولا أي شركة أخرى. "
             "ويستمر ما تسمح به القواعد دون موافقة، مثل تقديم خدماتك وإصدار فواتيرها.";
    case Word::refuse_free: return "لا يكلّفك ذلك شيئًا، ويسري فورًا، وتبقى خدماتك كما هي.";
    case Word::refuse_part: return "ارفض جزءًا";
    case Word::refuse_part_how:
      return "اختر من لا يجوز له استعمال المعلومات المتعلقة بك. وتبقى اختياراتك السابقة لغيرهم كما هي.";
    case Word::refuse_part_legend: return "أرفض أن تُستعمل المعلومات المتعلقة بي من قِبل";
    case Word::refuse_part_kind: return "يسري الرفض على جميع الشركات من النوع نفسه، وعلى التي تأتي لاحقًا أيضًا.";
    case Word::refuse_part_send: return "أرفض ما اخترته";
    case Word::refuse_part_none: return "لم يُرفض شيء: لم تختر أحدًا. اختر واحدًا على الأقل، أو ارفض كل شيء.";
    case Word::signal_seen:
      return "يقول متصفحك إنه لا يجوز بيع المعلومات المتعلقة بك ولا مشاركتها. لذلك اختيرت جميع الشركات الأخرى في "
             "الأسفل.";
    case Word::our_own: return "{carrier}، لعروضها هي";
    case Word::nobody_now: return "لا يوجد أحد منهم حاليًا.";
    case Word::see_all: return "اطّلع على جميع اختياراتك وغيّرها";
    case Word::see_all_how:
      return "نرسل أولًا رمزًا إلى رقم هاتف أو بريد إلكتروني مسجّل لدينا، لكيلا يرى أحد غيرك المعلومات المتعلقة بك. وهناك "
             "يمكنك أيضًا أن تسمح بما رفضته.";
    case Word::see_all_send: return "انتقل إلى اختياراتي";
    case Word::nothing_shown: return "لا تحتاج إلى تسجيل الدخول كي ترفض. لا تعرض هذه الصفحة شيئًا عنك.";
    case Word::refused_title: return "لقد رفضت";
    case Word::refused_all: return "من الآن لا يجوز لأحد أن يستعمل المعلومات المتعلقة بك لعروض تحتاج إلى موافقتك.";
    case Word::refused_part: return "من الآن لا يجوز لهؤلاء أن يستعملوا المعلومات المتعلقة بك لعروض تحتاج إلى موافقتك:";
    case Word::refused_signal:
      return "جميع الشركات الأخرى من بينهم، لأن متصفحك يقول إنه لا يجوز بيع المعلومات المتعلقة بك ولا مشاركتها.";
    case Word::refused_receipt: return "سُجّل: {time}. الإيصال: {receipt}.";
    case Word::refused_undo:
      return "هل غيّرت رأيك؟ هذا الرابط للرفض فقط. لكي تسمح بشيء من جديد، اطّلع على جميع اختياراتك.";
    case Word::refused_in_doubt: return "سُجّل رفضك. لكن لم نتمكن بعد من التحقق من أنه يسري على هؤلاء. يُرجى الاتصال بنا:";
    case Word::not_recorded: return "تعذّر تسجيل رفضك. يُرجى المحاولة من جديد بعد بضع دقائق، أو الاتصال بنا.";
    case Word::code_title: return "أثبت أنك أنت";
    case Word::code_lead: return "قبل أن نعرض ما هو مسجّل، نرسل رمزًا إلى جهة اتصال لدينا من قبل. هكذا لا يراه غيرك.";
    case Word::code_by: return "كيف تريد أن يصلك الرمز؟";
    case Word::code_by_sms: return "برسالة نصية";
    case Word::code_by_email: return "بالبريد الإلكتروني";
    case Word::code_send: return "أرسلوا لي رمزًا";
    case Word::code_sent:
      return "إذا كانت جهة الاتصال هذه مسجّلة لدينا، فالرمز في طريقه إليك. يصلح لمدة {minutes} دقيقة.";
    case Word::code_enter: return "رمزك";
    case Word::code_hint: return "ثمانية أرقام";
    case Word::code_open: return "اعرض اختياراتي";
    case Word::code_wrong: return "هذا الرمز غير صحيح أو لم يعد صالحًا. تحقّق منه أو اطلب رمزًا جديدًا.";
    case Word::code_again: return "أرسلوا رمزًا آخر";
    case Word::code_too_often:
      return "طُلبت رموز كثيرة. انتظر ساعة ثم حاول من جديد. ويمكنك أن ترفض في أي وقت بالرابط الوارد في إشعارنا.";
    case Word::code_not_sent: return "تعذّر إرسال الرمز. يُرجى المحاولة من جديد بعد بضع دقائق.";
    case Word::code_not_here:
      return "لا تُرسل رموز حاليًا. اتصل بنا للاطلاع على ما هو مسجّل. ويمكنك أن ترفض في أي وقت بالرابط الوارد في إشعارنا.";
    case Word::code_message: return "{carrier}: رمزك هو {code}. يصلح لمدة {minutes} دقيقة. لا تعطه لأحد.";
    case Word::code_subject: return "رمزك";
    case Word::view_title: return "اختياراتك بشأن المعلومات المتعلقة بك";
    case Word::view_lead:
      return "هذا ما يجوز لشركة {carrier} أن تفعله بالمعلومات المتعلقة بخدماتك. يمكنك تغييره هنا في أي وقت مجانًا، "
             "وتبقى خدماتك كما هي.";
    case Word::view_done_refused: return "سُجّل رفضك ويسري فورًا. وما هو سارٍ الآن مبيّن في الأسفل.";
    case Word::view_done_allowed: return "سُجّلت موافقتك. وما هو سارٍ الآن مبيّن في الأسفل. يمكنك سحبها في أي وقت.";
    case Word::now_title: return "ما هو سارٍ الآن";
    case Word::now_allowed: return "✓ مسموح";
    case Word::now_not_allowed: return "✕ غير مسموح";
    case Word::now_other_kinds: return "أنواع أخرى من الشركات";
    case Word::now_information: return "المعلومات";
    case Word::now_purpose: return "لأي غرض";
    case Word::now_rests_on: return "منذ متى";
    case Word::now_why: return "لماذا";
    case Word::now_until: return "حتى متى";
    case Word::refuse_this: return "أرفض: {name}";
    case Word::allow_title: return "السماح باستعمال";
    case Word::allow_lead:
      return "اقرأ ما قد تسمح به. يمكنك الرجوع عنه في أي وقت، هنا أو بالرابط الوارد في أي من إشعاراتنا.";
    case Word::allow_read: return "اقرأ: {name}";
    case Word::allow_send: return "أسمح بهذا";
    case Word::allow_changed: return "لم يُسمح بشيء: تغيّر النص منذ قرأته. اقرأه من جديد ثم قرّر.";
    case Word::allow_none: return "لا نطلب أي موافقة حاليًا.";
    case Word::record_title: return "ما هو مسجّل عن خدماتك";
    case Word::record_services: return "خدماتك";
    case Word::record_no_services: return "لا شيء";
    case Word::campaigns_title: return "حملات كان يمكن أن تستعمل المعلومات المتعلقة بك";
    case Word::campaigns_lead:
      return "عند إعداد كل من هذه الحملات كان مسموحًا لها استعمال المعلومات المتعلقة بك. وإذا كنت في قائمتها، فقد "
             "استعملتها.";
    case Word::campaigns_none: return "لا توجد أي حملة.";
    case Word::campaigns_for: return "لصالح {name}";
    case Word::history_title: return "سجلّك";
    case Word::history_lead: return "كل ما سُجّل، والأحدث أولًا. لكل قيد رقم إيصال: به يمكننا إثبات ما سُجّل ومتى.";
    case Word::history_receipt: return "الإيصال {receipt}";
    case Word::history_older: return "القيود الأقدم";
    case Word::history_newer: return "أحدث القيود";
    case Word::view_ends: return "حرصًا على أمانك تُغلق هذه الصفحة تلقائيًا: {time}.";
    case Word::not_known: return "لا توجد صفحة كهذه. لم يتغيّر شيء. تحقّق من أن الرابط نُسخ كاملًا.";
    case Word::ended:
      return "لم يعد هذا الرابط صالحًا. لم يتغيّر شيء. افتح الرابط الوارد في إشعارنا من جديد لتحصل على رابط جديد.";
    case Word::failed: return "لا يمكن عرض الصفحة حاليًا. لم يتغيّر شيء. يُرجى المحاولة من جديد بعد بضع دقائق.";
  }
  return {};
}

}  // namespace assent::customer_page
