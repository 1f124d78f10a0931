// What the verifier says about a log after each kind of damage; about a sound log it says nothing.
#include "ledger/verify.hpp"

#include "evidence/samples.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace assent::verifier_test {

using namespace ledger;
namespace {

// Twelve entries, committed three at a time.
struct Stored {
  struct Row {
    std::uint64_t index;
    evidence::Bytes bytes;
    evidence::Hash leaf;
  };
  std::vector<Row> rows;
  std::vector<LogHead> checkpoints;

  Stored() {
    evidence::Frontier frontier;
    for (std::uint64_t i = 0; i < 12; ++i) {
      const evidence::Bytes bytes = evidence::encode(entry(i));
      rows.push_back({i, bytes, evidence::leaf_hash(bytes)});
      frontier.append(rows.back().leaf);
      if (i % 3 == 2) checkpoints.push_back({0, i + 1, frontier.root()});
    }
  }

  static evidence::Entry entry(std::uint64_t i) {
    evidence::Entry entry = sample::sealed_entry(sample::kinds()[i % sample::kinds().size()]);
    entry.recorded += std::chrono::seconds{i};
    return entry;
  }

  void flip(std::size_t row) { rows[row].bytes[20] ^= 0x10; }
  void flip_leaf(std::size_t row) { rows[row].leaf[5] ^= 0x01; }

  Inspection inspect() const {
    std::size_t next = 0;
    Verifier verifier(0, [&]() -> std::optional<LogHead> {
      if (next == checkpoints.size()) return std::nullopt;
      return checkpoints[next++];
    });
    for (const Row& row : rows) {
      const auto given = verifier.entry(row.index, row.bytes, row.leaf);
      if (!given) continue;
      EXPECT_EQ(evidence::encode(*given), row.bytes);
      EXPECT_EQ(evidence::leaf_hash(row.bytes), row.leaf);
    }
    return std::move(verifier).finish();
  }
};

struct Case {
  std::string name;
  std::function<void(Stored&)> spoil;
  std::vector<Damage> damages;

