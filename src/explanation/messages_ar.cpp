#include "explanation/tongue.hpp"

namespace assent::explanation {

std::string_view arabic_message(Message message) {
  switch (message) {
    case Message::headline:
      return "{outcome} في {at}: {purpose}، {offer}؛ المتلقي: {recipient}؛ المعلومات: {information}";
    case Message::headline_without_offer:
      return "{outcome} في {at}: {purpose}؛ المتلقي: {recipient}؛ المعلومات: {information}";
    case Message::offer: return "العرض «{name}»";
    case Message::offer_unnamed: return "العرض";
    case Message::recipient_with_party: return "{relation} {party}";
    case Message::party_named: return "{name} ({party})";
    case Message::party_unnamed: return "ذلك الطرف";
    case Message::contact_unnamed: return "لم تُذكر أي وسيلة";
    case Message::agreement_no_party: return "لا يسمّي هذا الاستخدام أي طرف، فلا يمكن تحديد اتفاقية سرّية تخصّه.";
    case Message::event_notice: return "الإشعار المؤرخ {date} ({channel})";
    case Message::event_opt_out: return "الرفض الوارد بتاريخ {date}";
    case Message::event_withdrawal: return "سحب الموافقة بتاريخ {date}";
    case Message::event_opt_in: return "الموافقة الصريحة المؤرخة {date}";
    case Message::event_one_time_consent: return "الموافقة لمرة واحدة المعطاة في {date} ({channel})";
    case Message::event_verification: return "التحقق المؤرخ {date}";
    case Message::event_agreement: return "الاتفاقية مع {party}، من {date} إلى {end}";
    case Message::event_elsewhere: return "قيد ليس ضمن الوقائع المعروضة";
    case Message::event_provisional: return "{event}، قيد المراجعة";
    case Message::refusal_provisional: return "هذا الرفض قيد المراجعة: هو سارٍ، ولم يقرأه أحد بعد.";
    case Message::fault_waiting_days: return "مهلة معلنة بالأيام {announced} وحدها الأدنى {days}";
    case Message::fault_left_out: return "إغفال ذكر {names}";
    case Message::fault_misleading: return "تضليل في {names}";
    case Message::fault_unnamed: return "عدم استيفاء ما تتطلبه القاعدة";
    case Message::source: return "{source} ({standing})؛ حزمة القواعد {regime}، الإصدار {version}";
    case Message::holds_until: return "حتى {when} (بالتوقيت المحلي، {zone})، ما لم يُسجَّل جديد";
    case Message::holds_on: return "بلا أجل محدد، ما لم يُسجَّل جديد";
    case Message::needs: return "يلزم {steps}";
    case Message::turns: return "يصبح مسموحًا به في {when} إذا لم يرد شيء";
    case Message::needs_and_turns: return "{needs}؛ {turns}";
    case Message::step_supervisor_review: return "مراجعة مشرف وموافقته";
    case Message::step_name_party: return "تسمية الطرف الذي يتلقى المعلومات";
    case Message::step_agreement:
      return "إبرام اتفاقية مع {party} تتضمن جميع البنود ({clauses}) وتسري حتى {day} على الأقل";
    case Message::step_verification: return "التحقق مع العميل من الموافقة المفترضة";
    case Message::step_opt_in:
      return "الحصول على موافقة صريحة تشمل المتلقي ({recipient}) يعطيها {giver} بعد إشعار ومع إثبات";
    case Message::step_opt_in_for_contact:
      return "الحصول على موافقة صريحة تشمل المتلقي ({recipient}) ووسيلة الاتصال ({contact}) يعطيها {giver} بعد إشعار "
             "ومع "
             "إثبات";
    case Message::step_notice:
      return "توجيه إشعار سليم اليوم ({channel}) يمهل العميل ليرفض (عدد الأيام: {days})، بشأن المتلقي ({recipient}) "
             "والمعلومات الآتية: {information}";
    case Message::step_one_time_consent: return "الحصول على موافقة العميل في مكالمة ({channel})، لمدة المكالمة";
    case Message::no_remedy: return "لا موافقة ولا انتظار يجعل هذا الاستخدام مسموحًا به";
    case Message::no_remedy_unknown: return "لا يمكن قول شيء قبل أن يثبت من هو العميل وما هو مسجَّل عنه";
    case Message::no_remedy_known: return "لا شيء يُعرف من هذه القواعد ومما هو مسجَّل";
    case Message::list_comma: return " و";
    case Message::list_and: return " و";
    case Message::section_why: return "السبب";
    case Message::section_meaning: return "المعنى";
    case Message::section_rule: return "القاعدة";
    case Message::section_holds: return "مدة السريان";
    case Message::section_findings: return "ما تبيّن أيضًا";
    case Message::section_remedies: return "كي يُسمح به";
    case Message::section_evidence: return "السند";
    case Message::section: return "{title}: {text}";
    case Message::section_begun: return "{title}:";
    case Message::answer: return "{outcome} ({reason})";
    case Message::difference:
      return "وفق ما كان معلومًا في {before}: {answer_before}. ووفق ما كان معلومًا في {after}: {answer_after}. ومردّ "
             "الفرق إلى ما سُجِّل بين الوقتين.";
    case Message::difference_none:
      return "لا فرق بين ما كان معلومًا في {before} وما كان معلومًا في {after}: {answer_after}.";
  }
  return {};
}

namespace {

std::string_view arabic_outcome(Outcome outcome) { return outcome == Outcome::permit ? "مسموح" : "غير مسموح"; }

std::string_view arabic_level(regime::Level level) {
  switch (level) {
    case regime::Level::opt_out: return "موافقة مفترضة ما لم يرفض العميل";
    case regime::Level::opt_in: return "موافقة صريحة";
    case regime::Level::refused: return "ممنوع";
  }
  return {};
}

std::string_view arabic_standing(regime::Standing standing) {
  switch (standing) {
    case regime::Standing::law: return "نص قانوني";
    case regime::Standing::secondary: return "مصدر ثانوي";
    case regime::Standing::house: return "اختيار داخلي";
  }
  return {};
}

}  // namespace

const Tongue kArabic{arabic_message, arabic_reason,   arabic_terms, arabic_outcome,
                     arabic_level,   arabic_standing, arabic_life,  arabic_certificate};

}  // namespace assent::explanation
