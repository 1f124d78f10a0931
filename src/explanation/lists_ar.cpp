#include "explanation/row_tables.hpp"

namespace assent::explanation {

using reasons::ListFault;
using reasons::Mending;
using reasons::UnfitChoice;

RowWords arabic_words(ListFault code) {
  switch (code) {
    case ListFault::damaged: return {"الصف تالف، وحسابه غير مسجَّل", "صحّحه"};
    case ListFault::repeated: return {"الحساب وارد من قبل في السطر {line}", "احذف أحدهما"};
    case ListFault::repeated_after_recorded:
      return {"الحساب وارد من قبل في السطر {line}، وهو المعتدّ به", "احذف أحدهما"};
    case ListFault::merged:
      return {"الحساب وارد من قبل في السطر {line}",
              "أرقام هواتفه وعناوين بريده الإلكتروني مسجَّلة إلى جانب ما في ذلك السطر"};
    case ListFault::contradicted:
      return {"الحساب وارد من قبل في السطر {line}، والصفان متناقضان؛ وهو مسجَّل {made}", "احذف الخاطئ منهما"};
    case ListFault::later_state:
      return {"سُجِّلت لهذا العميل حالة لاحقة، منذ `{instant}`", "استورده بتاريخ تلك اللحظة أو بعدها"};
    case ListFault::suspected_link:
      return {
          "صلة محتملة: جاء الحساب `{account}` برقم هاتف من الحساب `{former}` الذي غادر؛ إن كانا عميلًا واحدًا فسجّل ذلك "
          "بالأمر `assent record link`؛ وحالات الرفض المنقولة في الأثناء: {count}"};
    case ListFault::clock_ahead: return {"الوقت الحاضر المعطى متقدم كثيرًا على ساعة الجهاز، فلا تُسجَّل إلا حالات الرفض"};
    case ListFault::clock_ahead_of_approval:
      return {"الوقت الحاضر المعطى متقدم كثيرًا على ساعة الجهاز، فلا تُسجَّل إلا حالات الرفض",
              "سجّل الموافقة بالوقت الصحيح"};
    case ListFault::key_taken:
      return {"المفتاح مسجَّل لخيار آخر", "أعطِ هذا الخيار مفتاحًا خاصًا به، أو صحّحه ليقول الشيء نفسه"};
    case ListFault::nobody_named: return {"لم يُذكر حساب ولا رقم هاتف", "سمِّ العميل بأحدهما"};
    case ListFault::number_of_nobody: return {"ليس رقم الهاتف هذا لأي حساب مسجَّل", "صحّحه، أو اذكر الحساب"};
    case ListFault::number_of_nobody_active: return {"ليس رقم الهاتف هذا لأي عميل حالي", "اذكر الحساب الذي يوافق"};
    case ListFault::number_of_several: return {"رقم الهاتف هذا لأكثر من حساب", "اذكر الحساب الذي يوافق"};
    case ListFault::number_of_another: return {"كان رقم الهاتف هذا لحساب آخر بعد الموافقة", "اذكر الحساب الذي يوافق"};
    case ListFault::no_day: return {"هذا ليس يومًا", "اكتبه مثل `2026-12-31`، أو اتركه فارغًا لموافقة بلا نهاية"};
    case ListFault::opt_in_with_scope: return {"ليس للموافقة الصريحة نطاق رفض", "سمِّ متلقّيها"};
    case ListFault::opt_in_provisional:
      return {"لا تكون الموافقة الصريحة قيد المراجعة؛ الرفض وحده يكون كذلك",
              "اكتب `no` بعد أن يقرأها شخص، أو احذف الصف"};
    case ListFault::all_beside_others: return {"ترد `all` إلى جانب أسماء أخرى", "اكتب `all`، أو الأسماء وحدها"};
    case ListFault::unknown_choice:
      return {"الخيار ليس واحدًا من `opt_out` أو `opt_in` أو `withdrawal` أو `email_permission`",
              "صحّحه، أو اذكر معنى الكلمة بالخيار `--choice-word`"};
    case ListFault::no_instant: return {"هذه ليست لحظة", "اكتبها مثل `2026-03-01T09:00:00+02:00`، أو اتركها فارغة"};
    case ListFault::no_yes_or_no: return {"هذه ليست نعم ولا لا", "اكتب `yes` أو `no`، أو اتركها فارغة"};
    case ListFault::unknown_result:
      return {"النتيجة ليست واحدة من `delivered` أو `bounced` أو `returned`",
              "صحّحها، أو اذكر معنى الكلمة بالخيار `--result-word`"};
    case ListFault::account_missing: return {"الحساب غير مذكور"};
    case ListFault::names_nobody: return {"لا شيء يدل على العميل الذي يسمّيه الصف"};
    case ListFault::not_given_in_sending: return {"لم يُوجَّه هذا الإشعار إلى الحساب في الإرسال المذكور"};
    case ListFault::not_given_by_email: return {"لم يُوجَّه هذا الإشعار إلى الحساب بالبريد الإلكتروني"};
    case ListFault::not_given_by_then: return {"لم يكن هذا الإشعار قد وُجِّه إلى الحساب حتى ذلك الحين"};
    case ListFault::no_sending: return {"الإرسال ليس تاريخًا ولا لحظة"};
    case ListFault::account_unknown: return {"الحساب غير مسجَّل"};
    case ListFault::no_text_in_language: return {"ليس للإشعار نص بلغة العميل"};
    case ListFault::language_does_not_count:
      return {"الإشعار بلغة `{language}` لا يُعتدّ به لهذا العميل، فلغته غيرها",
              "وجّهه بلغته، أو اكتب `--even-in-another-language`"};
    case ListFault::sent_before_publication:
      return {"أُرسل الإشعار قبل نشر نصه", "صحّح الإرسال، أو انشر الإشعار مع `--at` واللحظة التي استُعمل النص منها فعلًا"};
    case ListFault::no_such_message:
      return {"لا رسالة من هذا الإشعار إلى هذا الحساب بهذه القناة في ذلك الموضع من السجل",
              "أعطِ قائمة الرسائل كما كُتبت، أو احذف العمود"};
    case ListFault::sent_on_another_day:
      return {"الرسالة مسجّلة على أنها أُرسلت في وقت آخر",
              "إن كان ذلك خطأ فاسحبه أولًا (`assent record correction`)، ثم سجّل هذا من جديد"};
    case ListFault::number_in_evidence:
      return {"يحوي المرجع رقم هاتف العميل أو عنوان بريده الإلكتروني", "سمِّ التسجيل أو الوثيقة، لا الشخص"};
    case ListFault::number_in_status:
      return {"فيه رقم هاتف العميل أو عنوان بريده الإلكتروني", "أرسل الرمز وحده، مثل `5.1.1`"};
    case ListFault::status_of_failure: return {"رمز الحالة يعني فشلًا نهائيًا"};
    case ListFault::status_of_failure_and_unknown_word: return {"الكلمة غير معروفة، لكن رمز الحالة يعني فشلًا نهائيًا"};
    case ListFault::quantity: return {"عدّه جدول بيانات كمية", "صدّر العمود نصًا"};
  }
  return {};
}

RowWords arabic_words(Mending code) {
  switch (code) {
    case Mending::as_refusal: return {"سُجِّل رفضًا: {why}"};
    case Mending::as_of_import: return {"سُجِّل بتاريخ الاستيراد: {why}"};
    case Mending::as_of_now: return {"سُجِّل بتاريخ الآن: {why}"};
    case Mending::for_everybody: return {"سُجِّل لجميع المتلقين: {why}"};
    case Mending::for_every_channel: return {"سُجِّل لكل وسائل الاتصال: {why}"};
    case Mending::for_every_class: return {"سُجِّل لكل أنواع العروض: {why}"};
    case Mending::for_every_category: return {"سُجِّل لكل الفئات: {why}"};
    case Mending::without_evidence: return {"سُجِّل بلا إثباته: {why}"};
    case Mending::without_status: return {"سُجِّل بلا رمز حالته: {why}"};
    case Mending::not_provisional: return {"سُجِّل رفضًا ليس قيد المراجعة: {why}"};
    case Mending::in_spite_of_fault: return {"سُجِّل رغم خطأ فيه: {why}"};
    case Mending::as_bounced: return {"سُجِّل مرتدًّا: {why}"};
    case Mending::as_known_from_now: return {"سُجِّل معلومًا من الآن: {why}"};
    case Mending::as_of_no_sending: return {"سُجِّل بلا تسمية إرسال: {why}"};
    case Mending::as_known_from_sending:
      return {"سُجِّل معلومًا منذ الإرسال: لم يكن قد أُرسل شيء حتى اللحظة المذكورة في الصف"};
    case Mending::about_another_channel:
      return {"سُجِّل عن إشعار لم يُرسل بالبريد الإلكتروني، مع أن رمز الحالة رمز بريد إلكتروني"};
    case Mending::number_without_fraction: return {"يُقرأ رقم الهاتف بلا كسره: {why}"};
    case Mending::refusal_of_unknown:
      return {"سُجِّل الرفض، لكن حسابه غير مسجَّل، فقد لا يسري على أي عميل", "تحقق من الحساب"};
    case Mending::rest_on_record: return {"سُجِّل ما سوى ذلك من الصف"};
    case Mending::former_on_record: return {"العميل مسجَّل بوصفه سابقًا"};
  }
  return {};
}

RowWords arabic_words(UnfitChoice code) {
  switch (code) {
    case UnfitChoice::unknown_recipient:
      return {"{subject} ليس متلقيًا تعرفه حزمة القواعد `{regime}`", "اكتب واحدًا من: {known}"};
    case UnfitChoice::unknown_clause:
      return {"{subject} ليس بندًا تعرفه حزمة القواعد `{regime}`", "اكتب واحدًا من: {known}"};
    case UnfitChoice::unknown_defect: return {"{subject} ليس عيبًا من عيوب الموافقة الصريحة", "اكتب واحدًا من: {known}"};
    case UnfitChoice::unknown_form: return {"{subject} ليس شكلًا من أشكال الموافقة الصريحة", "اكتب واحدًا من: {known}"};
    case UnfitChoice::unknown_form_of_verification:
      return {"{subject} ليس شكلًا من أشكال التحقق", "اكتب واحدًا من: {known}"};
    case UnfitChoice::unknown_direction: return {"{subject} ليس اتجاهًا لمكالمة", "اكتب واحدًا من: {known}"};
    case UnfitChoice::no_recipient: return {"لم يُسمَّ أي متلقٍّ", "سمِّ العلاقات، أو اكتب `all`"};
    case UnfitChoice::no_party: return {"لم يُسمَّ أي طرف", "سمِّ واحدًا، أو اتركه فارغًا للجميع"};
    case UnfitChoice::no_information: return {"لم يُسمَّ أي نوع من المعلومات", "سمِّ واحدًا، أو اتركه فارغًا للجميع"};
    case UnfitChoice::no_offer: return {"لم يُسمَّ أي عرض", "سمِّ واحدًا، أو اتركه فارغًا للجميع"};
    case UnfitChoice::no_channel: return {"لم تُسمَّ أي وسيلة اتصال", "سمِّ واحدًا، أو اتركه فارغًا للجميع"};
    case UnfitChoice::no_class: return {"لم يُسمَّ أي نوع عروض", "سمِّ واحدًا، أو اتركه فارغًا للجميع"};
    case UnfitChoice::no_category: return {"لم تُسمَّ أي فئة", "سمِّ واحدًا، أو اتركه فارغًا للجميع"};
    case UnfitChoice::too_many_named: return {"عدد المسمَّيات أكثر من {most}", "سمِّ أقل، أو اتركه فارغًا للجميع"};
    case UnfitChoice::no_name_of_channel:
      return {"{subject} ليس اسم وسيلة اتصال", "اكتب حروفًا لاتينية صغيرة وأرقامًا و`_` و`-` فقط، مثل `automated_call`"};
    case UnfitChoice::no_name_of_class:
      return {"{subject} ليس اسم نوع عروض", "اكتب حروفًا لاتينية صغيرة وأرقامًا و`_` و`-` فقط، مثل `automated_call`"};
    case UnfitChoice::no_name_of_category:
      return {"{subject} ليس اسم فئة", "اكتب حروفًا لاتينية صغيرة وأرقامًا و`_` و`-` فقط، مثل `automated_call`"};
    case UnfitChoice::opt_in_without_evidence:
      return {"موافقة صريحة بلا إثبات", "اذكر مرجع التسجيل أو الصورة الممسوحة أو سطر السجل الذي يثبته"};
    case UnfitChoice::consent_without_evidence:
      return {"موافقة لمرة واحدة بلا إثبات", "اذكر مرجع التسجيل أو الصورة الممسوحة أو سطر السجل الذي يثبته"};
    case UnfitChoice::verification_without_evidence:
      return {"تحقق بلا إثبات", "اذكر مرجع التسجيل أو الصورة الممسوحة أو سطر السجل الذي يثبته"};
    case UnfitChoice::permission_without_evidence:
      return {"إذن بالبريد الإلكتروني بلا إثبات", "اذكر مرجع التسجيل أو الصورة الممسوحة أو سطر السجل الذي يثبته"};
    case UnfitChoice::giver_missing:
      return {"لم يُذكر من اتخذ الخيار", "اكتب `owner` أو `authorised_representative` أو غيرهما"};
    case UnfitChoice::version_without_notice: return {"{subject} إصدار بلا إشعاره", "سمِّ الإشعار أيضًا"};
    case UnfitChoice::call_channel_missing: return {"وسيلة المكالمة غير مذكورة", "اكتب `phone`"};
    case UnfitChoice::party_missing: return {"لا تسمّي الاتفاقية طرفًا", "سمِّ الطرف"};
    case UnfitChoice::agreement_ends_first:
      return {"{subject} ينهي الاتفاقية قبل أن تبدأ", "اكتب أول يوم وآخر يوم تسري فيهما"};
    case UnfitChoice::call_ends_first:
      return {"{subject} ينهي المكالمة عند بدايتها أو قبلها", "اذكر بداية المكالمة ونهايتها"};
    case UnfitChoice::call_too_long:
      return {"{subject} ينهي المكالمة بعد أكثر من يوم من بدايتها", "اذكر بداية المكالمة ونهايتها"};
    case UnfitChoice::notice_unpublished:
      return {"{subject} ليس إشعارًا منشورًا", "سمِّ إشعارًا وإصدارًا منشورين، أو انشره أولًا"};
    case UnfitChoice::version_unpublished:
      return {"{subject} ليس إصدارًا منشورًا من الإشعار", "سمِّ إشعارًا وإصدارًا منشورين، أو انشره أولًا"};
    case UnfitChoice::before_publication:
      return {"{subject} يسبق نشر الإشعار الذي تسمّيه الموافقة الصريحة",
              "صحّحه، أو انشر الإشعار مع `--at` واللحظة التي استُعمل النص منها فعلًا"};
    case UnfitChoice::actor_missing: return {"لم يُذكر المسجِّل", "اذكر من يسجّله"};
    case UnfitChoice::channel_missing: return {"الوسيلة غير مذكورة", "اذكر بأي طريق ورد"};
    case UnfitChoice::agreement_of_account: return {"الاتفاقية هي اتفاقية المشغّل نفسه", "لا تذكر حسابًا"};
    case UnfitChoice::account_missing: return {"الحساب غير مذكور", "اذكر حساب العميل"};
    case UnfitChoice::yet_to_come:
      return {"{subject} في المستقبل؛ والرفض وحده يجوز أن تقع لحظته في المستقبل",
              "سجّله بعد أن يُعطى، باللحظة التي أُعطي فيها"};
    case UnfitChoice::ends_before_given:
      return {"{subject} ينهي الموافقة قبل إعطائها", "اكتب آخر يوم تسري فيه، أو لا تذكره"};
    case UnfitChoice::account_not_on_record: return {"{subject} ليس حسابًا مسجَّلًا", "استورد العميل أولًا، أو صحّح الحساب"};
    case UnfitChoice::permission_provisional: return {"لا يكون الإذن قيد المراجعة؛ الرفض وحده يكون كذلك", "احذف ذلك"};
    case UnfitChoice::partner_of_account: return {"الشريك هو شريك المشغّل نفسه", "لا تذكر حسابًا"};
    case UnfitChoice::partner_without_id: return {"معرّف الشريك غير مذكور", "سمِّ الشريك"};
    case UnfitChoice::partner_without_name: return {"لا اسم للشريك", "اكتبه كما يقرؤه العملاء"};
    case UnfitChoice::partner_is_carrier: return {"{subject} هو المشغّل نفسه وليس شريكًا", "سمِّ العلاقة"};
    case UnfitChoice::no_country_code: return {"{subject} ليس رمز بلد", "اكتب حرفين كبيرين مثل `LB`"};
  }
  return {};
}

}  // namespace assent::explanation
