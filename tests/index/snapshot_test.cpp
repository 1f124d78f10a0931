// The index's file: what is written is read, and what was not written is refused.

#include "index/frame.hpp"
#include "index/written.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace assent::index_test::snapshot_test {

using namespace index;
namespace {

Result<void> whole(const Snapshot& snapshot) { return service::validate_all(snapshot, 1); }

bool refused(const std::string& file) {
  const auto snapshot = File(file).open();
  return !snapshot || !whole(*snapshot);
}

std::uint64_t in_use(const Snapshot& snapshot) {
  std::uint64_t size = 0;
  for (const Snapshot::Part& each : snapshot.parts()) size += each.size;
  return size;
}

// A snapshot with something in every section.
class SmallSnapshot : public ::testing::Test {
 protected:
  Setting setting_{5, 30};
  const std::string file_ = written(with_some_behind(setting_));
};

TEST(SnapshotOf, AnIndexWithSomeBehindGivesBackEveryAnswer) {
  Setting setting(21);
  const service::LiveIndex grown = with_some_behind(setting);
  const std::string text = written(grown);
  const auto snapshot = File(text).open();
  ASSERT_TRUE(snapshot && whole(*snapshot));
  const auto taken =
      service::LiveIndex::take(*snapshot, setting.ledger, setting.zones, setting.memory, scope_of(test::packs()));
  ASSERT_TRUE(taken) << to_string(taken.error());
  const auto different = differences(grown, *taken, setting.accounts, setting.draw, 60);
  EXPECT_TRUE(different.empty()) << different.front();
  EXPECT_TRUE(written(*taken) == text);
}

TEST(SnapshotOf, RandomLedgersGivesBackEveryAnswer) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Setting setting(seed);
    const service::LiveIndex built = setting.built();
    const std::string text = written(built);
    const auto snapshot = File(text).open();
    ASSERT_TRUE(snapshot && whole(*snapshot)) << seed;
    EXPECT_EQ(snapshot->size(), text.size());
    EXPECT_EQ(snapshot->customers(), built.index().size());
    const auto taken =
        service::LiveIndex::take(*snapshot, setting.ledger, setting.zones, setting.memory, scope_of(test::packs()));
    ASSERT_TRUE(taken) << to_string(taken.error());
    const auto different = differences(built, *taken, setting.accounts, setting.draw, 60);
    EXPECT_TRUE(different.empty()) << different.front();
    for (RowNumber row = 0; row < built.index().size(); ++row) {
      EXPECT_EQ(taken->index().account(row), built.index().account(row));
    }
    EXPECT_TRUE(written(*taken) == text) << seed;
  }
}

TEST(SnapshotOf, NothingGivesBackNothing) {
  const HeapMemory memory;
  const Index index(memory);
  std::string text;
  TextSink sink(text);
  ASSERT_TRUE(write_snapshot(index, {}, sink));
  const auto snapshot = File(text).open();
  ASSERT_TRUE(snapshot && whole(*snapshot));
  const ledger::CarrierFile carrier;
  const AwkwardZones zones;
  const auto read = snapshot->index(memory, {&carrier, &zones});
  ASSERT_TRUE(read);
  EXPECT_EQ(read->size(), 0U);
  EXPECT_EQ(read->row_of_account("A-1"), kNoRow);
}

TEST_F(SmallSnapshot, HasSomethingInEverySection) {
  const auto snapshot = File(file_).open();
  for (const Snapshot::Part& each : snapshot->parts()) EXPECT_GT(each.size, 0U) << each.name;
}

// The frame and the sections are covered by checksums, and unused bytes are zeros.
TEST_F(SmallSnapshot, EveryChangedByteIsRefused) {
  const File file(file_);
  for (std::size_t i = 0; i < file.bytes.size(); ++i) {
    file.bytes[i] ^= std::byte{1} << (i % 8);
    const auto snapshot = file.open();
    ASSERT_FALSE(snapshot && whole(*snapshot)) << i;
    file.bytes[i] ^= std::byte{1} << (i % 8);
  }
}

