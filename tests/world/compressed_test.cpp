#include "world/compressed.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <filesystem>
#include <string>
#include <tuple>

namespace assent::compressed_test {

using namespace world;
namespace {

namespace fs = std::filesystem;

std::string packed(std::string_view text, Packing packing, std::size_t piece = std::string_view::npos) {
  std::string bytes;
  TextSink to(bytes);
  PackedSink sink(to, packing);
  for (; text.size() > piece; text.remove_prefix(piece)) EXPECT_TRUE(sink.write(text.substr(0, piece)));
  EXPECT_TRUE(sink.write(text));
  EXPECT_TRUE(sink.finish());
  return bytes;
}

Result<std::string> unpacked(std::string_view bytes, const std::string& path = "list.csv",
                             std::size_t piece = std::string_view::npos, std::size_t room = 1000) {
  TextSource from(bytes, piece);
  UnpackedSource source(from, path);
  std::string text;
  std::string into(room, '\0');
  for (;;) {
    const auto count = source.read(into);
    if (!count) {
      EXPECT_EQ(source.read(into), count);  // after a failure every later call fails
      return tl::unexpected(count.error());
    }
    if (*count == 0) {
      EXPECT_EQ(source.read(into), 0U);
      return text;
    }
    text.append(into, 0, *count);
  }
}

std::string message_of(const Result<std::string>& result) { return result ? "no error" : to_string(result.error()); }

std::string some_list(std::size_t rows) {
  std::string text = "account,city\n";
  for (std::size_t i = 0; i < rows; ++i) text += std::to_string(i * 7919) + ",Beirut\n";
  return text;
}

std::string ending_of(Packing packing) {
  switch (packing) {
    case Packing::none: return "";
    case Packing::gzip: return ".gz";
    case Packing::zstd: return ".zst";
  }
  return "";
}

TEST(PackingOf, GoesByTheEnding) {
  EXPECT_EQ(packing_of("list.csv"), Packing::none);
  EXPECT_EQ(packing_of("list.csv.gz"), Packing::gzip);
  EXPECT_EQ(packing_of("a.gz/list.zst"), Packing::zstd);
  EXPECT_EQ(packing_of("list.gz.csv"), Packing::none);
  EXPECT_EQ(packing_of("-"), Packing::none);
}

class Packed : public testing::TestWithParam<Packing> {};

TEST_P(Packed, WhatIsPackedIsUnpacked) {
  for (const std::size_t rows : {0U, 1U, 10U, 30'000U}) {
    const std::string text = some_list(rows);
    const std::string bytes = packed(text, GetParam());
    if (rows > 1000) {
      EXPECT_LT(bytes.size(), text.size() / 2);
    }
    EXPECT_EQ(unpacked(bytes), text);
    EXPECT_EQ(unpacked(bytes, "list" + ending_of(GetParam())), text);
    if (rows < 1000) {
      EXPECT_EQ(unpacked(bytes, "-", 1, 1), text);
    }
  }
}

TEST_P(Packed, NothingPackedIsNothing) { EXPECT_EQ(unpacked(packed("", GetParam())), ""); }

TEST_P(Packed, SeveralOneAfterTheOtherAreOne) {
  const std::string bytes = packed("a\n", GetParam()) + packed("", GetParam()) + packed("b\n", GetParam());
  EXPECT_EQ(unpacked(bytes), "a\nb\n");
  EXPECT_EQ(unpacked(bytes, "list.csv", 1), "a\nb\n");
}

TEST_P(Packed, EveryTruncationIsNoticed) {
  const std::string bytes = packed(some_list(20), GetParam());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const auto text = unpacked(bytes.substr(0, size), "list.csv" + ending_of(GetParam()));
    ASSERT_FALSE(text) << size;
    EXPECT_EQ(text.error().code, ErrorCode::invalid);
    EXPECT_NE(text.error().message.find("cut short"), std::string::npos) << size;
  }
}

TEST_P(Packed, EveryTruncationOfASecondOneIsNoticed) {
  const std::string first = packed("a\n", GetParam());
  const std::string second = packed("b\n", GetParam());
  for (std::size_t size = 1; size < second.size(); ++size) {
    EXPECT_FALSE(unpacked(first + second.substr(0, size))) << size;
  }
}

TEST_P(Packed, OtherBytesAfterTheEndAreNoticed) {
  for (const std::string_view rest : {"x", "\n", "account,city\n"}) {
    EXPECT_FALSE(unpacked(packed("a\n", GetParam()) + std::string(rest))) << rest;
  }
  EXPECT_FALSE(unpacked(packed("a\n", GetParam()) + std::string(512, '\0')));
}

// Some bytes mean nothing, such as the time in gzip's header. A change there may pass, but changes nothing.
TEST_P(Packed, NoChangedByteChangesTheText) {
  const std::string text = some_list(50);
  const std::string bytes = packed(text, GetParam());
  std::size_t noticed = 0;
  for (std::size_t at = ending_of(GetParam()).size(); at < bytes.size(); ++at) {
    for (const int change : {0x01, 0x80, 0xFF}) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ change);
      const auto read = unpacked(changed, "list.csv" + ending_of(GetParam()));
      noticed += read ? 0U : 1U;
      EXPECT_EQ(read.value_or(text), text) << at;
    }
  }
  EXPECT_GT(noticed, 2 * bytes.size());
}

