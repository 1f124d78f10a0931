// A failure on the way ends a scrub, whenever it comes. And what a scrub holds at a time does not grow with its list.

#include "passing_ledger.hpp"
#include "scrubbing.hpp"

#include "csv/reader.hpp"
#include "service/row_pipeline.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <new>
#include <string>

namespace assent::scrub_failure_test {

using namespace service;
namespace {

using service_test::order_for;
using service_test::ScrubOrder;
using service_test::Setting;
using service_test::Store;

// Fails at one of its calls, and says whether it was called.
class Countdown {
 public:
  explicit Countdown(std::size_t call) : left_(call) {}
  Result<void> call() {
    EXPECT_FALSE(failed_) << "called again after a failure";
    if (left_ == 0 || --left_ > 0) return {};
    failed_ = true;
    return fail(ErrorCode::unavailable, "this call fails");
  }
  bool failed() const { return failed_; }

 private:
  std::size_t left_;  // 0: never
  bool failed_ = false;
};

class FailingSink final : public ByteSink {
 public:
  explicit FailingSink(std::size_t call) : countdown(call) {}
  Result<void> write(std::string_view) override { return countdown.call(); }
  Countdown countdown;
};

class FailingSource final : public ByteSource {
 public:
  FailingSource(std::string_view text, std::size_t call) : countdown(call), text_(text, 5) {}
  Result<std::size_t> read(std::span<char> into) override {
    if (const auto called = countdown.call(); !called) return tl::unexpected(called.error());
    return text_.read(into);
  }
  Countdown countdown;

 private:
  TextSource text_;
};

std::string list_of(std::size_t rows) {
  std::string list = "account,n\n";
  for (std::size_t i = 0; i < rows; ++i) list += (i % 3 == 0 ? "A1," : "A2,") + std::to_string(i % 10) + '\n';
  return list;
}

// Once, a mark that said that all was written followed a write that failed.
TEST(AScrub, EndsAtAnyFailureOfAWriteOrRead) {
  Setting s(Store::memory);
  s.customer("A1", "", {"internet"});
  ScrubOrder order = order_for("2026-03-01T00:00:00Z");
  order.piece_bytes = 6;
  order.mark_bytes = 1;
  const std::string list = list_of(12);
  for (const unsigned threads : {1U, 3U}) {
    order.threads = threads;
    for (const int which : {0, 1, 2}) {
      bool failed = true;
      std::size_t failures = 0;
      for (std::size_t call = 1; failed; ++call) {
        const auto of = [&](int one) { return which == one ? call : 0; };
        FailingSource source(list, of(0));
        FailingSink permitted(of(1));
        FailingSink refused(of(2));
        const auto summary = service_test::scrub(s, order, source, permitted, refused, [&](const ScrubMark&) {
          EXPECT_FALSE(permitted.countdown.failed() || refused.countdown.failed());
          return Result<void>{};
        });
        failed = source.countdown.failed() || permitted.countdown.failed() || refused.countdown.failed();
        ASSERT_EQ(summary.has_value(), !failed) << which << " at " << call;
        if (failed) {
          EXPECT_EQ(summary.error().message, "this call fails");
        }
        failures += failed ? 1 : 0;
      }
      EXPECT_GT(failures, 4U) << which;
    }
  }
}

class ThrowingSource final : public ByteSource {
 public:
  explicit ThrowingSource(std::string_view text) : text_(text, 5) {}
  Result<std::size_t> read(std::span<char> into) override {
    const auto count = text_.read(into);
    if (*count == 0) throw std::bad_alloc();
    return count;
  }

 private:
  TextSource text_;
};

// Once, the threads waited for ever for pieces that were no longer read.
TEST(AScrub, EndsWhereReadingThrows) {
  Setting s(Store::memory);
  ScrubOrder order = order_for("2026-03-01T00:00:00Z");
  order.piece_bytes = 6;
  const std::string list = list_of(50);
  ThrowingSource source(list);
  std::string text;
  TextSink sink(text);
  EXPECT_THROW((void)service_test::scrub(s, order, source, sink, sink), std::bad_alloc);
}

class ThrowingJudge final : public ScrubJudge {
 public:
  explicit ThrowingJudge(std::size_t call) : left_(call) {}
  void judge(std::span<const std::string_view> names, Judgements& judged) override {
    if (left_.fetch_sub(1) == 1) throw std::bad_alloc();
    judged.each.assign(names.size(), {Outcome::permit, Reason::opt_out_deemed, false});
    judged.words.clear();
  }
  Instant permits_end() override { return kNever; }

