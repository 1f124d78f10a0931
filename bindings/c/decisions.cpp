#include "app/query.hpp"
#include "base/marks.hpp"
#include "boundary.hpp"
#include "explanation/words.hpp"
#include "kept_decision.hpp"
#include "named_customer.hpp"
#include "remote.hpp"
#include "wire/decision.hpp"

#include <algorithm>
#include <array>

using namespace assent;
using namespace assent::boundary;

namespace {

void add_remedies(KeptDecision& kept, const decision::Decision& decision, const explanation::Explanation& explained) {
  for (std::size_t i = 0; i < decision.remedies.size(); ++i) {
    const decision::Remedy& remedy = decision.remedies[i];
    std::vector<std::string_view> steps;
    for (const decision::RemedyStep each : remedy.steps) steps.push_back(wire::to_string(each));
    kept.remedies_kept.push_back({kept.names(steps), kept.instant(remedy.instant),
                                  kept.text(remedy.day ? to_string(*remedy.day) : std::string()),
                                  kept.text(i < explained.remedies.size() ? explained.remedies[i] : std::string())});
  }
  kept.remedies = kept.remedies_kept.data();
  kept.remedy_count = kept.remedies_kept.size();
}

std::unique_ptr<KeptDecision> kept_of(const app::Answered& answered, explanation::Language language) {
  auto kept = std::make_unique<KeptDecision>();
  const decision::Decision& decision = answered.decision;
  const explanation::Explanation explained = answered.explained(language);
  const regime::Provenance& source = answered.regime->provenance.at(decision.source);
  kept->outcome = outcome_of(decision.outcome);
  kept->reason = static_cast<std::uint8_t>(decision.reason);
  kept->reason_name = assent_reason_name(kept->reason);
  kept->account = kept->text(answered.on_file.account);
  kept->at = microseconds_of(answered.as_of.at);
  kept->valid_until = kept->instant(decision.valid_until);
  kept->regime = kept->text(answered.regime->id);
  kept->regime_version = kept->text(answered.regime->version);
  kept->source_key = kept->text(source.key);
  kept->source_text = kept->text(source.source);
  kept->source_standing = kept->text(regime::to_string(source.standing));
  kept->headline = kept->text(explained.headline);
  kept->sentence = kept->text(explained.sentence);
  kept->meaning = kept->text(explained.meaning);
  kept->source = kept->text(explained.source);
  kept->holds = kept->text(explained.valid_until);
  kept->findings = kept->names(explained.findings);
  for (const explanation::EvidenceLine& each : explained.evidence) {
    kept->evidence_kept.push_back({kept->text(entry_name(each.entry)), kept->text(each.text)});
  }
  kept->evidence = kept->evidence_kept.data();
  kept->evidence_count = kept->evidence_kept.size();
  add_remedies(*kept, decision, explained);
  kept->trouble = kept->text(answered.on_file.trouble ? to_string(*answered.on_file.trouble) : std::string());
  return kept;
}

// The accounts as people write them, a piece at a time. While one piece is judged the index does not change; what is
// new waits.
class Pieces {
 public:
  static constexpr std::size_t kMost = std::size_t{1} << 18;

  std::span<const std::string_view> of(std::span<const assent_text> accounts) {
    names_.clear();
    cleaned_.clear();
    for (const assent_text& each : accounts) {
      const std::string_view name(each.data == nullptr ? "" : each.data, each.size);
      names_.push_back(is_bare_name(name) ? name : std::string_view(cleaned_.emplace_back(bare_name(name))));
    }
    return names_;
  }

 private:
  std::vector<std::string_view> names_;
  std::deque<std::string> cleaned_;
};

constexpr std::size_t kReasonNumbers = 256;

const std::array<const char*, kReasonNumbers>& reason_names() {
  static const auto names = [] {
    std::array<const char*, kReasonNumbers> each{};
    for (const Reason reason : all_reasons()) each[static_cast<std::uint8_t>(reason)] = to_string(reason).data();
    return each;
  }();
  return names;
}

}  // namespace

assent_status assent_decide(const assent_engine* engine, const assent_customer* customer,
                            const assent_question* question, assent_decision** decision,
                            assent_error** error) noexcept {
  if (decision != nullptr) *decision = nullptr;
  return guarded(error, [&]() -> Result<void> {
    TRY(check_given(engine));
    TRY(check_given(decision));
    if (engine->remote) return decide_remotely(*engine->remote, customer, question, decision);
    const app::Engine& asked = engine->opened->engine();
    const auto given = TRY(taken(question, "question"));
    const auto query = TRY(query_in(given));
    const auto language = TRY(language_in(given.language));
    const auto who = TRY(customer_in(customer, asked.ports().telephones));
    const auto answered = TRY(app::decide(asked, who, query));
    auto kept = kept_of(answered, language);
    hand_out(kept, decision);
    return {};
  });
}

void assent_decision_free(assent_decision* decision) noexcept { delete static_cast<KeptDecision*>(decision); }

assent_status assent_decide_many(const assent_engine* engine, const assent_question* question,
                                 const assent_text* accounts, size_t count, uint8_t* permitted, uint8_t* reasons,
                                 assent_error** error) noexcept {
  const auto deny_all = [&] {
    if (permitted != nullptr) std::fill_n(permitted, count, std::uint8_t{0});
    if (reasons != nullptr) std::fill_n(reasons, count, static_cast<std::uint8_t>(Reason::status_unknown));
  };
  deny_all();
  const assent_status status = guarded(error, [&]() -> Result<void> {
    TRY(check_given(engine));
    if (count > 0) {
      TRY(check_given(accounts));
      TRY(check_given(permitted));
      TRY(check_given(reasons));
    }
    if (engine->remote) return decide_remotely(*engine->remote, question, {accounts, count}, permitted, reasons);
    const auto given = TRY(taken(question, "question"));
    const auto query = TRY(query_in(given));
    const auto many = TRY(app::ManyDecisions::prepare(engine->opened->engine(), query));
    Pieces pieces;
    service::Judgements judged;
    for (std::size_t from = 0; from < count; from += Pieces::kMost) {
      const std::size_t size = std::min(Pieces::kMost, count - from);
      many->decide(pieces.of({accounts + from, size}), judged);
      for (std::size_t i = 0; i < size; ++i) {
        permitted[from + i] = judged.each[i].outcome == Outcome::permit ? 1 : 0;
        reasons[from + i] = static_cast<std::uint8_t>(judged.each[i].reason);
      }
    }
    return {};
  });
  if (status != ASSENT_OK) deny_all();
  return status;
}

const char* assent_reason_name(uint8_t reason) noexcept { return reason_names()[reason]; }

const char* assent_reason_meaning(uint8_t reason, const char* language) noexcept {
  if (reason_names()[reason] == nullptr) return nullptr;
  const auto spoken = explanation::language_named(text_of(language)).value_or(explanation::Language::en);
  return explanation::meaning(static_cast<Reason>(reason), spoken).data();
}