TEST_P(Packed, AFailureToReadOrWriteIsPassedOn) {
  class Broken : public ByteSource, public ByteSink {
   public:
    Result<std::size_t> read(std::span<char>) override { return fail(ErrorCode::unavailable, "the disk is gone"); }
    Result<void> write(std::string_view) override { return fail(ErrorCode::unavailable, "the disk is full"); }
  };
  Broken broken;
  char into[10];
  EXPECT_EQ(UnpackedSource(broken, "a").read(into).error().message, "the disk is gone");
  PackedSink sink(broken, GetParam());
  const auto written = sink.write("a");
  const auto finished = written ? sink.finish() : written;
  EXPECT_EQ(finished.error().message, "the disk is full");
}

INSTANTIATE_TEST_SUITE_P(, Packed, testing::Values(Packing::gzip, Packing::zstd),
                         [](const auto& packing) { return packing.param == Packing::gzip ? "Gzip" : "Zstandard"; });

// The form in which every program writes it: `printf 'a,b\n' | gzip -n` and `| zstd`.
TEST(Unpacked, WhatOtherProgramsPacked) {
  using namespace std::string_view_literals;
  EXPECT_EQ(
      unpacked("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x4b\xd4\x49\xe2\x02\x00\xc5\x10\x97\x24\x04\x00\x00\x00"sv),
      "a,b\n");
  EXPECT_EQ(unpacked("\x28\xb5\x2f\xfd\x04\x58\x21\x00\x00\x61\x2c\x62\x0a\x6d\x6b\x13\x32"sv), "a,b\n");
}

TEST(Unpacked, AFrameToBeSkippedIsSkipped) {
  using namespace std::string_view_literals;
  EXPECT_EQ(unpacked(std::string("\x50\x2a\x4d\x18\x02\0\0\0hi"sv) + packed("a\n", Packing::zstd)), "a\n");
}

TEST(Unpacked, APlainListStaysAsItIs) {
  for (const std::string_view text : {"", "a", "account,city\n7590,Beirut\n", "(", "P", "PK,ZIP\n", "BZh\n"}) {
    EXPECT_EQ(unpacked(text), text);
    EXPECT_EQ(unpacked(text, "-", 1, 1), text);
  }
}

