#include "explanation/row_tables.hpp"

namespace assent::explanation {

using reasons::CellFault;
using reasons::RowPhrase;
using reasons::TextFault;

RowWords arabic_words(TextFault code) {
  switch (code) {
    case TextFault::stray_quote:
      return {"علامة اقتباس داخل حقل لا يبدأ بمثلها", "ضع الحقل كله بين علامتي اقتباس وكرّر العلامة التي بداخله"};
    case TextFault::text_after_quote:
      return {"نص بعد علامة الاقتباس الختامية", "ضع هناك فاصلًا أو نهاية سطر، أو كرّر علامة الاقتباس"};
    case TextFault::unclosed_quote:
      return {"فُتحت هنا علامة اقتباس ولم تُغلق، فلا يُعرف من هنا فصاعدًا أين تنتهي الصفوف",
              "أغلقها، أو كرّرها داخل الاقتباس"};
    case TextFault::after_unclosed_quote: return {"يقع الصف بعد علامة اقتباس فُتحت في السطر {line} ولم تُغلق"};
    case TextFault::not_utf8: return {"بايتات ليست بترميز `UTF-8`", "احفظ الملف بترميز `UTF-8`"};
    case TextFault::row_too_long: return {"صف يتجاوز {mebibytes} ميبيبايت", "ابحث عن علامة اقتباس لم تُغلق"};
    case TextFault::row_longer_than: return {"صف طوله بالبايت أكثر من {bytes}", "ابحث عن علامة اقتباس لم تُغلق"};
    case TextFault::field_count: return {"عدد الحقول هنا {count}، وفي الصف الأول {expected}"};
    case TextFault::carriage_return:
      return {"محرف رجوع خارج الاقتباس بلا محرف سطر جديد بعده؛ وبعض البرامج تنهي الصف عنده",
              "أنهِ الأسطر بمحرف سطر جديد، بالأمر `tr '\\r' '\\n'` مثلًا، أو ضع الحقل بين علامتي اقتباس"};
    case TextFault::control_character: return {"محرف تحكم تسقطه بعض البرامج وتعدّه أخرى نهاية النص", "احذفه"};
    case TextFault::line_separator:
      return {"محرف خارج الاقتباس تنهي بعض البرامج الصف عنده (`U+0085` أو `U+2028` أو `U+2029`)",
              "احذفه، أو ضع الحقل بين علامتي اقتباس"};
    case TextFault::field_too_long: return {"حقل يتجاوز `32,767` بايت، وتقتطعه جداول البيانات", "اختصره"};
  }
  return {};
}

RowWords arabic_words(TelephoneFault code) {
  switch (code) {
    case TelephoneFault::rounded: return {"رقم هاتف قرّبه جدول بيانات", "صدّره من جديد على أن يكون ذلك العمود نصًا"};
    case TelephoneFault::quantity:
      return {"رقم بتنسيق الكميات في جداول البيانات، فقد تكون أرقامه خاطئة", "اكتبه نصًا، بلا كسر ولا أسّ"};
    case TelephoneFault::without_country: return {"رقم هاتف بلا رمز بلده", "اكتبه مع رمز بلده، مثل `+961 1 234 567`"};
    case TelephoneFault::country_unknown: return {"رقم هاتف بلده غير معروف", "اكتبه مع رمز بلده، مثل `+961 1 234 567`"};
    case TelephoneFault::not_a_number: return {"ليس رقم هاتف", "اكتبه مع رمز بلده، مثل `+961 1 234 567`"};
    case TelephoneFault::ends_after_country:
      return {"رقم هاتف ينتهي بعد رمز بلده", "اكتبه مع رمز بلده، مثل `+961 1 234 567`"};
    case TelephoneFault::without_area: return {"رقم هاتف بلا رمز منطقته", "اكتبه مع رمز بلده، مثل `+961 1 234 567`"};
    case TelephoneFault::too_short: return {"أقصر من أن يكون رقم هاتف", "اكتبه مع رمز بلده، مثل `+961 1 234 567`"};
    case TelephoneFault::too_long: return {"أطول من أن يكون رقم هاتف", "اكتبه مع رمز بلده، مثل `+961 1 234 567`"};
    case TelephoneFault::too_short_for_country:
      return {"أقصر من أن يكون رقم هاتف من بلده", "اكتبه مع رمز بلده، مثل `+961 1 234 567`"};
    case TelephoneFault::too_long_for_country:
      return {"أطول من أن يكون رقم هاتف من بلده", "اكتبه مع رمز بلده، مثل `+961 1 234 567`"};
    case TelephoneFault::no_such_length:
      return {"لا رقم هاتف في بلده بهذا الطول", "اكتبه مع رمز بلده، مثل `+961 1 234 567`"};
  }
  return {};
}

RowWords arabic_words(CellFault code) {
  switch (code) {
    case CellFault::unknown_value: return {"في العمود `{column}` قيمة لا يعرفها ملف التعيين", "أضفها إلى `values`"};
    case CellFault::unknown_word: return {"في العمود `{column}` كلمة لا يعرفها ملف التعيين", "أضفها إلى `values`"};
    case CellFault::taken_for_former:
      return {"في العمود `{column}` كلمة لا يعرفها ملف التعيين، وتُعدّ بمعنى `former`", "أضفها إلى `values`"};
    case CellFault::account_empty: return {"العمود `{column}` فارغ", "اجعل لكل عميل حسابًا"};
    case CellFault::no_account:
      return {"ما في العمود `{column}` ليس حسابًا", "لا تتجاوز بالبايت {most}، بلا محارف تحكم"};
    case CellFault::no_account_or_empty:
      return {"ما في العمود `{column}` ليس حسابًا", "ليكن طوله بالبايت من 1 إلى {most}، بلا محارف تحكم"};
    case CellFault::kept_account:
      return {"يبدأ ما في العمود `{column}` بـ `{prefix}`",
              "هذه البادئة محجوزة لقيود لا تخص أي عميل؛ أعطِ العميل حسابًا آخر"};
    case CellFault::state_empty:
      return {"العمود `{column}` فارغ", "اكتب `active` أو `former`، أو ضع `default` في ملف التعيين"};
    case CellFault::kind_empty:
      return {"العمود `{column}` فارغ", "اكتب `residential` أو `business`، أو ضع `default` في ملف التعيين"};
    case CellFault::services_empty:
      return {"العمود `{column}` فارغ", "املأه، أو اذكر في `default` بملف التعيين ما تعنيه الخلية الفارغة"};
    case CellFault::choice_empty:
      return {"العمود `{column}` فارغ", "اذكر في `default` بملف التعيين ما تعنيه الخلية الفارغة"};
    case CellFault::no_language:
      return {"ما في العمود `{column}` ليس لغة", "اكتب وسمًا من `BCP 47`، مثل `ar`، أو أضفه إلى `values`"};
    case CellFault::no_time_zone:
      return {"ما في العمود `{column}` ليس منطقة زمنية", "اكتب اسمًا من قاعدة بيانات `IANA`، مثل `Asia/Beirut`"};
    case CellFault::no_time_zone_of_date:
      return {"ما في العمود `{column}` ليس منطقة زمنية", "اكتب اسمًا من قاعدة بيانات `IANA`"};
    case CellFault::unknown_service:
      return {"يذكر العمود `{column}` {service}، وليس ذلك في كتالوج العروض ولا في أي حزمة قواعد",
              "{advice}، أو أضفه إلى `values`"};
    case CellFault::telephone: return {"العمود `{column}`: {number}"};
    case CellFault::telephone_without_fraction:
      return {"يُقرأ ما في العمود `{column}` بلا كسره، لأن جدول بيانات عدّه كمية", "صدّر العمود نصًا"};
    case CellFault::no_email_address:
      return {"ما في العمود `{column}` ليس عنوان بريد إلكتروني", "اكتبه مثل `name@example.com`، أو اتركه فارغًا"};
    case CellFault::control_character: return {"في العمود `{column}` محرف تحكم", "اكتب نصًا عاديًا"};
    case CellFault::no_country:
      return {"ما في العمود `{column}` ليس بلدًا", "اكتب حرفيه الكبيرين (`ISO 3166-1`)، مثل `LB`"};
    case CellFault::no_day_of_number:
      return {"ما في العمود `{column}` ليس تاريخًا", "اكتبه مثل `2024-01-31`، أو أضف `format` إلى ملف التعيين"};
    case CellFault::not_in_format: return {"ما في العمود `{column}` ليس تاريخًا", "اكتبه على هيئة `{format}`"};
    case CellFault::no_date:
      return {"ما في العمود `{column}` ليس تاريخًا", "اكتبه مثل `2026-02-18`، أو ضع `format` في ملف التعيين"};
    case CellFault::not_in_format_of_mapping:
      return {"ما في العمود `{column}` ليس تاريخًا", "اكتبه بحسب `format` في ملف التعيين"};
    case CellFault::in_the_future:
      return {"التاريخ في العمود `{column}` يقع في المستقبل", "اكتب اليوم الذي أُعطيت فيه الموافقة"};
    case CellFault::no_word_left:
      return {"في العمود `{column}` نص، لكن ليست فيه أي كلمة", "اكتب من أو ما المقصود، أو اترك الخلية فارغة"};
    case CellFault::unknown_recipients:
      return {"لا يذكر العمود `{column}` أي متلقٍّ تعرفه حزمة قواعد", "اذكر الكلمات في `values`"};
    case CellFault::date_somewhere: return {"لا يُعرف في أي خلية من الصف يقع التاريخ"};
  }
  return {};
}

RowWords arabic_words(RowPhrase code) {
  switch (code) {
    case RowPhrase::subject: return {"هذا"};
    case RowPhrase::service: return {"الخدمة {word}"};
    case RowPhrase::service_and_more: return {"الخدمة {word}، وعدد ما سواها {others}"};
    case RowPhrase::some_service: return {"خدمة"};
    case RowPhrase::some_service_and_more: return {"خدمة، وعدد ما سواها {others}"};
    case RowPhrase::write_word: return {"اكتب {words}"};
    case RowPhrase::write_one_of: return {"اكتب واحدًا من: {words}"};
    case RowPhrase::see_docs: return {"انظر الكلمات المعروفة في الصفحة الخاصة بهذا النوع من الملفات في `docs/`"};
    case RowPhrase::as_active: return {"بوصفه عميلًا حاليًا، بلا أي خدمة يخلو منها أحدهما"};
    case RowPhrase::as_former: return {"بوصفه عميلًا سابقًا، بلا أي خدمة يخلو منها أحدهما"};
    case RowPhrase::without_time_zone: return {"بلا منطقة زمنية"};
    case RowPhrase::with_language: return {"باللغة `{language}`"};
    case RowPhrase::as_residential: return {"بوصفه عميلًا منزليًا"};
    case RowPhrase::with_first_address: return {"بالعنوان الأول في ترتيب الحروف"};
  }
  return {};
}

}  // namespace assent::explanation
