#include "authzen/batch.hpp"

#include "authzen/decide_one.hpp"
#include "authzen/decided.hpp"

#include <utility>

namespace assent::authzen {

tl::expected<Batch, std::string> Batch::read(const Pdp& pdp, const json::Value& sent, const access::Caller& caller) {
  auto defaults = read_defaults(sent);
  if (!defaults) return tl::unexpected(std::move(defaults.error()));
  const auto list = sent.find("evaluations");
  if (list && !list->is(json::Kind::list)) return tl::unexpected(std::string("`evaluations` is not a list"));
  if (list && list->size() > Pdp::kMostEvaluations) {
    return tl::unexpected("`evaluations` has more than " + std::to_string(Pdp::kMostEvaluations) +
                          " items; send several requests");
  }
  Batch batch(pdp, list.value_or(sent), caller);
  batch.defaults_ = *std::move(defaults);
  batch.size_ = list ? list->size() : 0;
  if (const auto options = sent.find("options")) {
    if (!options->is(json::Kind::table)) return tl::unexpected(std::string("`options` is not an object"));
    if (const auto semantic = options->find("evaluations_semantic")) {
      const std::string_view word = semantic->is(json::Kind::text) ? semantic->text() : std::string_view{};
      if (word == "execute_all") batch.semantic_ = Semantic::execute_all;
      else if (word == "deny_on_first_deny") batch.semantic_ = Semantic::deny_on_first_deny;
      else if (word == "permit_on_first_permit") batch.semantic_ = Semantic::permit_on_first_permit;
      else {
        return tl::unexpected(
            std::string("`options.evaluations_semantic` is none of `execute_all`, `deny_on_first_deny` "
                        "and `permit_on_first_permit`"));
      }
    }
  }
  const Evaluation& top = batch.defaults_;
  if (top.subject && top.action) {
    // What is wrong with it, each item that uses it says.
    if (auto use = use_question_of(*top.subject, *top.action, top.context, caller)) batch.use_ = *std::move(use);
  }
  return batch;
}

// Whether the item names an account and nothing else, under a use that wants the reason only.
bool Batch::is_brief(const json::Value& item, std::string_view& account) const {
  if (!use_ || !use_->brief || semantic_ != Semantic::execute_all) return false;
  if (!item.is(json::Kind::table)) return false;
  const json::Value* resource = nullptr;
  std::optional<json::Value> found;
  for (const auto& member : item) {
    if (member.key == "resource") {
      found = member.value;
      resource = &*found;
    } else if (member.key == "subject" || member.key == "action" || member.key == "context") {
      return false;
    }
  }
  if (resource == nullptr || !resource->is(json::Kind::table)) return false;
  bool is_account = false;
  account = {};
  for (const auto& member : *resource) {
    const bool text = member.value.is(json::Kind::text);
    if (member.key == "type") is_account = text && member.value.text() == "account";
    else if (member.key == "id" && text) account = member.value.text();
    else if (member.key == "properties" && !member.value.is(json::Kind::table)) return false;
  }
  return is_account && !account.empty();
}

void Batch::separate(std::string& out) {
  if (begun_) out += ',';
  begun_ = true;
}

bool Batch::add(Outcome outcome) {
  ++decided_;
  return (semantic_ == Semantic::deny_on_first_deny && outcome == Outcome::deny) ||
         (semantic_ == Semantic::permit_on_first_permit && outcome == Outcome::permit);
}

bool Batch::decide(const json::Value& item, std::string& out) {
  separate(out);
  auto evaluation = read_evaluation(item, defaults_, Wanted::decision);
  tl::expected<Said, AskedFault> said = Said{};
  if (!evaluation) {
    said = tl::unexpected(AskedFault{400, std::move(evaluation.error())});
  } else {
    const bool own = item.find("subject") || item.find("action") || item.find("context");
    said = decide_one(*pdp_, *evaluation, own || !use_ ? nullptr : &*use_, caller_, out);
  }
  if (!said) append_fault(out, said.error());
  return add(said ? said->outcome : Outcome::deny);
}

void Batch::decide_held(std::string& out) {
  if (held_.empty()) return;
  if (!many_) {
    auto many = prepared(*pdp_, use_->query);
    if (!many) {
      // The use cannot be asked about: the ordinary way says so of each.
      use_->brief = false;
      for (std::size_t i = 0; i < held_.size(); ++i) {
        separate(out);
        append_fault(out, {404, to_string(many.error())});
        ++decided_;
      }
      held_.clear();
      return;
    }
    many_ = *std::move(many);
  }
  many_->decide(held_, judged_);
  for (const service::Judgement& judgement : judged_.each) {
    separate(out);
    append_brief(out, judgement.outcome, judgement.reason);
    ++decided_;
  }
  held_.clear();
}

bool Batch::next(std::string& out) {
  if (!begun_) out += "{\"evaluations\":[";
  bool stop = false;
  for (std::size_t i = 0; i < kPiece && at_ != end_ && !stop; ++i, ++at_) {
    const json::Value item = (*at_).value;
    if (std::string_view account; is_brief(item, account)) {
      held_.push_back(account);
      continue;
    }
    decide_held(out);
    stop = decide(item, out);
  }
  decide_held(out);
  if (at_ != end_ && !stop) return true;
  out += "]}";
  return false;
}

}  // namespace assent::authzen