// A section that has spare room, though it does not grow. Once, numbers of several accounts were read from all of it.
TEST_F(SmallSnapshot, WhatStandsBehindTheUseOfASectionIsNoPartOfIt) {
  std::string text = file_;
  Frame frame = *Frame::of(text);
  Frame::Place& place = frame.places[Frame::contested];
  ASSERT_GT(place.size, 8U);
  place.size -= 8;
  auto& pieces = frame.pieces;
  const auto piece = std::find_if(pieces.begin(), pieces.end(),
                                  [](const Frame::Piece& each) { return each.section == Frame::contested; });
  piece->size -= 8;
  ASSERT_TRUE(frame.seal(text));
  const auto snapshot = File(text).open();
  ASSERT_TRUE(snapshot);
  const auto taken =
      service::LiveIndex::take(*snapshot, setting_.ledger, setting_.zones, setting_.memory, scope_of(test::packs()));
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->index().contested().size(), place.size / 8);
}

TEST_F(SmallSnapshot, WhatStandsInUnusedRoomIsNoPartOfIt) {
  std::string text = file_;
  const Frame frame = *Frame::of(text);
  for (std::size_t i = 0; i < Frame::sections; ++i) {
    const auto section = static_cast<Frame::Section>(i);
    const Frame::Place& place = frame.places[i];
    for (std::uint64_t at = place.size; at < place.room; ++at) text[frame.place(section, at)] = '\xFF';
  }
  const auto snapshot = File(text).open();
  ASSERT_TRUE(snapshot);
  EXPECT_FALSE(whole(*snapshot)) << "where it is looked at";
  auto taken =
      service::LiveIndex::take(*snapshot, setting_.ledger, setting_.zones, setting_.memory, scope_of(test::packs()));
  ASSERT_TRUE(taken);
  for (int i = 0; i < 200; ++i) setting_.grow();
  ASSERT_TRUE(taken->follow());
  const auto different = differences(setting_.built(), *taken, setting_.accounts, setting_.draw, 60);
  EXPECT_TRUE(different.empty()) << different.front();
}

TEST_F(SmallSnapshot, CutOrLengthenedAtAnyPlaceIsRefused) {
  const File file(file_);
  for (std::size_t size = 0; size < file.bytes.size(); ++size) {
    ASSERT_FALSE(Snapshot::open(file.bytes.first(size), file.owner)) << size;
  }
  EXPECT_TRUE(refused(file_ + '\0'));
  EXPECT_TRUE(refused(file_ + std::string(Frame::kPage, '\0')));
}

TEST_F(SmallSnapshot, SaysWhatItIsNot) {
  EXPECT_EQ(File("account,segment\n").open().error().code, ErrorCode::invalid);
  EXPECT_EQ(File("").open().error().code, ErrorCode::invalid);
  for (const int change : {-1, 1}) {
    std::string other = file_;
    other[8] = static_cast<char>(other[8] + change);
    const auto opened = File(other).open();
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().message, "the index has another format");
  }
  EXPECT_EQ(File(file_.substr(0, file_.size() - 1)).open().error().code, ErrorCode::damaged);
}

template <class T>
void put(std::string& file, std::size_t at, T value) {
  std::memcpy(file.data() + at, &value, sizeof value);
}
template <class T>
T get(const std::string& file, std::size_t at) {
  T value;
  std::memcpy(&value, file.data() + at, sizeof value);
  return value;
}

// A file that lies although its checksums hold.
struct Lie {
  const char* name;
  std::function<void(std::string& file, Frame& frame)> tell;
};

class NumbersThatLeadOutside : public SmallSnapshot, public ::testing::WithParamInterface<Lie> {};

std::size_t known_row(const std::string& file, const Frame& frame) {
  std::uint64_t row = 0;
  while (asks_ledger(get<Version>(file, frame.place(Frame::rows, row * sizeof(Version))))) ++row;
  return frame.place(Frame::rows, row * sizeof(Version));
}

std::size_t row_in_bucket(const std::string& file, const Frame& frame, Frame::Section section) {
  for (std::uint64_t at = 0;; at += sizeof(KeyMap::Bucket)) {
    for (std::size_t i = 0; i < KeyMap::kPlaces; ++i) {
      if (file[frame.place(section, at) + i] != 0) {
        return frame.place(section, at) + offsetof(KeyMap::Bucket, row) + i * sizeof(std::uint32_t);
      }
    }
  }
}

