#include "service/certified_ledger.hpp"

#include "consent/kept_account.hpp"
#include "service/certificate_words.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace assent::service {
namespace {

using Phrase = explanation::CertificatePhrase;

// One pass over a log: the roots at two sizes, and what was recorded after the first.
class LogPass {
 public:
  LogPass(const certificate::LogSpan& span, const CertificateWords& words) : span_(span), words_(words) { look(); }

  // False: no need to continue.
  bool take(Position position, evidence::ByteView bytes) {
    if (position.log != span_.log || position.index != frontier_.size()) {
      fault(words_.say(Phrase::entry_missing, {{"log", log()}, {"index", frontier_.size()}}));
      return false;
    }
    frontier_.append(evidence::leaf_hash(bytes));
    look();
    if (position.index >= span_.begin.size) count(position, bytes);
    return fault_.empty();
  }

  // The first one is reported.
  void fault(std::string what) {
    if (fault_.empty()) fault_ = std::move(what);
  }

  CertificateFinding finish() {
    if (frontier_.size() < span_.end.size) {
      fault(
          words_.say(Phrase::log_short, {{"log", log()}, {"found", frontier_.size()}, {"certified", span_.end.size}}));
    }
    if (!fault_.empty()) return {"ledger", CheckResult::fails, fault_};
    return {"ledger", CheckResult::holds,
            words_.say(Phrase::roots_hold, {{"log", log()}, {"begin", span_.begin.size}, {"end", span_.end.size}})};
  }

  const EntriesSince& since() const { return since_; }

 private:
  void look() {
    for (const certificate::TreeHead& head : {span_.begin, span_.end}) {
      if (head.size != frontier_.size() || head.root == frontier_.root()) continue;
      fault(words_.say(Phrase::other_root, {{"log", log()}, {"size", head.size}}));
    }
  }

  void count(Position position, evidence::ByteView bytes) {
    const auto entry = evidence::decode(bytes);
    if (!entry) fault(words_.say(Phrase::entry_damaged, {{"entry", words_.data(entry_name(position))}}));
    else if (entry->account.empty()) ++since_.carrier_wide;
    // No decision rests on the others.
    else if (!is_carrier_account(entry->account) && entry->kind() != evidence::EntryKind::reading) ++since_.of_accounts;
  }

  std::uint64_t log() const { return span_.log; }

  certificate::LogSpan span_;
  const CertificateWords& words_;
  evidence::Frontier frontier_;
  EntriesSince since_;
  std::string fault_;
};

// Logs that the certificate does not name were empty then.
std::vector<certificate::LogSpan> spans_of(const std::vector<certificate::LogSpan>& certified,
                                           const std::vector<ledger::LogHead>& heads) {
  const certificate::TreeHead nothing{0, evidence::sha256({})};
  std::vector<certificate::LogSpan> spans = certified;
  for (const ledger::LogHead& head : heads) {
    const bool named = std::any_of(certified.begin(), certified.end(),
                                   [&](const certificate::LogSpan& span) { return span.log == head.log; });
    if (!named) spans.push_back({head.log, nothing, nothing});
  }
  return spans;
}

CertificateFinding told(const EntriesSince& since, const CertificateWords& words) {
  return {"since", CheckResult::information,
          since == EntriesSince{}
              ? words.say(Phrase::nothing_since)
              : words.say(Phrase::recorded_since, {{"accounts", since.of_accounts}, {"all", since.carrier_wide}})};
}

}  // namespace

Result<LedgerFindings> check_ledger(const ledger::Ledger& ledger, const std::vector<certificate::LogSpan>& certified,
                                    const CertificateWords& words) {
  LedgerFindings result;
  const auto heads = ledger.heads();
  if (!heads && heads.error().code != ErrorCode::damaged) return tl::unexpected(heads.error());
  if (!heads) {
    result.findings.push_back({"ledger", CheckResult::fails, heads.error().message});
    return result;
  }
  EntriesSince since;
  bool all_hold = true;
  for (const certificate::LogSpan& span : spans_of(certified, *heads)) {
    LogPass pass(span, words);
    const auto scanned = ledger.scan(
        {span.log, 0}, [&](Position position, evidence::ByteView bytes) { return pass.take(position, bytes); });
    if (!scanned && scanned.error().code != ErrorCode::damaged) return tl::unexpected(scanned.error());
    if (!scanned) pass.fault(scanned.error().message);
    result.findings.push_back(pass.finish());
    all_hold = all_hold && result.findings.back().result == CheckResult::holds;
    since.of_accounts += pass.since().of_accounts;
    since.carrier_wide += pass.since().carrier_wide;
  }
  if (!all_hold) return result;
  result.since = since;
  result.findings.push_back(told(since, words));
  return result;
}

}  // namespace assent::service
