// What a synthetic carrier published and agreed. The texts are short, and each says that it is synthetic. They make
// every disclosure that the rule packs `tra` and `fcc-2007` demand.

#include "synth/templates.hpp"

#include <array>

namespace assent::synth {
namespace {

struct Block {
  const char* disclosure;
  std::array<const char*, 3> text;  // ar, en, fr; `{}` stands for the days of the wait
};

constexpr std::array<Block, 11> kBlocks = {{
    {"customer_right",
     {"من حقك أن تُحفظ المعلومات المتعلقة بخدماتك، ومن واجبنا أن نحفظها.",
      "You have the right to have the information about your services protected, and we have the duty to protect it.",
      "Vous avez droit à la protection des informations sur vos services, et nous avons le devoir de les protéger."}},
    {"information_types",
     {"نعني بذلك: خدماتك، ومقدار استخدامك لها، وفواتيرك، وكيفية الاتصال بك.",
      "We mean: your services, how much you use them, your bills, and how to reach you.",
      "Il s'agit de vos services, de leur usage, de vos factures et de vos coordonnées."}},
    {"recipients",
     {"لن يستخدمها سوى شركة الهاتف نفسها.", "Only the telephone company itself will use it.",
      "Seule la compagnie de téléphone elle-même s'en servira."}},
    {"purposes",
     {"لنعرض عليك خدمات اتصالات غير متوفرة لديك بعد.", "To offer you communications services that you do not have yet.",
      "Pour vous proposer des services de communication que vous n'avez pas encore."}},
    {"waiting_period",
     {"إذا لم نتلقَّ منك جوابًا خلال {} يومًا، نعتبر أنك موافق.",
      "If we do not hear from you within {} days, we will take it that you agree.",
      "Sans réponse de votre part dans les {} jours, nous considérerons que vous acceptez."}},
    {"right_to_refuse_any_time",
     {"يمكنك أن ترفض الآن أو لاحقًا في أي وقت.", "You may refuse now or at any time later.",
      "Vous pouvez refuser maintenant ou à tout moment."}},
    {"precise_steps",
     {"للرفض، اتصل بالرقم المجاني المبيّن على فاتورتك واختر 1.",
      "To refuse, call the free number on your bill and choose 1.",
      "Pour refuser, appelez le numéro gratuit indiqué sur votre facture et tapez 1."}},
    {"free_method_always_available",
     {"الرفض لا يكلّفك شيئًا، وهو متاح في كل ساعة.", "Refusing costs nothing and can be done at any hour.",
      "Le refus est gratuit et possible à toute heure."}},
    {"reply_to_refuse",
     {"إذا وصلك هذا الإشعار بالبريد الإلكتروني، يكفي أن ترد عليه.",
      "If this notice came by e-mail, it is enough to reply to it.",
      "Si cet avis vous parvient par courriel, il suffit d'y répondre."}},
    {"no_effect_on_service",
     {"لا يؤثر الرفض في أي خدمة متوفرة لديك.", "Refusing does not affect any service that you have.",
      "Le refus ne touche aucun de vos services."}},
    {"valid_until_revoked",
     {"يبقى قرارك نافذًا إلى أن تغيّره.", "What you decide stays in force until you change it.",
      "Votre décision reste valable jusqu'à ce que vous la changiez."}},
}};

// In the notice that goes before an opt-in, instead of `recipients`.
constexpr std::array<const char*, 3> kAllRecipients = {
    "ستستخدمها شركة الهاتف ووكلاؤها وشركاؤها.", "The telephone company, its agents and its partners will use it.",
    "La compagnie de téléphone, ses agents et ses partenaires s'en serviront."};

constexpr std::array<const char*, 3> kNoticeLanguages = {"ar", "en", "fr"};
constexpr std::array<const char*, 3> kSubjects = {
    "إشعار تجريبي: كيف يمكن أن نستخدم المعلومات المتعلقة بخدماتك",
    "Synthetic notice: how we may use information about your services",
    "Avis synthétique : comment nous pouvons utiliser les informations sur vos services"};

constexpr std::array<int, SyntheticFrame::kVersions> kWaitingDays = {30, 45, 30, 30};
// French was added with the second version.
constexpr std::size_t languages_of(std::size_t version) { return version == 0 ? 2 : 3; }

std::string with_days(std::string text, int days) {
  if (const auto place = text.find("{}"); place != std::string::npos) text.replace(place, 2, std::to_string(days));
  return text;
}

std::string version_name(const SyntheticFrame& frame, std::size_t version) {
  const Date published{std::chrono::days{frame.month_begins[SyntheticFrame::kPublished[version]]}};
  return to_string(published).substr(0, 7);  // 2023-06
}

evidence::NoticeText text_in(std::size_t language, int waiting_days) {
  evidence::NoticeText text{kNoticeLanguages[language], kSubjects[language], {}};
  for (const Block& block : kBlocks) {
    text.blocks.push_back({block.disclosure, with_days(block.text[language], waiting_days)});
  }
  return text;
}

evidence::NoticePublished notice(std::string_view name, std::string version, int waiting_days, std::size_t languages) {
  evidence::NoticePublished made;
  made.notice = name;
  made.version = std::move(version);
  made.regime = "tra";
  made.recipients = Coverage::only({"carrier"});
  made.parties = Coverage::everything();
  made.information = Coverage::only({"billing", "contact", "services", "usage"});
  made.waiting_days = waiting_days;
  made.translation = Translation::complete;
  for (std::size_t language = 0; language < languages; ++language)
    made.texts.push_back(text_in(language, waiting_days));
  return made;
}

ledger::Draft draft_at(Instant effective, evidence::Body body) {
  ledger::Draft draft;
  draft.entry.effective = effective;
  draft.entry.actor = kActor;
  draft.entry.channel = kEntryChannel;
  draft.entry.body = std::move(body);
  return draft;
}

struct AgreementTemplate {
  const char* party;
  int from;  // days from the base's day
  int to;
  Names clauses;
};

}  // namespace

std::vector<SyntheticBase::Text> make_texts(const SyntheticFrame& frame) {
  std::vector<SyntheticBase::Text> texts;
  for (std::size_t version = 0; version < SyntheticFrame::kVersions; ++version) {
    for (std::size_t language = 0; language < languages_of(version); ++language) {
      texts.push_back(
          {std::string(kNotice), version_name(frame, version), kNoticeLanguages[language], kWaitingDays[version]});
    }
  }
  return texts;
}

std::vector<ledger::Draft> make_carrier_drafts(const SyntheticFrame& frame) {
  const auto morning_of = [&](std::uint32_t month) {
    return Instant{std::chrono::days{frame.month_begins[month]}} + std::chrono::hours{9};
  };
  std::vector<ledger::Draft> drafts;
  const Instant begin = Instant{std::chrono::days{frame.month_begins[0]}};
  evidence::NoticePublished asking = notice(kOptInNotice, std::string(kOptInNoticeVersion), 30, 3);
  asking.recipients = Coverage::everything();
  for (std::size_t language = 0; language < asking.texts.size(); ++language) {
    for (evidence::NoticeBlock& block : asking.texts[language].blocks) {
      if (block.disclosure == "recipients") block.text = kAllRecipients[language];
    }
  }
  drafts.push_back(draft_at(begin, std::move(asking)));

  const Names clauses = {"no_onward_disclosure", "purpose_limit", "safeguards"};
  const std::array<AgreementTemplate, 4> agreements = {{
      {"PX", -1'000, 700, clauses},                        // in force
      {"PY", -1'200, -150, clauses},                       // over
      {"PZ", -500, 600, {"purpose_limit", "safeguards"}},  // lacks a clause
      {"PW", 60, 1'000, clauses},                          // yet to begin
  }};
  const Date day{std::chrono::floor<std::chrono::days>(frame.as_of).time_since_epoch()};
  for (const AgreementTemplate& each : agreements) {
    drafts.push_back(draft_at(begin, evidence::AgreementRecorded{each.party,
                                                                 day + std::chrono::days{each.from},
                                                                 day + std::chrono::days{each.to},
                                                                 each.clauses,
                                                                 {"synthetic contract", std::nullopt}}));
  }
  for (std::size_t version = 0; version < SyntheticFrame::kVersions; ++version) {
    drafts.push_back(
        draft_at(morning_of(SyntheticFrame::kPublished[version]),
                 notice(kNotice, version_name(frame, version), kWaitingDays[version], languages_of(version))));
  }
  return drafts;
}

}  // namespace assent::synth
