#include "intake/refusal_law.hpp"

#include "base/marks.hpp"
#include "csv/characters.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>

namespace assent::intake {
namespace {

// All in plain form.
constexpr std::array kOptOutWords = std::to_array<std::string_view>({"optout",
                                                                     "optedout",
                                                                     "optingout",
                                                                     "optsout",
                                                                     "out",
                                                                     "stop",
                                                                     "stopall",
                                                                     "stopped",
                                                                     "arret",
                                                                     "unsubscribe",
                                                                     "unsubscribed",
                                                                     "unsubscribes",
                                                                     "unsubscription",
                                                                     "unsub",
                                                                     "desabonner",
                                                                     "cancel",
                                                                     "cancelled",
                                                                     "canceled",
                                                                     "end",
                                                                     "quit",
                                                                     "remove",
                                                                     "removed",
                                                                     "removeme",
                                                                     "refuse",
                                                                     "refused",
                                                                     "refuses",
                                                                     "refusal",
                                                                     "reject",
                                                                     "rejected",
                                                                     "rejects",
                                                                     "decline",
                                                                     "declined",
                                                                     "declines",
                                                                     "deny",
                                                                     "denied",
                                                                     "object",
                                                                     "objected",
                                                                     "objects",
                                                                     "objection",
                                                                     "complaint",
                                                                     "complained",
                                                                     "complain",
                                                                     "spam",
                                                                     "donotcontact",
                                                                     "dontcontact",
                                                                     "nocontact",
                                                                     "donotcall",
                                                                     "dontcall",
                                                                     "donotdisturb",
                                                                     "donotmail",
                                                                     "donotemail",
                                                                     "donottext",
                                                                     "dnc",
                                                                     "dnd",
                                                                     "block",
                                                                     "blocked",
                                                                     "blacklist",
                                                                     "blacklisted",
                                                                     "suppress",
                                                                     "suppressed",
                                                                     "suppression",
                                                                     "notinterested",
                                                                     "nomarketing",
                                                                     "noconsent",
                                                                     "notconsented",
                                                                     "توقف",
                                                                     "إيقاف",
                                                                     "ايقاف",
                                                                     "أوقف",
                                                                     "اوقف",
                                                                     "قف",
                                                                     "إلغاء",
                                                                     "الغاء",
                                                                     "رفض",
                                                                     "أرفض",
                                                                     "ارفض"});
constexpr std::array kWithdrawalWords = std::to_array<std::string_view>(
    {"withdrawal", "withdraw", "withdrawn", "withdrew", "withdraws", "withdrawconsent", "consentwithdrawn", "revoke",
     "revoked", "revokes", "revocation", "revokeconsent", "consentrevoked", "rescind", "rescinded"});
constexpr std::array kOptInWords = std::to_array<std::string_view>({"optin", "optedin"});

constexpr std::string_view kEmailPermissionWord = "emailpermission";

// A message that begins with one of these is a refusal, whatever follows.
constexpr std::array kFirstWords = std::to_array<std::string_view>(
    {"stop", "stopall", "unsubscribe", "optout", "optedout", "donotcontact", "withdraw", "revoke"});

constexpr std::array kBouncedWords = std::to_array<std::string_view>({"bounced",
                                                                      "bounce",
                                                                      "bounces",
                                                                      "hardbounce",
                                                                      "hardbounced",
                                                                      "softbounce",
                                                                      "softbounced",
                                                                      "permanentbounce",
                                                                      "transientbounce",
                                                                      "blockbounce",
                                                                      "undelivered",
                                                                      "undeliverable",
                                                                      "undeliverd",
                                                                      "undeliv",
                                                                      "undelivrd",
                                                                      "notdelivered",
                                                                      "nondelivered",
                                                                      "nondelivery",
                                                                      "deliveryfailed",
                                                                      "deliveryfailure",
                                                                      "failed",
                                                                      "failure",
                                                                      "fail",
                                                                      "fails",
                                                                      "permanentfailure",
                                                                      "permfail",
                                                                      "temporaryfailure",
                                                                      "tempfail",
                                                                      "dropped",
                                                                      "drop",
                                                                      "drops",
                                                                      "rejected",
                                                                      "reject",
                                                                      "rejectd",
                                                                      "rejects",
                                                                      "blocked",
                                                                      "block",
                                                                      "expired",
                                                                      "expire",
                                                                      "deleted",
                                                                      "invalid",
                                                                      "invalidaddress",
                                                                      "invalidnumber",
                                                                      "invalidrecipient",
                                                                      "unknown",
                                                                      "unknownuser",
                                                                      "userunknown",
                                                                      "nosuchuser",
                                                                      "unknownsubscriber",
                                                                      "absentsubscriber",
                                                                      "unreachable",
                                                                      "mailboxfull",
                                                                      "error",
                                                                      "suppressed",
                                                                      "suppressbounce",
                                                                      "wrongaddress",
                                                                      "wrongnumber",
                                                                      "notreached",
                                                                      "lost",
                                                                      "ndr"});
constexpr std::array kReturnedWords =
    std::to_array<std::string_view>({"returned", "return", "returns", "returntosender", "returnedtosender", "rts",
                                     "sentback", "movedaway", "addresseeunknown", "unclaimed"});
constexpr std::array kRefusedResults = std::to_array<std::string_view>(
    {"complaint", "complaints", "complained", "complain", "spam", "spamcomplaint", "spamreport", "spamreported",
     "markedasspam", "abuse", "abusereport", "feedbackloop", "fbl", "refused", "refusal"});
constexpr std::array kDeliveredWords = std::to_array<std::string_view>({"delivered", "delivrd"});

constexpr std::array kFormerWords =
    std::to_array<std::string_view>({"former", "left", "leaver", "churn", "churned", "terminated", "ported",
                                     "portedout", "closed", "ceased", "disconnected", "deceased"});

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// No punctuation around it.
bool stands_alone(std::string_view text) {
  const std::string name = bare_name(text);
  const auto is_part = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (static_cast<unsigned char>(c) & 0x80) != 0;
  };
  return !name.empty() && is_part(name.front()) && is_part(name.back());
}

// The first word of a message, or its first two or three together, is a refusal: `STOP please`, `opt out of all`.
bool begins_with_refusal(std::string_view text) {
  constexpr int kWordsMost = 3;
  std::string begun;
  const std::string name = bare_name(text);
  std::string_view rest = name;
  for (int words = 0; words < kWordsMost && !rest.empty(); ++words) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    begun += plain_word(rest.substr(0, end));
    if (among(kFirstWords, begun)) return true;
    rest = trimmed(rest.substr(end));
  }
  return false;
}

