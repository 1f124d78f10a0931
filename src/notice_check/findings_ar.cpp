#include "notice_check/finding_tables.hpp"

namespace assent::notice_check {
namespace {

using Code = FindingCode;

constexpr FindingTable kArabicFindings = {{
    {Code::unreadable, "{problem}", "{mend}"},
    {Code::regime_differs, "الإشعار مكتوب للنظام «{written}»", "اكتب «{regime}»، أو انشره وفق نظامه"},
    {Code::recipient_unknown, "«{recipient}» ليس متلقيًا يعرفه «{regime}»", "سمِّ علاقات من النظام"},
    {Code::level_not_given, "لا يمكن لهذا الإشعار أن يعطي الموافقة اللازمة للمتلقي «{recipient}» ({level})",
     "احذف المتلقي، أو اطلب موافقة صريحة: `asks = \"opt_in\"`"},
    {Code::relation_refused, "لا موافقة تجعل «{recipient}» متلقيًا", "احذف المتلقي"},
    {Code::information_not_given, "السكوت ليس موافقة على استخدام المعلومات «{information}»",
     "احذفها، أو اطلب موافقة صريحة: `asks = \"opt_in\"`"},
    {Code::waiting_days_short, "المهلة المعلنة بالأيام {days}، والحد الأدنى في «{regime}» هو {least}",
     "أعلن مهلة لا تقل عن {least}، في `waiting_days` وفي النص"},
    {Code::waiting_period_differs, "عدد الأيام في النص {found}، وفي `waiting_days` هو {days}",
     "اكتب {waiting_days} بدل العدد"},
    {Code::waiting_period_unsaid, "لا يذكر النص عدد الأيام المتاحة للعميل",
     "اكتب {waiting_days}، وقيمته {days}، وبعده كلمة يوم"},
    {Code::disclosure_missing, "ينقص النص بلغة «{language}» البيان «{disclosure}» الذي يتطلبه «{regime}»",
     "أضف فقرة فيها `disclosure = \"{disclosure}\"`"},
    {Code::disclosure_unknown, "«{disclosure}» ليس بيانًا يتطلبه «{regime}»، والأقرب هو «{nearest}»",
     "اكتب كلمة النظام، أو احذف `disclosure` إن كان نصًا عاديًا"},
    {Code::translation_partial, "تنقص النص بلغة «{language}» الفقرة «{disclosure}» الموجودة في لغة أخرى",
     "ترجم الإشعار كله، أو احذف اللغة"},
    {Code::translation_same, "الفقرة بلغة «{language}» هي نفسها بلغة «{other}»", "ترجمها"},
    {Code::script_differs, "الفقرة بلغة «{language}» ليست مكتوبة بحروف تلك اللغة", "ترجمها، أو صحّح `language`"},
    {Code::subject_hides, "لا يذكر العنوان أن الإشعار يتعلق بمعلومات العميل", "اذكر ذلك بكلمة مثل «{example}»"},
    {Code::subject_promotes, "في العنوان «{word}»، كأنه عرض", "اذكر موضوع الإشعار فقط"},
    {Code::recipients_unnamed, "«{word}» لا تسمّي أحدًا", "سمِّ كل متلقٍّ؛ {partners} يعني أسماءهم"},
    {Code::partner_unnamed, "يشمل الإشعار «{partner}» ولا يسمّيه",
     "اكتب {partners} في الفقرة، وسجّل الطرف في سجل الشركاء"},
    {Code::parties_open, "يشمل الإشعار أي طرف من «{recipient}» ولا يسمّي أحدًا",
     "اكتب {partners} في الفقرة `recipients`، أو سمِّ الأطراف في `parties`"},
    {Code::way_unnamed, "لا تذكر الخطوات أي وسيلة للرفض موجودة في ملف المشغّل", "اذكر واحدة: {way:NAME}"},
    {Code::way_unknown, "ليس في ملف المشغّل وسيلة «{way}»، والأقرب هي «{nearest}»", "اذكر وسيلة من الملف، أو أضف هذه"},
    {Code::way_not_live, "الوسيلة «{way}» لا تعمل الآن", "أصلحها قبل إرسال الإشعار، أو اذكر غيرها"},
    {Code::way_not_free, "ليس في الإشعار وسيلة تعمل وهي مجانية ومتاحة في كل الأوقات", "اذكر وسيلة كهذه"},
    {Code::words_urge, "«{word}» تستعجل العميل", "اذكر الواقع دون استعجال"},
    {Code::words_frighten, "«{word}» تخيف العميل", "اذكر الواقع دون تخويف"},
    {Code::words_freeze, "«{word}» تشجّع على إبعاد شركات أخرى", "احذفها: القاعدة تمنعها"},
    {Code::words_reward, "«{word}» تكافئ على الموافقة", "احذفها: الموافقة لا تُشترى"},
    {Code::hard_to_read, "النص بلغة «{language}» صعب القراءة: مقياس {measure} يعطي {score}، والحد الأدنى {least}",
     "اكتب جملًا وكلمات أقصر"},
    {Code::sms_parts, "عدد أجزاء الرسالة القصيرة بلغة «{language}» هو {parts} ({encoding})، والحد الأقصى {most}",
     "اختصر النص، أو استخدم وسيلة أخرى"},
    {Code::variable_unknown, "«{variable}» ليس متغيرًا، والأقرب هو «{nearest}»",
     "اكتب {carrier} أو {waiting_days} أو {partners} أو {partner:ID} أو {way:NAME} أو {account} أو {services} أو "
     "{page}"},
    {Code::variable_without_value, "ليس للمتغير «{variable}» قيمة بلغة «{language}»",
     "حدّد ملف مشغّل (`--carrier`) فيه هذه القيمة؛ أما الشركاء فسجّلهم في السجل"},
    {Code::brace, "قوس معقوف ليس جزءًا من متغير", "احذفه؛ الأقواس المعقوفة للمتغيرات فقط"},
    {Code::channel_unknown, "«{channel}» ليست وسيلة للإشعارات، والأقرب هي «{nearest}»",
     "اكتب mail أو email أو sms أو oral أو portal"},
}};

}  // namespace

const FindingTable& arabic_findings() { return kArabicFindings; }

}  // namespace assent::notice_check
