// The words of the customer's page, in each language of the product. `{carrier}`, `{minutes}`, `{name}`, `{time}`,
// `{receipt}` and `{code}` stand for data; a word has the same ones in every language. Pure constants; thread-safe.
#pragma once

#include "explanation/language.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assent::customer_page {

enum class Word : std::uint8_t {
  languages,
  // The page for refusing.
  refuse_title,
  refuse_lead,
  refuse_all,
  refuse_all_means,
  refuse_free,
  refuse_part,
  refuse_part_how,
  refuse_part_legend,
  refuse_part_kind,
  refuse_part_send,
  refuse_part_none,
  signal_seen,
  our_own,
  nobody_now,
  see_all,
  see_all_how,
  see_all_send,
  nothing_shown,
  // What became of a refusal.
  refused_title,
  refused_all,
  refused_part,
  refused_signal,
  refused_receipt,
  refused_undo,
  refused_in_doubt,
  not_recorded,
  // Showing who they are.
  code_title,
  code_lead,
  code_by,
  code_by_sms,
  code_by_email,
  code_send,
  code_sent,
  code_enter,
  code_hint,
  code_open,
  code_wrong,
  code_again,
  code_too_often,
  code_not_sent,
  code_not_here,
  code_message,
  code_subject,
  // The whole page.
  view_title,
  view_lead,
  view_done_refused,
  view_done_allowed,
  now_title,
  now_allowed,
  now_not_allowed,
  now_other_kinds,
  now_information,
  now_purpose,
  now_rests_on,
  now_why,
  now_until,
  refuse_this,
  allow_title,
  allow_lead,
  allow_read,
  allow_send,
  allow_changed,
  allow_none,
  record_title,
  record_services,
  record_no_services,
  campaigns_title,
  campaigns_lead,
  campaigns_none,
  campaigns_for,
  history_title,
  history_lead,
  history_receipt,
  history_older,
  history_newer,
  view_ends,
  // When there is nothing to show.
  not_known,
  ended,
  failed,
};
inline constexpr int kWords = static_cast<int>(Word::failed) + 1;

std::string_view word(Word word, explanation::Language language);

// Data for placeholders, as HTML.
using Data = std::vector<std::pair<std::string_view, std::string>>;

// As HTML: the words are escaped, and each placeholder has its data. Precondition: there is data for each.
std::string said(Word word, explanation::Language language, const Data& data = {});
// As plain text: for messages. Here the data is plain, too.
std::string plain(Word word, explanation::Language language, const Data& data = {});

// One language's table. Internal to the module.
std::string_view english_word(Word word);
std::string_view arabic_word(Word word);
std::string_view french_word(Word word);

}  // namespace assent::customer_page
