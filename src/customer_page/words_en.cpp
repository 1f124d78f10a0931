#include "customer_page/words.hpp"

namespace assent::customer_page {

std::string_view english_word(Word word) {
  switch (word) {
    case Word::languages: return "This page in another language";
    case Word::refuse_title: return "Say no to the use of your information";
    case Word::refuse_lead:
      return "{carrier} knows which services you have, how you use them and what you pay. You decide whether this may "
             "be used to make you offers, and who may get it.";
    case Word::refuse_all: return "Refuse everything";
    case Word::refuse_all_means:
      return "Nobody may then use your information for offers that need your approval: not we, and no other company. "
             "What the rules allow without approval goes on, such as providing your services and billing them.";
    case Word::refuse_free: return "It costs nothing, it counts at once, and your services stay as they are.";
    case Word::refuse_part: return "Refuse a part";
    case Word::refuse_part_how:
      return "Choose who may not use your information. For everybody else, your earlier choices stay.";
    case Word::refuse_part_legend: return "I refuse the use of my information by";
    case Word::refuse_part_kind: return "A refusal counts for all companies of a kind, also for those that come later.";
    case Word::refuse_part_send: return "Refuse what I have chosen";
    case Word::refuse_part_none:
      return "Nothing was refused: you have chosen nobody. Choose at least one, or refuse everything.";
    case Word::signal_seen:
      return "Your browser says that your information must not be sold or shared. So all other companies are chosen "
             "below.";
    case Word::our_own: return "{carrier}, for its own offers";
    case Word::nobody_now: return "There is none at present.";
    case Word::see_all: return "See and change all your choices";
    case Word::see_all_how:
      return "We first send a code to a telephone number or an e-mail address that we have on record, so that nobody "
             "else sees your information. There you can also allow what you have refused.";
    case Word::see_all_send: return "Go on to my choices";
    case Word::nothing_shown: return "To refuse, you do not need to log in. This page shows nothing about you.";
    case Word::refused_title: return "You have refused";
    case Word::refused_all: return "From now on, nobody may use your information for offers that need your approval.";
    case Word::refused_part:
      return "From now on, these may not use your information for offers that need your approval:";
    case Word::refused_signal:
      return "All other companies are among them, because your browser says that your information must not be sold or "
             "shared.";
    case Word::refused_receipt: return "Recorded: {time}. Receipt: {receipt}.";
    case Word::refused_undo:
      return "Have you changed your mind? This link can only refuse. To allow something again, see all your choices.";
    case Word::refused_in_doubt:
      return "Your refusal is recorded. For these, we could not see yet that it counts. Please call us:";
    case Word::not_recorded:
      return "Your refusal could not be recorded. Please try again in a few minutes, or call us.";
    case Word::code_title: return "Show that it is you";
    case Word::code_lead:
      return "Before we show what is on record, we send a code to a contact that we already have. This keeps others "
             "from seeing it.";
    case Word::code_by: return "How should the code come?";
    case Word::code_by_sms: return "By text message";
    case Word::code_by_email: return "By e-mail";
    case Word::code_send: return "Send me a code";
    case Word::code_sent:
      return "If we have such a contact on record, a code is on its way. It works for {minutes} minutes.";
    case Word::code_enter: return "Your code";
    case Word::code_hint: return "Eight digits";
    case Word::code_open: return "Show my choices";
    case Word::code_wrong: return "This code is not right, or it works no longer. Check it, or have a new one sent.";
    case Word::code_again: return "Send another code";
    case Word::code_too_often:
      return "Too many codes were asked for. Wait an hour, then try again. You can refuse at any time with the link in "
             "our notice.";
    case Word::code_not_sent: return "The code could not be sent. Please try again in a few minutes.";
    case Word::code_not_here:
      return "Codes are not sent at present. Call us to see what is on record. You can refuse at any time with the "
             "link in our notice.";
    case Word::code_message:
      return "{carrier}: your code is {code}. It works for {minutes} minutes. Give it to nobody.";
    case Word::code_subject: return "Your code";
    case Word::view_title: return "Your choices about your information";
    case Word::view_lead:
      return "This is what {carrier} may do with the information about your services. You can change it here at any "
             "time. It is free, and your services stay as they are.";
    case Word::view_done_refused:
      return "Your refusal is recorded and counts at once. What is in force now stands below.";
    case Word::view_done_allowed:
      return "Your approval is recorded. What is in force now stands below. You can withdraw it at any time.";
    case Word::now_title: return "What is in force now";
    case Word::now_allowed: return "✓ Allowed";
    case Word::now_not_allowed: return "✕ Not allowed";
    case Word::now_other_kinds: return "Other kinds of companies";
    case Word::now_information: return "Information";
    case Word::now_purpose: return "For what";
    case Word::now_rests_on: return "Since when";
    case Word::now_why: return "Why";
    case Word::now_until: return "Until when";
    case Word::refuse_this: return "Refuse: {name}";
    case Word::allow_title: return "Allow a use";
    case Word::allow_lead:
      return "Read what you would allow. You can take it back at any time, here or with the link in any of our "
             "notices.";
    case Word::allow_read: return "Read: {name}";
    case Word::allow_send: return "I allow this";
    case Word::allow_changed:
      return "Nothing was allowed: the text has changed since you read it. Read it again, then decide.";
    case Word::allow_none: return "We ask for no approval at present.";
    case Word::record_title: return "What is on record about your services";
    case Word::record_services: return "Your services";
    case Word::record_no_services: return "none";
    case Word::campaigns_title: return "Campaigns that could use your information";
    case Word::campaigns_lead:
      return "When each of these was prepared, it was allowed to use your information. If you were on its list, it "
             "did.";
    case Word::campaigns_none: return "There is none.";
    case Word::campaigns_for: return "for {name}";
    case Word::history_title: return "Your history";
    case Word::history_lead:
      return "Everything that was recorded, the newest first. Each entry has the number of its receipt: with it, we "
             "can prove what was recorded and when.";
    case Word::history_receipt: return "Receipt {receipt}";
    case Word::history_older: return "Older entries";
    case Word::history_newer: return "The newest entries";
    case Word::view_ends: return "For your safety, this page closes by itself: {time}.";
    case Word::not_known: return "There is no such page. Nothing was changed. Check that the whole link was copied.";
    case Word::ended:
      return "This link works no longer. Nothing was changed. Open the link in our notice again to get a new one.";
    case Word::failed:
      return "The page cannot be shown at present. Nothing was changed. Please try again in a few minutes.";
  }
  return {};
}

}  // namespace assent::customer_page
