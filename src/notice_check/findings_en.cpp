#include "notice_check/finding_tables.hpp"

namespace assent::notice_check {
namespace {

using Code = FindingCode;

constexpr FindingTable kEnglishFindings = {{
    {Code::unreadable, "{problem}", "{mend}"},
    {Code::regime_differs, "the notice is written for `{written}`",
     "write `{regime}`, or publish it under its own regime"},
    {Code::recipient_unknown, "`{recipient}` is not a recipient that `{regime}` knows", "name relations of the regime"},
    {Code::level_not_given, "this notice cannot give the approval that `{recipient}` needs ({level})",
     "leave the recipient out, or ask for an express yes: `asks = \"opt_in\"`"},
    {Code::relation_refused, "no approval makes `{recipient}` a recipient", "leave the recipient out"},
    {Code::information_not_given, "silence gives no approval for the information `{information}`",
     "leave it out, or ask for an express yes: `asks = \"opt_in\"`"},
    {Code::waiting_days_short, "the notice announces {days} days; `{regime}` requires at least {least}",
     "announce {least} days or more, in `waiting_days` and in the text"},
    {Code::waiting_period_differs, "the text says {found} days, and `waiting_days` is {days}",
     "write {waiting_days} instead of the number"},
    {Code::waiting_period_unsaid, "the text does not say how many days the customer has",
     "write {waiting_days}, which stands for {days}, and the word for days behind it"},
    {Code::disclosure_missing,
     "the text in `{language}` lacks the disclosure `{disclosure}`, which `{regime}` requires",
     "add a block with `disclosure = \"{disclosure}\"`"},
    {Code::disclosure_unknown,
     "`{disclosure}` is not a disclosure that `{regime}` requires; the nearest is `{nearest}`",
     "write the regime's word, or leave `disclosure` out for running text"},
    {Code::translation_partial, "the text in `{language}` lacks the block `{disclosure}` that another language has",
     "translate the whole notice, or leave out the language"},
    {Code::translation_same, "the block in `{language}` is the same text as in `{other}`", "translate it"},
    {Code::script_differs, "the block in `{language}` is not written in the letters of that language",
     "translate it, or correct `language`"},
    {Code::subject_hides, "the subject does not say that the notice is about customer information",
     "name it, with a word such as `{example}`"},
    {Code::subject_promotes, "the subject says `{word}`, as an offer would",
     "say what the notice is about, and nothing else"},
    {Code::recipients_unnamed, "`{word}` names nobody", "name each recipient; {partners} stands for their names"},
    {Code::partner_unnamed, "the notice covers `{partner}` and does not name it",
     "write {partners} in the block, and keep the party in the register of partners"},
    {Code::parties_open, "the notice covers any party of `{recipient}` and names none",
     "write {partners} in the block `recipients`, or name the parties in `parties`"},
    {Code::way_unnamed, "the steps name no way to refuse that the carrier file has", "name one: {way:NAME}"},
    {Code::way_unknown, "the carrier file has no way `{way}`; the nearest is `{nearest}`",
     "name a way of the carrier file, or add this one"},
    {Code::way_not_live, "the way `{way}` does not work now", "repair it before you send the notice, or name another"},
    {Code::way_not_free, "no way that the notice names is at once working, free of charge and open at all hours",
     "name such a way"},
    {Code::words_urge, "`{word}` urges the customer", "say what is, without urging"},
    {Code::words_frighten, "`{word}` frightens the customer", "say what is, without frightening"},
    {Code::words_freeze, "`{word}` encourages to keep other companies out", "leave it out: the rule forbids it"},
    {Code::words_reward, "`{word}` rewards an approval", "leave it out: an approval is not paid for"},
    {Code::hard_to_read, "the text in `{language}` is hard to read: {measure} gives {score}, and {least} is the least",
     "write shorter sentences and shorter words"},
    {Code::sms_parts, "the text in `{language}` takes {parts} parts of an SMS ({encoding}); {most} is the most",
     "shorten it, or use another channel"},
    {Code::variable_unknown, "`{variable}` is no variable; the nearest is `{nearest}`",
     "write one of {carrier}, {waiting_days}, {partners}, {partner:ID}, {way:NAME}, {account}, {services}, {page}"},
    {Code::variable_without_value, "`{variable}` has no value in `{language}`",
     "name a carrier file (`--carrier`) that has it; for partners, record them in the register"},
    {Code::brace, "a brace is no part of a variable", "leave it out; braces stand for variables only"},
    {Code::channel_unknown, "`{channel}` is not a channel for notices; the nearest is `{nearest}`",
     "write mail, email, sms, oral or portal"},
}};

}  // namespace

const FindingTable& english_findings() { return kEnglishFindings; }

}  // namespace assent::notice_check