  friend void PrintTo(const Case& each, std::ostream* out) { *out << each.name; }
};

Position at(std::uint64_t index) { return {0, index}; }

const Case kCases[] = {
    {"Whole", [](Stored&) {}, {}},
    {"BytesChanged", [](Stored& s) { s.flip(4); }, {{at(4), "its bytes were changed"}}},
    {"BytesOfTheLastChanged", [](Stored& s) { s.flip(11); }, {{at(11), "its bytes were changed"}}},
    {"BytesOfTwoChanged",
     [](Stored& s) { s.flip(3), s.flip(9); },
     {{at(3), "its bytes were changed"}, {at(9), "its bytes were changed"}}},
    {"BytesCutShort", [](Stored& s) { s.rows[4].bytes.pop_back(); }, {{at(4), "its bytes were changed"}}},
    {"LeafHashChanged",
     [](Stored& s) { s.flip_leaf(4); },
     {{at(4), "its stored leaf hash was changed; its bytes are as they were written"}}},
    {"BytesHereAndLeafHashInAnotherCommit",
     [](Stored& s) { s.flip(1), s.flip_leaf(7); },
     {{at(1), "its bytes were changed"},
      {at(7), "its stored leaf hash was changed; its bytes are as they were written"}}},
    {"BytesAndLeafHashOfDifferentEntriesInOneCommit",
     [](Stored& s) { s.flip(3), s.flip_leaf(4); },
     {{at(3), "its bytes do not give its leaf hash"},
      {at(3),
       "entries 3 to 5 do not give the root of the checkpoint at size 6: an entry with its leaf hash, or the "
       "checkpoint, was changed"},
      {at(4), "its bytes do not give its leaf hash"}}},
    {"AnotherEntryInItsPlace",
     [](Stored& s) {
       s.rows[4].bytes = evidence::encode(Stored::entry(3));
       s.rows[4].leaf = evidence::leaf_hash(s.rows[4].bytes);
     },
     {{at(3),
       "entries 3 to 5 do not give the root of the checkpoint at size 6: an entry with its leaf hash, or the "
       "checkpoint, was changed"}}},
    {"CheckpointChanged",
     [](Stored& s) { s.checkpoints[1].root[0] ^= 1; },
     {{std::nullopt, "the checkpoint at size 6 was changed"}}},
    {"TwoCheckpointsChanged",
     [](Stored& s) { s.checkpoints[0].root[0] ^= 1, s.checkpoints[2].root[0] ^= 1; },
     {{std::nullopt, "the checkpoint at size 3 was changed"}, {std::nullopt, "the checkpoint at size 9 was changed"}}},
    {"NeighbouringCheckpointsChanged",
     [](Stored& s) { s.checkpoints[0].root[0] ^= 1, s.checkpoints[1].root[0] ^= 1; },
     {{std::nullopt, "the checkpoint at size 3 was changed, and others up to size 6"}}},
    {"LastCheckpointChanged",
     [](Stored& s) { s.checkpoints[3].root[0] ^= 1; },
     {{at(9),
       "entries 9 to 11 do not give the root of the checkpoint at size 12: an entry with its leaf hash, or the "
       "checkpoint, was changed"}}},
    {"CheckpointsOutOfOrder",
     [](Stored& s) { s.checkpoints[2].size = 6; },
     {{std::nullopt, "the checkpoint at size 6 is out of order"}}},
    {"EntryMissing", [](Stored& s) { s.rows.erase(s.rows.begin() + 5); }, {{at(5), "entry 5 missing"}}},
    {"EntriesMissingAcrossACommit",
     [](Stored& s) { s.rows.erase(s.rows.begin() + 4, s.rows.begin() + 8); },
     {{at(4), "entries 4 to 7 missing"}}},
    {"CutShort", [](Stored& s) { s.rows.resize(7); }, {{at(7), "entries 7 to 11 missing at the end"}}},
    {"Emptied", [](Stored& s) { s.rows.clear(); }, {{at(0), "entries 0 to 11 missing at the end"}}},
    {"LastCheckpointMissing",
     [](Stored& s) { s.checkpoints.pop_back(); },
     {{at(9), "no checkpoint covers entries 9 to 11"}}},
    {"EntryTwice",
     [](Stored& s) { s.rows.insert(s.rows.begin() + 5, s.rows[4]); },
     {{at(4), "it is there twice or out of order"}}},
};

class Spoiled : public testing::TestWithParam<Case> {};

TEST_P(Spoiled, IsNamed) {
  Stored stored;
  GetParam().spoil(stored);
  const Inspection found = stored.inspect();
  std::string all;
  for (const Damage& damage : found.damages) {
    all += (damage.entry ? std::to_string(damage.entry->index) : "-") + ": " + damage.what + "\n";
  }
  EXPECT_EQ(found.damages, GetParam().damages) << all;
  EXPECT_EQ(found.whole(), GetParam().damages.empty());
}

INSTANTIATE_TEST_SUITE_P(Verifier, Spoiled, testing::ValuesIn(kCases),
                         [](const auto& each) { return each.param.name; });

TEST(Verifier, TellsTheHeadOfWhatItRead) {
  const Stored stored;
  const Inspection found = stored.inspect();
  EXPECT_EQ(found.entries, 12U);
  Verifier one(0, [] { return std::optional<LogHead>{}; });
  EXPECT_EQ(one.entry(0, stored.rows[0].bytes, stored.rows[0].leaf), Stored::entry(0));
  ASSERT_EQ(found.heads.size(), 1U);
  EXPECT_EQ(found.heads[0].size, 12U);
  EXPECT_EQ(found.heads[0].root, stored.checkpoints.back().root);
}

// Bytes that hash as they should, but are no entry, or break the order of recording: a fault in the writer.
TEST(Verifier, NamesWhatWasWrittenWrongly) {
  evidence::Entry early = sample::entry(evidence::EntryKind::opt_out);
  early.recorded -= std::chrono::hours{1};
  Verifier verifier(0, [] { return std::optional<LogHead>{}; });
  for (const evidence::Bytes& bytes : {evidence::encode(sample::entry(evidence::EntryKind::opt_out)),
                                       evidence::encode(early), evidence::Bytes{0x80}}) {
    const auto index = static_cast<std::uint64_t>(bytes == evidence::Bytes{0x80}     ? 2
                                                  : bytes == evidence::encode(early) ? 1
                                                                                     : 0);
    verifier.entry(index, bytes, evidence::leaf_hash(bytes));
  }
  const Inspection found = std::move(verifier).finish();
  ASSERT_EQ(found.damages.size(), 3U);
  EXPECT_EQ(found.damages[0].what, "no checkpoint covers entries 0 to 2");
  EXPECT_EQ(found.damages[1], (Damage{at(1), "it was recorded before the entry that precedes it"}));
  EXPECT_EQ(found.damages[2].entry, at(2));
}

}  // namespace
}  // namespace assent::verifier_test
