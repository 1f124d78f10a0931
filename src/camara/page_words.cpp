#include "camara/page_words.hpp"

namespace assent::camara {
namespace {

constexpr PageWords kEnglish{
    "Your decision about your information",
    "This company asks for your permission: ",
    "Your telephone company asks for your permission.",
    "You are free to agree or to refuse. It costs nothing, your services stay as they are, and you can change your "
    "mind at any time.",
    "Do you agree?",
    "Yes, I agree",
    "No, I refuse",
    "Send my decision",
    "This page in another language",
    "Your decision was not sent",
    "Choose an answer to each question, then send again.",
    "Choose one of the two answers.",
    "Thank you. You have agreed. You can change your mind at any time.",
    "Thank you. You have agreed to a part, and refused the rest. You can change your mind at any time.",
    "Thank you. You have refused. This counts from now on.",
    "This link no longer works. Nothing was changed. Go back to where you came from and begin again.",
    "A decision was already made with this link. You can change your mind at any time: call your telephone company.",
    "There is no such page. Nothing was changed. Check that the whole link was copied.",
    "This link is for another telephone line. Nothing was changed.",
    "Your decision could not be recorded. Please try again in a few minutes."};

constexpr PageWords kArabic{
    "قرارك بشأن المعلومات المتعلقة بك",
    "تطلب هذه الشركة إذنك: ",
    "تطلب شركة الهاتف إذنك.",
    "لك أن توافق أو أن ترفض بحرية. لا يكلّفك ذلك شيئًا، وتبقى خدماتك كما هي، ويمكنك أن تغيّر رأيك في أي وقت.",
    "هل توافق؟",
    "نعم، أوافق",
    "لا، أرفض",
    "أرسل قراري",
    "هذه الصفحة بلغة أخرى",
    "لم يُرسل قرارك",
    "اختر جوابًا عن كل سؤال، ثم أرسل من جديد.",
    "اختر أحد الجوابين.",
    "شكرًا. لقد وافقت. يمكنك أن تغيّر رأيك في أي وقت.",
    "شكرًا. لقد وافقت على جزء ورفضت الباقي. يمكنك أن تغيّر رأيك في أي وقت.",
    "شكرًا. لقد رفضت. يسري رفضك من الآن.",
    "لم يعد هذا الرابط صالحًا. لم يتغيّر شيء. عد إلى حيث كنت وابدأ من جديد.",
    "اتُّخذ قرار بهذا الرابط من قبل. يمكنك أن تغيّر رأيك في أي وقت: اتصل بشركة الهاتف.",
    "لا توجد صفحة كهذه. لم يتغيّر شيء. تحقّق من أن الرابط نُسخ كاملًا.",
    "هذا الرابط لخط هاتف آخر. لم يتغيّر شيء.",
    "تعذّر تسجيل قرارك. يُرجى المحاولة من جديد بعد بضع دقائق."};

constexpr PageWords kFrench{
    "Votre décision sur vos informations",
    "Cette entreprise demande votre accord\u00a0: ",
    "Votre opérateur téléphonique demande votre accord.",
    "Vous êtes libre d'accepter ou de refuser. Cela ne coûte rien, vos services restent les mêmes, et vous pouvez "
    "changer d'avis à tout moment.",
    "Êtes-vous d'accord\u00a0?",
    "Oui, j'accepte",
    "Non, je refuse",
    "Envoyer ma décision",
    "Cette page dans une autre langue",
    "Votre décision n'a pas été envoyée",
    "Choisissez une réponse à chaque question, puis envoyez de nouveau.",
    "Choisissez l'une des deux réponses.",
    "Merci. Vous avez accepté. Vous pouvez changer d'avis à tout moment.",
    "Merci. Vous avez accepté une partie et refusé le reste. Vous pouvez changer d'avis à tout moment.",
    "Merci. Vous avez refusé. Votre refus compte dès maintenant.",
    "Ce lien ne fonctionne plus. Rien n'a été changé. Revenez là d'où vous venez et recommencez.",
    "Une décision a déjà été prise avec ce lien. Vous pouvez changer d'avis à tout moment\u00a0: appelez votre "
    "opérateur.",
    "Cette page n'existe pas. Rien n'a été changé. Vérifiez que le lien a été copié en entier.",
    "Ce lien est pour une autre ligne téléphonique. Rien n'a été changé.",
    "Votre décision n'a pas pu être enregistrée. Veuillez réessayer dans quelques minutes."};

}  // namespace

const PageWords& page_words(explanation::Language language) {
  switch (language) {
    case explanation::Language::en: return kEnglish;
    case explanation::Language::ar: return kArabic;
    case explanation::Language::fr: return kFrench;
  }
  return kEnglish;
}

}  // namespace assent::camara
