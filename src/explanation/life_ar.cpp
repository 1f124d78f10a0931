#include "explanation/tongue.hpp"

namespace assent::explanation {

std::string_view arabic_life(LifePhrase phrase) {
  switch (phrase) {
    case LifePhrase::customer_active_residential: return "عميل منزلي حالي";
    case LifePhrase::customer_active_business: return "عميل تجاري حالي";
    case LifePhrase::customer_former_residential: return "عميل منزلي سابق";
    case LifePhrase::customer_former_business: return "عميل تجاري سابق";
    case LifePhrase::customer_services: return "الخدمات: {names}";
    case LifePhrase::customer_language: return "اللغة: {language}";
    case LifePhrase::customer_zone: return "المنطقة الزمنية: {zone}";
    case LifePhrase::customer_contact: return "المسجَّل: {names}";
    case LifePhrase::contact_telephone: return "الهاتف";
    case LifePhrase::contact_email: return "البريد الإلكتروني";
    case LifePhrase::contact_address: return "العنوان";
    case LifePhrase::notice_published:
      return "نشر الإشعار {notice} الإصدار {version} وفق {regime} (بالأيام: {days}، باللغات: {languages})";
    case LifePhrase::notice_given:
      return "توجيه الإشعار {notice} الإصدار {version} (الوسيلة: {channel}، اللغة: {language}، الإرسال: {sent})";
    case LifePhrase::notice_delivered: return "وصول الإشعار المقيَّد في {entry}";
    case LifePhrase::notice_bounced: return "ارتداد الإشعار المقيَّد في {entry}";
    case LifePhrase::notice_returned: return "إعادة الإشعار المقيَّد في {entry} إلى المرسل";
    case LifePhrase::delivery_status: return "رمز الحالة: {status}";
    case LifePhrase::opted_out: return "رفض (المتلقون: {recipients}، من: {giver})";
    case LifePhrase::postmarked: return "ختم البريد: {date}";
    case LifePhrase::opted_in: return "موافقة صريحة ({form}؛ المتلقون: {recipients}، من: {giver})";
    case LifePhrase::parties: return "الأطراف: {names}";
    case LifePhrase::contact_channels: return "وسائل الاتصال: {names}";
    case LifePhrase::classes: return "أنواع العروض: {names}";
    case LifePhrase::categories: return "الفئات: {names}";
    case LifePhrase::until: return "حتى {day} ضمنًا";
    case LifePhrase::information: return "المعلومات: {names}";
    case LifePhrase::offers: return "العروض: {names}";
    case LifePhrase::defects: return "العيوب: {names}";
    case LifePhrase::without_notice: return "بلا إشعار سابق";
    case LifePhrase::after_notice: return "بعد الإشعار {notice} الإصدار {version}";
    case LifePhrase::withdrew: return "سحب الموافقة (المتلقون: {recipients}، من: {giver})";
    case LifePhrase::consent_granted: return "إعطاء موافقة لمرة واحدة ({channel}، {direction})، حتى {end}";
    case LifePhrase::consent_not_granted: return "عدم إعطاء موافقة لمرة واحدة ({channel}، {direction})، حتى {end}";
    case LifePhrase::left_out: return "ما أُغفل ذكره: {names}";
    case LifePhrase::verified: return "التحقق من الموافقة ({form})";
    case LifePhrase::verified_recorded: return "التحقق من الموافقة ({form}، مع تسجيل)";
    case LifePhrase::email_permitted: return "الإذن بالإشعارات عبر البريد الإلكتروني";
    case LifePhrase::email_not_permitted: return "سحب الإذن بالإشعارات عبر البريد الإلكتروني";
    case LifePhrase::agreement: return "اتفاقية مع {party} من {from} إلى {to}";
    case LifePhrase::clauses: return "البنود: {names}";
    case LifePhrase::counts_from: return "القيد {entry} يسري من {instant}";
    case LifePhrase::never_happened: return "القيد {entry} لم يحدث قط";
    case LifePhrase::confirmed_by: return "بتأكيد من {person}";
    case LifePhrase::continues: return "يتابع الحساب {account} ({cause})";
    case LifePhrase::continued_by: return "يتابعه الحساب {account} ({cause})";
    case LifePhrase::cause_renumbered: return "إعادة ترقيم";
    case LifePhrase::cause_merged: return "دمج";
    case LifePhrase::cause_split: return "تقسيم";
    case LifePhrase::claimed: return "بادّعاء فقط";
    case LifePhrase::proof_unknown: return "إثباته غير معروف";
    case LifePhrase::everybody: return "الجميع";
    case LifePhrase::simulation: return "محاكاة";
    case LifePhrase::simulation_for: return "محاكاة: {purpose}";
    case LifePhrase::number_key: return "مفتاح لحالات الرفض من أرقام بلا حساب";
    case LifePhrase::notice_queued: return "الإشعار {notice} {version} في انتظار الإرسال ({channel})";
    case LifePhrase::notice_handed_over: return "الإشعار {notice} {version} سُلّم للإرسال ({channel})";
    case LifePhrase::notice_not_sent: return "الإشعار {notice} {version} تعذّر إرساله ({channel})";
    case LifePhrase::sent_by: return "عبر {provider}";
    case LifePhrase::message: return "الرسالة {message}";
    case LifePhrase::contacted: return "اتصال بالعميل ({channel}): {outcome}";
    case LifePhrase::for_campaign: return "للحملة {campaign}";
    case LifePhrase::campaign_ran:
      return "الحملة {campaign} بموجب {regime}، المتلقي {recipient}: المسموح بهم {permitted} من أصل {rows}";
    case LifePhrase::provisional: return "قيد المراجعة";
    case LifePhrase::read_confirmed: return "قراءة القيد {entry}: هو رفض";
    case LifePhrase::read_not_a_refusal: return "قراءة القيد {entry}: ليس رفضًا";
    case LifePhrase::partner: return "الشريك {party}: {name}، {recipient}";
    case LifePhrase::partner_ended: return "انتهت الشراكة مع {party}: {name}، {recipient}";
    case LifePhrase::partner_country: return "البلد: {country}";
    case LifePhrase::erased: return "مُحيت البيانات التي تدل على هوية العميل";
    case LifePhrase::erased_on: return "مُحيت البيانات التي تدل على هوية العميل في {date}";
    case LifePhrase::document_kept: return "حُفظ المستند {type} {id}";
    case LifePhrase::document_deleted: return "حُذف المستند {type} {id}";
    case LifePhrase::read_customer: return "عُرض على {who} عبر {interface} ({operation})";
    case LifePhrase::read_customers: return "عُرض على {who} عبر {interface} ({operation}): عدد العملاء {customers}";
    case LifePhrase::read_by_role: return "الدور {role}";
    case LifePhrase::read_by_client: return "البرنامج {client}";
    case LifePhrase::read_for: return "للغرض {purpose}";
    case LifePhrase::further: return "، ";
  }
  return {};
}

}  // namespace assent::explanation