TEST(Unpacked, SaysWhatIsWrong) {
  using namespace std::string_view_literals;
  EXPECT_EQ(
      message_of(unpacked("account\n", "list.csv.gz")),
      "`list.csv.gz` is not packed with gzip as its name says, or is cut short; fetch it again, or give a plain list a "
      "plain name");
  EXPECT_EQ(
      message_of(unpacked("", "list.zst")),
      "`list.zst` is not packed with Zstandard as its name says, or is cut short; fetch it again, or give a plain list "
      "a plain name");
  EXPECT_EQ(message_of(unpacked("\x1F", "-")), "standard input is cut short; fetch all of it again");
  EXPECT_EQ(message_of(unpacked("\x1F\x8B\x01 and what is no gzip")),
            "`list.csv` cannot be unpacked: its bytes are not what the packing program wrote; fetch it again or pack "
            "it again");
  EXPECT_EQ(message_of(unpacked("PK\x03\x04 and so on")),
            "`list.csv` is a ZIP archive or a spreadsheet; unpack it, or save it as CSV; only gzip and Zstandard are "
            "unpacked here");
  EXPECT_EQ(message_of(unpacked("\xFD\x37zXZ\0\0\4"sv)),
            "`list.csv` is packed with xz; unpack it, or save it as CSV; only gzip and Zstandard are unpacked here");
}

// The header of a frame whose window is 2 GiB.
TEST(Unpacked, MemoryIsLimited) {
  using namespace std::string_view_literals;
  EXPECT_EQ(message_of(unpacked("\x28\xb5\x2f\xfd\x00\xa8\x01\x00\x00"sv)),
            "`list.csv` needs more than 128 MiB of memory to unpack; pack it again without a long window");
}

RC_GTEST_PROP(PackedLaw, PiecesDoNotMatter, ()) {
  const auto [packing, writing, reading, room] = *rc::gen::tuple(
      rc::gen::element(Packing::none, Packing::gzip, Packing::zstd), rc::gen::inRange<std::size_t>(1, 400),
      rc::gen::inRange<std::size_t>(1, 400), rc::gen::inRange<std::size_t>(1, 400));
  std::string text;
  for (const auto& part : *rc::gen::container<std::vector<std::string>>(
           rc::gen::element<std::string>("a,b\n", "7590-VHVEG,Beirut\n", std::string(300, 'x'), "\xFF\x01"))) {
    text += part;
  }
  RC_ASSERT(unpacked(packed(text, packing, writing), "list.csv", reading, room) == text);
}

class Lists : public testing::TestWithParam<Packing> {
 protected:
  Lists() {
    std::string pattern = (fs::temp_directory_path() / "assent-lists-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~Lists() override { fs::remove_all(folder_); }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  fs::path folder_;
};

TEST_P(Lists, AreWrittenAsTheirNameSaysAndReadUnderAny) {
  const std::string text = some_list(1000);
  const std::string name = path("list.csv") + ending_of(GetParam());
  auto sink = create_list(name).value();
  ASSERT_TRUE(sink->write(text));
  EXPECT_FALSE(fs::exists(name));
  ASSERT_TRUE(sink->commit());
  EXPECT_EQ(read_file(name), packed(text, GetParam()));

  const std::string other = path("any name");
  fs::rename(name, other);
  const auto source = open_list(other).value();
  EXPECT_EQ(source->size(), fs::file_size(other));
  EXPECT_EQ(source->bytes_read(), 0U);
  std::string read(text.size() + 1, '\0');
  std::size_t size = 0;
  for (;;) {
    const auto count = source->read({read.data() + size, read.size() - size});
    ASSERT_TRUE(count);
    if (*count == 0) break;
    size += *count;
  }
  read.resize(size);
  EXPECT_EQ(read, text);
  EXPECT_EQ(source->bytes_read(), fs::file_size(other));
}

TEST_P(Lists, LeaveNothingBehindWithoutCommit) {
  ASSERT_TRUE(create_list(path("list") + ending_of(GetParam())).value()->write("a\n"));
  EXPECT_TRUE(fs::is_empty(folder_));
}

INSTANTIATE_TEST_SUITE_P(, Lists, testing::Values(Packing::none, Packing::gzip, Packing::zstd),
                         [](const auto& packing) {
                           return std::string(packing.param == Packing::none   ? "Plain"
                                              : packing.param == Packing::gzip ? "Gzip"
                                                                               : "Zstandard");
                         });

TEST(OpenList, FailsAsAFileDoes) {
  EXPECT_EQ(open_list("/nowhere/list.csv.gz").error().code, ErrorCode::not_found);
  EXPECT_EQ(create_list("/nowhere/list.csv.gz").error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace assent::compressed_test
