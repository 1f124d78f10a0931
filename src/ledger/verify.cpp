#include "ledger/verify.hpp"

#include <algorithm>
#include <utility>

namespace assent::ledger {
namespace {

// "entry 7" or "entries 7 to 9": those from `first` (included) to `end` (not included).
std::string entries_text(std::uint64_t first, std::uint64_t end) {
  if (end - first == 1) return "entry " + std::to_string(first);
  return "entries " + std::to_string(first) + " to " + std::to_string(end - 1);
}

}  // namespace

Verifier::Verifier(std::uint32_t log, Checkpoints checkpoints) : log_(log), checkpoints_(std::move(checkpoints)) {
  next_checkpoint();
}

void Verifier::damage(std::optional<std::uint64_t> index, std::string what) {
  std::optional<Position> entry;
  if (index) entry = Position{log_, *index};
  found_.damages.push_back({entry, std::move(what)});
}

void Verifier::next_checkpoint() {
  while ((checkpoint_ = checkpoints_())) {
    if (checkpoint_->size > covered_) return;
    damage(std::nullopt, "the checkpoint at size " + std::to_string(checkpoint_->size) + " is out of order");
  }
}

std::optional<evidence::Entry> Verifier::entry(std::uint64_t index, evidence::ByteView bytes, evidence::ByteView leaf) {
  if (index < next_) {
    damage(index, "it is there twice or out of order");
    return std::nullopt;
  }
  take_place(index);
  ++found_.entries;

  const evidence::Hash computed = evidence::leaf_hash(bytes);
  const bool agrees = std::equal(leaf.begin(), leaf.end(), computed.begin(), computed.end());
  evidence::Hash stored{};
  if (leaf.size() == stored.size()) std::copy(leaf.begin(), leaf.end(), stored.begin());
  std::optional<evidence::Entry> result;
  if (!agrees) {
    doubts_.push_back(found_.damages.size());
    damage(index, "its bytes do not give its leaf hash");
  } else if (auto decoded = evidence::decode(bytes); !decoded) {
    damage(index, decoded.error().message);
  } else {
    if (decoded->recorded < latest_) damage(index, "it was recorded before the entry that precedes it");
    latest_ = std::max(latest_, decoded->recorded);
    result = *std::move(decoded);
  }
  append(stored, computed);
  if (checkpoint_ && checkpoint_->size == next_) {
    settle(*checkpoint_);
    next_checkpoint();
  }
  return result;
}

void Verifier::take_place(std::uint64_t index) {
  if (index > next_) {
    damage(next_, entries_text(next_, index) + " missing");
    gaps_ = true;
  }
  next_ = index + 1;
  for (; checkpoint_ && checkpoint_->size <= index; next_checkpoint()) covered_ = checkpoint_->size;
}

void Verifier::append(const evidence::Hash& stored, const evidence::Hash& computed) {
  if (!computed_ && stored != computed) computed_ = stored_;
  stored_.append(stored);
  if (computed_) computed_->append(computed);
}

void Verifier::settle(const LogHead& checkpoint) {
  covered_ = checkpoint.size;
  if (gaps_) return;
  if (stored_.root() == checkpoint.root) {
    agreed("its bytes were changed");
  } else if (computed_ && computed_->root() == checkpoint.root) {
    stored_ = *computed_;
    agreed("its stored leaf hash was changed; its bytes are as they were written");
  } else {
    if (disputed_ == 0) disputed_ = checkpoint.size;
    last_disputed_ = checkpoint.size;
  }
}

// A matching root confirms all entries before it; so entries since the last root that did not match were wrong
// themselves.
void Verifier::agreed(const char* about_doubts) {
  for (const std::size_t place : doubts_) found_.damages[place].what = about_doubts;
  doubts_.clear();
  computed_.reset();
  if (disputed_ != 0) {
    std::string which = "the checkpoint at size " + std::to_string(disputed_) + " was changed";
    if (last_disputed_ != disputed_) which += ", and others up to size " + std::to_string(last_disputed_);
    damage(std::nullopt, std::move(which));
  }
  disputed_ = 0;
  agreed_ = covered_;
}

Inspection Verifier::finish() && {
  if (disputed_ != 0) {
    damage(agreed_, entries_text(agreed_, disputed_) + " do not give the root of the checkpoint at size " +
                        std::to_string(disputed_) + ": an entry with its leaf hash, or the checkpoint, was changed");
  }
  if (covered_ < next_ && !checkpoint_) damage(covered_, "no checkpoint covers " + entries_text(covered_, next_));
  std::uint64_t promised = next_;
  for (; checkpoint_; next_checkpoint()) {
    promised = std::max(promised, checkpoint_->size);
    covered_ = checkpoint_->size;
  }
  if (promised > next_) damage(next_, entries_text(next_, promised) + " missing at the end");

  std::stable_sort(found_.damages.begin(), found_.damages.end(),
                   [](const Damage& a, const Damage& b) { return a.entry < b.entry; });
  found_.heads = {LogHead{log_, stored_.size(), stored_.root()}};
  return std::move(found_);
}

}  // namespace assent::ledger