// A reading as a row of `width` cells.
class Fitting {
 public:
  Fitting(const std::vector<std::string>& reading, std::size_t width) : reading_(reading), width_(width) {}

  bool fits() const { return reading_.size() == width_; }

  // As written, with empty cells added for what is missing at the end, and without what is too much there.
  Row at_end() {
    row_.assign(reading_.begin(), reading_.end());
    row_.resize(width_);
    return row_;
  }
  bool surplus_is_empty() const {
    return std::all_of(reading_.begin() + static_cast<std::ptrdiff_t>(std::min(width_, reading_.size())),
                       reading_.end(), [](const std::string& cell) { return trimmed(cell).empty(); });
  }

  // By how many cells a column can be shifted: to the right if there are too many, to the left if some are missing. If
  // there are many shifts, only the smallest and the largest.
  std::vector<std::ptrdiff_t> shifts() const {
    constexpr std::ptrdiff_t kMost = 12;
    const auto off = static_cast<std::ptrdiff_t>(reading_.size()) - static_cast<std::ptrdiff_t>(width_);
    std::vector<std::ptrdiff_t> all;
    for (std::ptrdiff_t by = 0; by <= std::abs(off); ++by) {
      if (by <= kMost / 2 || by >= std::abs(off) - kMost / 2) all.push_back(off < 0 ? -by : by);
    }
    return all;
  }

  // Each of `columns`, and those after it, is shifted by `shifts`.
  Row shifted(std::span<const std::size_t> columns, std::span<const std::ptrdiff_t> shifts) {
    row_.assign(width_, {});
    std::ptrdiff_t shift = 0;
    for (std::size_t i = 0, next = 0; i < width_; ++i) {
      if (next < columns.size() && columns[next] == i) shift = shifts[next++];
      const std::ptrdiff_t from = static_cast<std::ptrdiff_t>(i) + shift;
      if (from >= 0 && from < static_cast<std::ptrdiff_t>(reading_.size())) {
        row_[i] = reading_[static_cast<std::size_t>(from)];
      }
    }
    return row_;
  }

