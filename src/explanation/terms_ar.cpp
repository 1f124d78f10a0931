#include <array>

#include "explanation/tongue.hpp"

namespace assent::explanation {
namespace {

constexpr auto kArabicTerms = std::to_array<TermWords>({
    {Term::relation, "carrier", "المشغّل نفسه"},
    {Term::relation, "agent", "وكيل"},
    {Term::relation, "affiliate_communications", "شركة تابعة تقدّم خدمات اتصالات"},
    {Term::relation, "affiliate_serving_customer", "شركة تابعة تخدم العميل"},
    {Term::relation, "affiliate_other", "شركة تابعة أخرى"},
    {Term::relation, "joint_venture_partner", "شريك في مشروع مشترك"},
    {Term::relation, "independent_contractor", "متعاقد مستقل"},
    {Term::relation, "third_party", "طرف ثالث"},

    {Term::purpose, "marketing", "التسويق"},
    {Term::purpose, "winback", "استعادة عميل سابق"},
    {Term::purpose, "provide_service", "تقديم الخدمة"},
    {Term::purpose, "billing", "إصدار الفواتير"},
    {Term::purpose, "fraud_prevention", "منع الاحتيال"},
    {Term::purpose, "inside_wiring", "التمديدات الداخلية"},
    {Term::purpose, "emergency", "حالة طوارئ"},
    {Term::purpose, "legal_obligation", "التزام قانوني"},
    {Term::purpose, "mobile_health_research", "أبحاث الآثار الصحية للخدمة المحمولة"},
    {Term::purpose, "customer_written_request", "طلب خطي من العميل"},
    {Term::purpose, "request_approval", "طلب موافقة العملاء"},
    {Term::purpose, "competitor_tracking", "تتبّع الاتصالات بالمنافسين"},
    {Term::purpose, "port_request_retention", "استبقاء العميل عند طلب نقل الرقم"},

    {Term::information, "services", "الخدمات"},
    {Term::information, "usage", "الاستعمال"},
    {Term::information, "billing", "الفواتير"},
    {Term::information, "call_detail", "تفاصيل المكالمات"},
    {Term::information, "location", "الموقع الجغرافي"},
    {Term::information, "contact", "بيانات الاتصال"},
    {Term::information, "aggregate", "معلومات مجمَّعة"},
    {Term::information, "published_listing", "بيانات الدليل المنشور"},

    {Term::channel, "mail", "البريد"},
    {Term::channel, "email", "البريد الإلكتروني"},
    {Term::channel, "sms", "رسالة نصية قصيرة"},
    {Term::channel, "oral", "شفهيًا"},
    {Term::channel, "portal", "البوابة الإلكترونية"},
    {Term::channel, "phone", "الهاتف"},
    {Term::channel, "chat", "المحادثة النصية"},
    {Term::channel, "call", "مكالمة هاتفية"},
    {Term::channel, "automated_call", "مكالمة آلية"},
    {Term::channel, "push", "إشعار على الجهاز"},
    {Term::channel, "social", "شبكة اجتماعية"},
    {Term::channel, "fax", "الفاكس"},

    {Term::giver, "owner", "صاحب الحساب"},
    {Term::giver, "authorised_representative", "ممثل مفوّض"},
    {Term::giver, "authorised_user", "مستخدم مفوّض"},
    {Term::giver, "minor_user", "مستخدم قاصر"},
    {Term::giver, "employee", "موظف"},

    {Term::defect, "pre_ticked", "خانة محدَّدة مسبقًا"},
    {Term::defect, "bundled", "موافقة مدمجة مع أمر آخر"},

    {Term::delivery, "bounced", "ارتدّت الرسالة"},
    {Term::delivery, "returned", "أُعيد البريد إلى المرسل"},

    {Term::clause, "purpose_limit", "حصر الغرض"},
    {Term::clause, "no_onward_disclosure", "عدم الإفصاح لآخرين"},
    {Term::clause, "safeguards", "الضمانات"},

    {Term::disclosure, "customer_right", "حق العميل وواجب المشغّل"},
    {Term::disclosure, "information_types", "أنواع المعلومات"},
    {Term::disclosure, "recipients", "الجهات المتلقية"},
    {Term::disclosure, "purposes", "الأغراض"},
    {Term::disclosure, "right_to_refuse_any_time", "الحق في الرفض في أي وقت"},
    {Term::disclosure, "precise_steps", "الخطوات الدقيقة للسماح أو الرفض"},
    {Term::disclosure, "no_effect_on_service", "أن الرفض لا يؤثر في الخدمة"},
    {Term::disclosure, "valid_until_revoked", "أن الاختيار يبقى ساريًا إلى أن يُعدل عنه"},
    {Term::disclosure, "waiting_period", "مهلة الانتظار"},
    {Term::disclosure, "free_method_always_available", "وسيلة مجانية للرفض متاحة في كل ساعة"},
    {Term::disclosure, "reply_to_refuse", "وسيلة الرفض بالردّ على الرسالة"},
    {Term::disclosure, "statutory_definition", "التعريف الوارد في القاعدة"},
    {Term::disclosure, "duty_to_comply_with_limits", "واجب التقيّد بالحدود التي يضعها العميل"},
    {Term::disclosure, "call_information_included", "أن المعلومات عن المكالمات مشمولة"},
    {Term::disclosure, "published_information_excluded", "أن المعلومات المنشورة غير مشمولة"},

    {Term::notice_part, "subject", "سطر الموضوع"},
    {Term::notice_part, "text", "النص"},

    {Term::service, "local", "الهاتف المحلي"},
    {Term::service, "long_distance", "المكالمات البعيدة"},
    {Term::service, "mobile", "الهاتف المحمول"},
    {Term::service, "voip", "الاتصال الهاتفي عبر الإنترنت"},
    {Term::service, "internet", "الإنترنت"},

    {Term::language, "ar", "العربية"},
    {Term::language, "en", "الإنجليزية"},
    {Term::language, "fr", "الفرنسية"},
});

}  // namespace

std::span<const TermWords> arabic_terms() { return kArabicTerms; }

}  // namespace assent::explanation
