// Verifier: finds and names damage in one log, in one pass. Pure arithmetic: a store gives it its data, and it trusts
// none of them. Memory grows with the damage, not with the log. Not thread-safe: one thread, one pass.
//
//   Verifier verifier(0, next_checkpoint);
//   for each stored row, in order of index: verifier.entry(index, bytes, leaf);
//   Inspection found = std::move(verifier).finish();
#pragma once

#include "evidence/tree.hpp"
#include "ledger/ledger.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace assent::ledger {

class Verifier {
 public:
  // `checkpoints` gives the log's checkpoints, one for each commit, in order of size, then nothing.
  using Checkpoints = std::function<std::optional<LogHead>()>;

  Verifier(std::uint32_t log, Checkpoints checkpoints);

  // The next entry as stored: its index, its bytes, and its stored leaf hash. Returns the entry if bytes and leaf hash
  // agree, so that a store can check its own indexes against it without decoding it again.
  std::optional<evidence::Entry> entry(std::uint64_t index, evidence::ByteView bytes, evidence::ByteView leaf);

  // Adds a damage in the store's own data.
  void damage(std::optional<std::uint64_t> index, std::string what);

  Inspection finish() &&;

 private:
  void take_place(std::uint64_t index);
  void append(const evidence::Hash& stored, const evidence::Hash& computed);
  void next_checkpoint();
  void settle(const LogHead& checkpoint);
  void agreed(const char* about_doubts);

  std::uint32_t log_;
  Checkpoints checkpoints_;
  std::optional<LogHead> checkpoint_;  // the next one to be reached
  std::uint64_t next_ = 0;             // index of the next expected entry
  bool gaps_ = false;                  // indexes are missing, so that no root can agree from there on

  evidence::Frontier stored_;                   // over the leaf hashes that are stored
  std::optional<evidence::Frontier> computed_;  // over those of the bytes, once they differ

  std::uint64_t agreed_ = 0;         // size of the last checkpoint whose root agreed
  std::uint64_t disputed_ = 0;       // of the first since then whose root did not; 0: none
  std::uint64_t last_disputed_ = 0;  // and of the last
  std::uint64_t covered_ = 0;        // of the last checkpoint of all
  // Indices in found_.damages of the entries since `agreed_` whose bytes and leaf hash differ. The next matching root
  // shows which of the two is wrong.
  std::vector<std::size_t> doubts_;

  Instant latest_ = kEarliest;
  Inspection found_;
};

}  // namespace assent::ledger