std::size_t item_by(bool date, const std::string& file, const Frame& frame) {
  std::uint64_t at = 0;
  while (((get<NoticeItem>(file, frame.place(Frame::notice_items, at)).flags & NoticeItem::by_date) != 0) != date) {
    at += sizeof(NoticeItem);
  }
  return frame.place(Frame::notice_items, at);
}

template <class T>
std::uint64_t count(const Frame& frame, Frame::Section section) {
  return frame.places[section].size / sizeof(T);
}

std::size_t last_line(const Frame& frame, std::uint64_t before = 0) {
  return frame.place(Frame::in_order, frame.places[Frame::in_order].size - (before + 1) * sizeof(AccountTable::Line));
}

// Cuts the section's first piece in two, each with its own checksum.
void split(Frame& frame, Frame::Section section, std::uint64_t at) {
  const auto piece = std::find_if(frame.pieces.begin(), frame.pieces.end(),
                                  [&](const Frame::Piece& each) { return each.section == section; });
  Frame::Piece rest = *piece;
  rest.offset += at;
  rest.size -= at;
  piece->size = at;
  frame.pieces.insert(piece + 1, rest);
}

// Changes a member of a value in the file.
template <class T, class Change>
void change(std::string& file, std::size_t at, Change change) {
  T value = get<T>(file, at);
  change(value);
  put(file, at, value);
}

TEST_P(NumbersThatLeadOutside, AreRefused) {
  std::string file = file_;
  Frame frame = *Frame::of(file);
  ASSERT_TRUE(frame.seal(file));
  ASSERT_TRUE(file == file_) << "the control: sealed again, it is what it was";
  GetParam().tell(file, frame);
  ASSERT_TRUE(frame.seal(file));
  ASSERT_TRUE(file != file_);
  EXPECT_TRUE(refused(file));
}

