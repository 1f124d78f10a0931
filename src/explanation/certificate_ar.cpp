#include "explanation/tongue.hpp"

namespace assent::explanation {

std::string_view arabic_certificate(CertificatePhrase phrase) {
  switch (phrase) {
    case CertificatePhrase::signature_changed: return "توقيع {keys} لا يطابق هذا النص: عُدّل النص أو التوقيع";
    case CertificatePhrase::signature_missing: return "لم يوقّعه أي مفتاح موثوق؛ ولم يُفحص نصه";
    case CertificatePhrase::signed_by: return "موقَّع بالمفتاح {keys}";
    case CertificatePhrase::signed_by_others: return "عدد تواقيع الآخرين التي لا يُعتدّ بها: {count}";
    case CertificatePhrase::no_certificate: return "إنه موقَّع، لكنه ليس شهادة: {why}";
    case CertificatePhrase::certificate: return "شهادة تنقية، صادرة في {instant}";
    case CertificatePhrase::row: return "{count} صف";
    case CertificatePhrase::rows: return "{count} من الصفوف";
    case CertificatePhrase::counts_agree: return "{rows} = {permitted} مسموح + {refused} مرفوض، وهو مجموع الأسباب";
    case CertificatePhrase::rows_do_not_add_up: return "الصفوف المسموح بها والمرفوضة لا تساوي مجموع الصفوف";
    case CertificatePhrase::reasons_do_not_add_up: return "الصفوف بحسب الأسباب لا تساوي مجموع الصفوف";
    case CertificatePhrase::unreadable_beyond_refused: return "الصفوف غير المقروءة أكثر من المرفوضة";
    case CertificatePhrase::valid_for_no_time: return "تسري حتى لحظة ليست بعد اللحظة موضوع القرار";
    case CertificatePhrase::log_shrinks: return "السجل {log} ينتهي قبل أن يبدأ";
    case CertificatePhrase::log_two_roots: return "للسجل {log} جذران عند عدد واحد من القيود";
    case CertificatePhrase::log_empty_root: return "للسجل {log} جذر على لا شيء";
    case CertificatePhrase::was_valid: return "كانت سارية حتى {instant}؛ أعد التنقية";
    case CertificatePhrase::holds_until: return "تسري حتى {instant}";
    case CertificatePhrase::does_not_end: return "لا تنتهي من تلقاء نفسها";
    case CertificatePhrase::begins_later: return "يبدأ سريانها في {instant}، لا قبل ذلك";
    case CertificatePhrase::rules_hold: return "حزمة القواعد {regime} الإصدار {version} سارية كما وردت في الشهادة";
    case CertificatePhrase::rules_ended:
      return "كانت حزمة القواعد {regime} الإصدار {version} سارية حتى {day}؛ أعد التنقية";
    case CertificatePhrase::rules_replaced:
      return "حزمة القواعد {regime} الإصدار {version} غير سارية، والساري هو الإصدار {other}؛ أعد التنقية";
    case CertificatePhrase::rules_differ: return "حزمة القواعد {regime} الإصدار {version} لها هنا نص آخر";
    case CertificatePhrase::other_length: return "إنه ملف آخر (بالبايت: {found}، والمشهود به: {certified})";
    case CertificatePhrase::other_bytes: return "إنه ملف آخر: بالطول المشهود به، لكن بمحتوى مختلف";
    case CertificatePhrase::other_rows: return "الصفوف فيه: {found}؛ المشهود بها: {certified}";
    case CertificatePhrase::other_unreadable: return "الصفوف غير المقروءة فيه: {found}؛ المشهود بها: {certified}";
    case CertificatePhrase::same_file: return "إنه الملف المشهود به (بالبايت: {bytes}، {rows})";
    case CertificatePhrase::entry_missing: return "السجل {log} بلا القيد {index}";
    case CertificatePhrase::log_short: return "القيود في السجل {log}: {found}؛ المشهود بها: {certified}";
    case CertificatePhrase::roots_hold: return "للسجل {log} الجذران المشهود بهما عند عدد القيود {begin} و{end}";
    case CertificatePhrase::other_root: return "للسجل {log} جذر آخر عند عدد القيود {size}: إنه دفتر آخر أو عُدّل";
    case CertificatePhrase::entry_damaged: return "القيد {entry} تالف";
    case CertificatePhrase::nothing_since: return "لم يُسجَّل شيء منذ بدء التنقية";
    case CertificatePhrase::recorded_since:
      return "سُجِّل منذ بدء التنقية: {accounts} عن عملاء بعينهم، و{all} عن الجميع؛ أعد التنقية قبل الاستخدام";
    case CertificatePhrase::further_clause: return "؛ ";
  }
  return {};
}

}  // namespace assent::explanation