 private:
  std::atomic<std::size_t> left_;
};

// Once, an exception in another thread than the caller's ended the process.
TEST(AScrub, EndsWhereJudgingThrowsInAnyThread) {
  const std::string list = list_of(50);
  for (const unsigned threads : {1U, 2U, 5U}) {
    for (std::size_t call = 1; call < 30; ++call) {
      TextSource source(list);
      std::string text;
      TextSink sink(text);
      HashingSink permitted(sink);
      HashingSink refused(sink);
      ThrowingJudge judge(call);
      const auto scrub = Scrub::begin(source, {}, {threads, 6}).value();
      EXPECT_THROW((void)scrub->run(judge, explanation::Language::en, permitted, refused), std::bad_alloc) << call;
      // Nothing of it is left for the next scrub in this thread.
      TextSource again(list);
      EXPECT_EQ(Scrub::begin(again, {}, {threads, 6})
                    .value()
                    ->run(judge, explanation::Language::en, permitted, refused)
                    ->rows,
                50U);
    }
  }
}

// From some question on it is locked by another program. Each question waits its time.
class LockedLedger final : public service_test::PassingLedger {
 public:
  LockedLedger(ledger::Ledger& whole, int questions) : PassingLedger(whole), left_(questions) {}
  Result<std::vector<ledger::Recorded>> closed_entries_of(std::string_view account) const override {
    if (left_.fetch_sub(1) > 0) return PassingLedger::closed_entries_of(account);
    ++refused;
    return fail(ErrorCode::unavailable, "locked by another program", "try again");
  }
  mutable std::atomic<int> refused = 0;

 private:
  mutable std::atomic<int> left_;
};

// A million rows that each wait five seconds take two months.
TEST(AScrub, EndsWhereTheLedgerCannotBeAskedAnyMore) {
  Setting s{service_test::Store::memory};
  LockedLedger locked(*s.ledger, 20);
  const CustomerFile customers(locked, s.zones);
  const std::string list = list_of(500);
  TextSource source(list);
  std::string text;
  TextSink sink(text);
  HashingSink permitted(sink);
  HashingSink refused(sink);
  const auto scrub = Scrub::begin(source, {}, {2, 64}).value();
  const auto order = order_for("2026-03-01T09:00:00Z");
  const ScrubQuestion question{&s.regime, &order.use, order.as_of, false, "LB", explanation::Language::en, false};
  LedgerJudge judge(customers, s.telephones, question);
  const auto done = scrub->run(judge, explanation::Language::en, permitted, refused);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().message, "locked by another program");
  EXPECT_LE(locked.refused, 2) << "one for each thread";
}

TEST(RowsOnTheirWay, EndWhereReadingThrows) {
  ThrowingSource source("a\nb\nc\n");
  csv::CsvReader reader(source);
  std::size_t recorded = 0;
  const auto record = [&](const RowBatch<int>& batch) {
    recorded += batch.rows.size();
    return Result<void>{};
  };
  EXPECT_THROW((void)run_rows<int>(reader, 1, [](const csv::CsvReader&, RowBatch<int>::Row&) {}, record, {}),
               std::bad_alloc);
  EXPECT_EQ(recorded, 3U);
}

// Far slower than the reader.
class SlowJudge final : public ScrubJudge {
 public:
  void judge(std::span<const std::string_view> names, Judgements& judged) override {
    for (int i = 0; i < 300; ++i) std::this_thread::yield();
    judged.each.assign(names.size(), {Outcome::permit, Reason::opt_out_deemed, false});
    judged.words.clear();
  }
  Instant permits_end() override { return kNever; }
};

TEST(AScrub, HoldsNoMoreOfALongList) {
  constexpr std::size_t kPiece = 512;
  constexpr unsigned kThreads = 2;
  // Pieces that wait, that are judged or written, and those that the reader has read ahead.
  constexpr std::size_t kHeldMost = (kThreads + 4) * kPiece + std::size_t{64} * 1024;
  const std::string list = list_of(60'000);

  std::atomic<std::size_t> written = 0;
  class CountingSink final : public ByteSink {
   public:
    explicit CountingSink(std::atomic<std::size_t>& its_count) : count(its_count) {}
    Result<void> write(std::string_view bytes) override {
      count += bytes.size();
      return {};
    }
    std::atomic<std::size_t>& count;
  } sink(written);
  class CountingSource final : public ByteSource {
   public:
    CountingSource(std::string_view its_text, const std::atomic<std::size_t>& its_written)
        : text(its_text), written(its_written) {}
    Result<std::size_t> read(std::span<char> into) override {
      const auto count = text.read(into);
      given += *count;
      held_most = std::max(held_most, given - std::min(given, written.load()));
      return count;
    }
    TextSource text;
    const std::atomic<std::size_t>& written;
    std::size_t given = 0;
    std::size_t held_most = 0;
  } source(list, written);

  SlowJudge judge;
  auto scrub = Scrub::begin(source, {}, {kThreads, kPiece}).value();
  HashingSink permitted(sink);
  HashingSink refused(sink);
  const auto summary = scrub->run(judge, explanation::Language::en, permitted, refused);
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->rows, 60'000U);
  EXPECT_GE(written.load(), list.size());
  EXPECT_GT(source.held_most, kPiece);
  EXPECT_LE(source.held_most, kHeldMost);
}

}  // namespace
}  // namespace assent::scrub_failure_test