INSTANTIATE_TEST_SUITE_P(
    Of, NumbersThatLeadOutside,
    ::testing::Values(
        Lie{"ARowsNotices",
            [](std::string& file, Frame& frame) {
              change<Version>(file, known_row(file, frame), [&](Version& version) {
                version.notices = static_cast<std::uint32_t>(count<NoticeList>(frame, Frame::notice_lists));
              });
            }},
        Lie{"ARowsStance",
            [](std::string& file, Frame& frame) {
              change<Version>(file, known_row(file, frame), [&](Version& version) {
                version.stance = static_cast<std::uint32_t>(count<Stance>(frame, Frame::stances));
              });
            }},
        Lie{"AStancesChoices",
            [](std::string& file, Frame& frame) {
              change<Stance>(file, frame.place(Frame::stances), [&](Stance& stance) {
                stance.choices = static_cast<std::uint16_t>(frame.counts[1]);
              });
            }},
        Lie{"AStancesProfile",
            [](std::string& file, Frame& frame) {
              change<Stance>(file, frame.place(Frame::stances), [&](Stance& stance) {
                stance.profile = static_cast<std::uint16_t>(frame.counts[0]);
              });
            }},
        Lie{"ARowWithoutASecond",
            [](std::string& file, Frame& frame) {
              change<Version>(file, known_row(file, frame), [&](Version& version) {
                version.since = kNoSecond;
                version.notices = 1;
              });
            }},
        Lie{"ARowHalfLeftToTheLedger",
            [](std::string& file, Frame& frame) {
              change<Version>(file, known_row(file, frame), [&](Version& version) {
                version = kAskLedgerRow;
                version.earlier = 0;
              });
            }},
        Lie{"ARowsEarlier",
            [](std::string& file, Frame& frame) {
              change<Version>(file, known_row(file, frame), [&](Version& version) {
                version.earlier = static_cast<std::uint32_t>(count<Version>(frame, Frame::earlier));
              });
            }},
        Lie{"AnEarlierThatLeadsToItself",
            [](std::string& file, Frame& frame) {
              change<Version>(file, frame.place(Frame::earlier), [&](Version& version) { version.earlier = 0; });
            }},
        Lie{"AnEarlierThatLeadsToALaterOne",
            [](std::string& file, Frame& frame) {
              change<Version>(file, frame.place(Frame::earlier), [&](Version& version) { version.earlier = 1; });
            }},
        Lie{"AnEarliersStance",
            [](std::string& file, Frame& frame) {
              change<Version>(file, frame.place(Frame::earlier), [&](Version& version) {
                version.stance = static_cast<std::uint32_t>(count<Stance>(frame, Frame::stances));
              });
            }},
        Lie{"AnEarlierLeftToTheLedger",
            [](std::string& file, Frame& frame) { put(file, frame.place(Frame::earlier), kAskLedgerRow); }},
        Lie{"AKeyAtTheArenasEnd",
            [](std::string& file, Frame& frame) {
              put<Key>(file, frame.place(Frame::accounts), kFirstArenaKey + frame.places[Frame::arena].size - 1);
            }},
        Lie{"AKeyFarBehindTheArena",
            [](std::string& file, Frame& frame) { put<Key>(file, frame.place(Frame::accounts), ~Key{0}); }},
        Lie{"ATextThatIsLongerThanTheArena",
            [](std::string& file, Frame& frame) {
              file[frame.place(Frame::arena) + 1] = '\xFF';
              put<Key>(file, frame.place(Frame::accounts), kFirstArenaKey);
            }},
        Lie{"ALineWithMoreRowsThanPlaces",
            [](std::string& file, Frame& frame) {
              change<AccountTable::Line>(file, frame.place(Frame::in_order), [](AccountTable::Line& line) {
                line.count = AccountTable::kPlaces + 1;
              });
            }},
        Lie{"ALineThatDoesNotGoOnFromTheOneBefore",
            [](std::string& file, Frame& frame) {
              change<AccountTable::Line>(file, frame.place(Frame::in_order, sizeof(AccountTable::Line)),
                                         [](AccountTable::Line& line) { ++line.first; });
            }},
        Lie{"ALastLineWithMoreRowsThanThereAre",
            [](std::string& file, Frame& frame) {
              change<AccountTable::Line>(file, last_line(frame), [](AccountTable::Line& line) { ++line.count; });
            }},
        Lie{"AnAccountThatIsNotWhereItIsLookedFor",
            [](std::string& file, Frame& frame) {
              const auto first = get<AccountTable::Line>(file, frame.place(Frame::in_order));
              change<AccountTable::Line>(file, last_line(frame, AccountTable::kSpareLines),
                                         [&](AccountTable::Line& line) { line.keys[0] = first.keys[0]; });
            }},
        Lie{"AnAccountThatNoRowHas",
            [](std::string& file, Frame& frame) {
              change<AccountTable::Line>(file, last_line(frame), [](AccountTable::Line& line) { line.keys[6] = 1; });
            }},
        Lie{"ARowWithoutAnAccount",
            [](std::string& file, Frame& frame) {
              change<AccountTable::Line>(file, frame.place(Frame::in_order),
                                         [](AccountTable::Line& line) { line.keys[0] = 0; });
            }},
        Lie{"AnAccountInOrderBehindTheArena",
            [](std::string& file, Frame& frame) {
              change<AccountTable::Line>(file, frame.place(Frame::in_order),
                                         [](AccountTable::Line& line) { line.keys[0] = ~Key{0}; });
            }},
        Lie{"ARowInTheMapOfAccounts",
            [](std::string& file, Frame& frame) {
              put(file, row_in_bucket(file, frame, Frame::account_buckets),
                  static_cast<std::uint32_t>(count<Version>(frame, Frame::rows)));
            }},
        Lie{"ARowInTheMapOfNumbers",
            [](std::string& file, Frame& frame) {
              put(file, row_in_bucket(file, frame, Frame::telephone_buckets), std::uint32_t{kNoRow});
            }},
        Lie{"AnItemsText",
            [](std::string& file, Frame& frame) {
              change<NoticeItem>(file, frame.place(Frame::notice_items), [&](NoticeItem& item) {
                item.text = static_cast<std::uint16_t>(frame.counts[2]);
              });
            }},
        Lie{"AnItemsChannel",
            [](std::string& file, Frame& frame) {
              change<NoticeItem>(file, frame.place(Frame::notice_items), [&](NoticeItem& item) {
                item.channel = static_cast<std::uint8_t>(frame.counts[3]);
              });
            }},
        Lie{"AnItemsPlace",
            [](std::string& file, Frame& frame) {
              change<NoticeItem>(file, frame.place(Frame::notice_items), [&](NoticeItem& item) {
                item.place = static_cast<std::uint16_t>(frame.counts[4]);
              });
            }},
        Lie{"ADateThatNoCalendarHas",
            [](std::string& file, Frame& frame) {
              change<NoticeItem>(file, item_by(true, file, frame), [&](NoticeItem& item) { item.sent = 3'000'001; });
            }},
        Lie{"AnInstantAfterAll",
            [](std::string& file, Frame& frame) {
              change<NoticeItem>(file, item_by(false, file, frame),
                                 [&](NoticeItem& item) { item.sent = microseconds_of(kNever) + 1; });
            }},
        Lie{"AParticularsSource",
            [](std::string& file, Frame& frame) {
              change<Particulars>(file, frame.place(Frame::particulars), [&](Particulars& each) {
                each.since = 0;
                each.source_and_ways = static_cast<std::uint16_t>(frame.counts[5] << Particulars::kWayBits);
              });
            }},
        Lie{"ParticularsHalfLeftToTheLedger",
            [](std::string& file, Frame& frame) {
              change<Particulars>(file, frame.place(Frame::particulars),
                                  [](Particulars& each) { each = {kNoSecond, 0, 1}; });
            }},
        Lie{"AMember",
            [](std::string& file, Frame& frame) {
              put(file, frame.place(Frame::notice_members),
                  static_cast<std::uint32_t>(count<NoticeItem>(frame, Frame::notice_items)));
            }},
        Lie{"AListsPlace",
            [](std::string& file, Frame& frame) {
              change<NoticeList>(file, frame.place(Frame::notice_lists), [&](NoticeList& list) {
                list.place = static_cast<std::uint16_t>(frame.counts[4]);
              });
            }},
        Lie{"AListsMembers",
            [](std::string& file, Frame& frame) {
              change<NoticeList>(file, frame.place(Frame::notice_lists), [&](NoticeList& list) {
                list.first = static_cast<std::uint32_t>(count<std::uint32_t>(frame, Frame::notice_members));
                list.count = 1;
              });
            }},
        Lie{"AListsMembersPastAllNumbers",
            [](std::string& file, Frame& frame) {
              change<NoticeList>(file, frame.place(Frame::notice_lists), [&](NoticeList& list) {
                list.first = ~std::uint32_t{0};
                list.count = 2;
              });
            }},
        Lie{"FewerProfiles", [](std::string&, Frame& frame) { frame.counts[0] = 0; }},
        Lie{"FewerChoices", [](std::string&, Frame& frame) { frame.counts[1] = 0; }},
        Lie{"FewerSources", [](std::string&, Frame& frame) { frame.counts[5] = 0; }},
        Lie{"FewerPlaces", [](std::string&, Frame& frame) { frame.counts[4] = 0; }},
        Lie{"ASectionLargerThanItsRoom",
            [](std::string&, Frame& frame) {
              frame.places[Frame::particulars].size = frame.places[Frame::particulars].room + 1;
              frame.pieces.back().size = frame.places[Frame::particulars].size;
            }},
        Lie{"ARoomBehindTheEnd",
            [](std::string&, Frame& frame) { frame.places[Frame::names].room = std::uint64_t{1} << 62; }},
        Lie{"ARoomThatOverlaps",
            [](std::string&, Frame& frame) { frame.places[Frame::rows].room += Frame::kPage; }},
        Lie{"ASectionInsideAnother",
            [](std::string&, Frame& frame) {
              frame.places[Frame::earlier].offset = frame.places[Frame::rows].offset;
            }},
        Lie{"FewerAccountsBehindThanRows",
            [](std::string&, Frame& frame) {
              frame.places[Frame::accounts].size -= sizeof(Key);
              for (Frame::Piece& each : frame.pieces) {
                if (each.section == Frame::accounts) each.size -= sizeof(Key);
              }
            }},
        Lie{"HalfAnElement",
            [](std::string&, Frame& frame) {
              frame.places[Frame::notice_items].size -= 1;
              for (Frame::Piece& each : frame.pieces) {
                if (each.section == Frame::notice_items) each.size -= 1;
              }
            }},
        Lie{"APartThatEndsWithinARow", [](std::string&, Frame& frame) { split(frame, Frame::rows, 15); }},
        Lie{"APartThatEndsWithinALine", [](std::string&, Frame& frame) { split(frame, Frame::in_order, 63); }},
        Lie{"APartThatEndsWithinAnItem", [](std::string&, Frame& frame) { split(frame, Frame::notice_items, 8); }},
        Lie{"MorePlacesThanANumberTellsApart", [](std::string&, Frame& frame) { frame.counts[4] = 0x1'0001; }},
        Lie{"MoreTextsThanANumberTellsApart", [](std::string&, Frame& frame) { frame.counts[2] = 0x1'0001; }},
        Lie{"MoreSourcesThanANumberTellsApart", [](std::string&, Frame& frame) { frame.counts[5] = 0x1001; }},
        Lie{"MoreChannelsThanANumberTellsApart", [](std::string&, Frame& frame) { frame.counts[3] = 0x101; }},
        Lie{"ALaterAccountThatIsNone",
            [](std::string& file, Frame& frame) { put<Key>(file, frame.place(Frame::accounts), 0); }},
        Lie{"APartWithoutAChecksum", [](std::string&, Frame& frame) { frame.pieces.pop_back(); }},
        Lie{"APartCheckedTwice", [](std::string&, Frame& frame) { frame.pieces.push_back(frame.pieces.back()); }},
        Lie{"APartCheckedInPart", [](std::string&, Frame& frame) { frame.pieces.front().size -= 16; }},
        Lie{"PartsInAnotherOrder", [](std::string&, Frame& frame) { std::swap(frame.pieces[0], frame.pieces[1]); }}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_F(SmallSnapshot, NamesThatCannotBeReadAreRefusedWhenItIsTaken) {
  const auto taken = [&](const std::string& file) {
    const auto snapshot = File(file).open();
    EXPECT_TRUE(snapshot && whole(*snapshot));
    return service::LiveIndex::take(*snapshot, setting_.ledger, setting_.zones, setting_.memory,
                                    scope_of(test::packs()));
  };
  EXPECT_TRUE(taken(file_));
  Frame frame = *Frame::of(file_);
  for (std::uint64_t at = 0; at < 8; ++at) {
    std::string file = file_;
    file[frame.place(Frame::names, at)] = '\xFF';
    ASSERT_TRUE(frame.seal(file));
    const auto refused = taken(file);
    ASSERT_FALSE(refused) << at;
    EXPECT_EQ(refused.error().code, ErrorCode::damaged);
  }
}

// If a file says that the maps have fewer keys than they have, they only grow later.
TEST_F(SmallSnapshot, AWrongNumberOfKeysInTheMapsIsHarmless) {
  for (const std::uint64_t lie : {std::uint64_t{0}, std::uint64_t{1} << 60}) {
    std::string file = file_;
    Frame frame = *Frame::of(file);
    frame.counts[6] = lie;
    frame.counts[7] = lie;
    ASSERT_TRUE(frame.seal(file));
    const auto snapshot = File(file).open();
    ASSERT_TRUE(snapshot && whole(*snapshot));
    auto taken =
        service::LiveIndex::take(*snapshot, setting_.ledger, setting_.zones, setting_.memory, scope_of(test::packs()));
    ASSERT_TRUE(taken);
    for (int i = 0; i < 300; ++i) setting_.grow();
    ASSERT_TRUE(taken->follow());
    const auto different = differences(setting_.built(), *taken, setting_.accounts, setting_.draw, 40);
    EXPECT_TRUE(different.empty()) << different.front();
  }
}

TEST_F(SmallSnapshot, SeveralThreadsFindTheSame) {
  const auto snapshot = File(file_).open();
  std::uint64_t told = 0;
  EXPECT_TRUE(service::validate_all(*snapshot, 4, [&](std::uint64_t done, std::uint64_t all) {
    EXPECT_LE(done, all);
    EXPECT_EQ(all, in_use(*snapshot));
    told = done;
  }));
  EXPECT_LE(told, in_use(*snapshot));
  std::string file = file_;
  file[Frame::of(file)->place(Frame::notice_lists)] ^= 1;
  const auto damaged = File(file).open();
  const auto found = service::validate_all(*damaged, 4);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::damaged);
}

}  // namespace
}  // namespace assent::index_test::snapshot_test
