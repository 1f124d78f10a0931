// Notice text: the use cases of checking a notice's words, having them reviewed by a second person, publishing them
// filled in, and showing them again.
#pragma once

#include "app/engine.hpp"
#include "app/rule_packs.hpp"
#include "base/result.hpp"
#include "evidence/hash.hpp"
#include "notice_check/check.hpp"
#include "notice_check/shown.hpp"
#include "service/circumstances.hpp"
#include "service/notices.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::app {

// A notice as it is written, and what it is checked with.
struct NoticeWritten {
  std::string text;
  std::string file;  // its name in messages
  written::WrittenForm form = written::WrittenForm::toml;
  std::string regime{};   // empty: the one that it names
  std::string channel{};  // checked for this one, too
  const notice_check::CarrierFile* carrier = nullptr;
  const notice_check::WordList* words = &notice_check::usual_word_list();
  Partners partners{};  // the register as at the present
};

// The regime that a notice names, readable or not; empty: none.
std::string regime_written(const NoticeWritten& notice);

struct NoticeTextChecked {
  const regime::Regime* regime = nullptr;  // lives as long as the packs; null: the notice names none that is known
  notice_check::Checked checked;
};

// Checks it under the regime in the version that is in effect then. Pure. A notice without a regime that can be read
// has findings.
//
//   not_found, invalid  as RulePacks::find_sound()
Result<NoticeTextChecked> check_notice_text(const RulePacks& packs, const TimeZones& zones, Instant now,
                                            const NoticeWritten& notice);

// The notice as it is published, with everything filled in that is the same for all. Precondition: it was checked, and
// has no fault.
service::NoticeFile notice_to_publish(const NoticeWritten& notice, const notice_check::Checked& checked);

// The hash of a notice version as a whole, in all languages, with what it covers: what a review is about.
evidence::Hash hash_of_version(const evidence::NoticePublished& notice);

// Where reviews are on record.
inline constexpr std::string_view kNoticeReviews = "carrier:notice_reviews";

// Records that the circumstances' actor has read this exact text and approves it, or does not.
//
//   as the ledger's append()
Result<service::NoticeReceipt> record_notice_review(Engine& engine, const evidence::NoticePublished& notice,
                                                    bool approves, const service::Circumstances& circumstances);

// Whether a person other than `publisher` has approved this exact text, and no person has rejected it since.
//
//   invalid               no; says so
//   unavailable, damaged  as the ledger
Result<void> check_reviewed(const Engine& engine, const evidence::NoticePublished& notice, std::string_view publisher);

struct NoticeAsked {
  std::string notice;
  std::string version{};      // empty: the one that counted at `at`
  std::optional<Instant> at;  // none: the present
  std::string language{};     // empty: all
};

// The exact text that counted.
//
//   not_found             no such notice, version or language; or none was in use then
//   unavailable, damaged  as the ledger
Result<notice_check::ShownNotice> shown_notice(const Engine& engine, const NoticeAsked& asked);

// What the account was sent of it up to then, in order. For {page}, which is a secret of the customer's, the variable
// itself stands.
//
//   not_found             it was sent nothing of it
//   unavailable, damaged  as the ledger
Result<std::vector<notice_check::ShownGiving>> shown_givings(const Engine& engine, const NoticeAsked& asked,
                                                             std::string_view account);

}  // namespace assent::app