 private:
  const std::vector<std::string>& reading_;
  std::size_t width_;
  std::vector<std::string_view> row_;
};

std::vector<std::string> split(std::string_view text, char mark) {
  std::vector<std::string> cells(1);
  for (const char c : text) {
    if (c == mark) cells.emplace_back();
    else cells.back() += c;
  }
  return cells;
}

}  // namespace

std::optional<ChoiceWord> choice_said(std::string_view text) {
  const std::string word = plain_word(text);
  if (among(kOptOutWords, word)) return ChoiceWord::opt_out;
  if (among(kWithdrawalWords, word)) return ChoiceWord::withdrawal;
  // `!opt_in` and `opt_in?` are not approvals: the word must be alone.
  if (among(kOptInWords, word) && stands_alone(text)) return ChoiceWord::opt_in;
  if (word == kEmailPermissionWord && stands_alone(text)) return ChoiceWord::email_permission;
  return begins_with_refusal(text) ? std::optional(ChoiceWord::opt_out) : std::nullopt;
}

std::optional<ResultWord> result_said(std::string_view text) {
  const std::string word = plain_word(text);
  if (among(kDeliveredWords, word)) return ResultWord::delivered;
  if (among(kReturnedWords, word)) return ResultWord::returned;
  if (among(kRefusedResults, word)) return ResultWord::refused;
  if (among(kBouncedWords, word)) return ResultWord::bounced;
  const auto choice = choice_said(text);
  return choice && refuses(*choice) ? std::optional(ResultWord::refused) : std::nullopt;
}

bool says_former(std::string_view text) { return among(kFormerWords, plain_word(text)); }

void for_each_way(const std::vector<std::vector<std::string>>& readings, std::size_t width,
                  std::span<const std::size_t> columns, const std::function<bool(Row, RowWay)>& hear) {
  std::vector<std::size_t> sorted(columns.begin(), columns.end());
  std::sort(sorted.begin(), sorted.end());
  const auto try_all = [&](const std::vector<std::string>& reading) {
    Fitting fitting(reading, width);
    bool heard = hear(fitting.at_end(), {fitting.fits() || fitting.surplus_is_empty(), true});
    // Cells may have been added before a column and lost after it: then each one may be meant.
    const auto try_each_cell = [&] {
      for (const std::size_t column : sorted) {
        for (std::size_t other = 0; other < reading.size() && !heard; ++other) {
          // A cell has one meaning: one that is read as one column is not also another's.
          if (std::find(sorted.begin(), sorted.end(), other) != sorted.end()) continue;
          const Row at_end = fitting.at_end();
          std::vector<std::string_view> cells(at_end.begin(), at_end.end());
          cells[column] = reading[other];
          heard = hear(cells, {false, false});
        }
      }
    };
    if (fitting.fits()) return try_each_cell();
    // None of them is shifted further than the next one.
    const std::vector<std::ptrdiff_t> steps = fitting.shifts();
    std::vector<std::size_t> chosen(sorted.size(), 0);
    std::vector<std::ptrdiff_t> shifts(sorted.size(), 0);
    for (;;) {
      std::size_t at = sorted.size();
      while (at > 0 && chosen[at - 1] + 1 == steps.size()) --at;
      if (at == 0) return try_each_cell();
      std::fill(chosen.begin() + static_cast<std::ptrdiff_t>(at) - 1, chosen.end(), chosen[at - 1] + 1);
      std::transform(chosen.begin(), chosen.end(), shifts.begin(), [&](std::size_t each) { return steps[each]; });
      heard |= hear(fitting.shifted(sorted, shifts), {false, !heard});
    }
  };
  for (const auto& reading : readings) {
    try_all(reading);
    if (reading.size() != 1 || width == 1) continue;
    for (const char mark : {';', '\t', '|', ','}) {
      if (reading.front().find(mark) != std::string::npos) try_all(split(reading.front(), mark));
    }
  }
}

std::string keepable(std::string_view text) { return csv::csv_storable(text); }

void add_told(std::string& told, std::string_view done, std::string_view why) {
  if (!told.empty()) told += "; ";
  told += done;
  if (!why.empty()) told.append(": ").append(why);
}

}  // namespace assent::intake
