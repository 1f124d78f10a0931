#include "load/histogram.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace assent::load::histogram_test {
namespace {

using std::chrono::nanoseconds;

// Times from nanoseconds to days, each size as likely as another.
rc::Gen<std::int64_t> any_time() {
  return rc::gen::map(rc::gen::pair(rc::gen::inRange(0, 47), rc::gen::inRange<std::int64_t>(0, std::int64_t{1} << 47)),
                      [](const auto& pair) { return pair.second >> pair.first; });
}

RC_GTEST_PROP(Histogram, PercentilesAreThoseOfTheSortedTimes, ()) {
  auto times = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::int64_t>>(any_time()));
  Histogram histogram;
  for (const std::int64_t each : times) histogram.add(nanoseconds(each));
  std::ranges::sort(times);
  RC_ASSERT(histogram.count() == times.size());
  RC_ASSERT(histogram.least().count() == times.front());
  RC_ASSERT(histogram.most().count() == times.back());
  for (const double part : {0.0, 0.1, 0.5, 0.9, 0.99, 0.999, 1.0}) {
    const auto rank = static_cast<std::size_t>(std::max(std::ceil(part * static_cast<double>(times.size())), 1.0));
    const std::int64_t exact = times[rank - 1];
    const std::int64_t found = histogram.within(part).count();
    RC_ASSERT(found >= exact);
    RC_ASSERT(found <= exact + exact / 1024);
  }
}

RC_GTEST_PROP(Histogram, TwoThatAreAddedAreOne, ()) {
  const auto times = *rc::gen::container<std::vector<std::int64_t>>(any_time());
  const auto cut = *rc::gen::inRange<std::size_t>(0, times.size() + 1);
  Histogram all, first, second;
  for (std::size_t i = 0; i < times.size(); ++i) {
    all.add(nanoseconds(times[i]));
    (i < cut ? first : second).add(nanoseconds(times[i]));
  }
  first.add(second);
  RC_ASSERT(first.count() == all.count());
  RC_ASSERT(first.least() == all.least());
  RC_ASSERT(first.most() == all.most());
  for (const double part : {0.0, 0.5, 0.9, 1.0}) RC_ASSERT(first.within(part) == all.within(part));
}

RC_GTEST_PROP(Histogram, EveryTimeIsInOneRange, ()) {
  const auto times = *rc::gen::container<std::vector<std::int64_t>>(any_time());
  Histogram histogram;
  for (const std::int64_t each : times) histogram.add(nanoseconds(each));
  std::uint64_t sum = histogram.between(nanoseconds(-1), nanoseconds(1));
  sum += static_cast<std::uint64_t>(std::ranges::count(times, 0));
  for (std::int64_t from = 1; from < std::int64_t{1} << 48; from *= 2) {
    sum += histogram.between(nanoseconds(from), nanoseconds(from * 2));
  }
  RC_ASSERT(sum == times.size());
}

TEST(Histogram, OfNothingIsNothing) {
  const Histogram histogram;
  EXPECT_EQ(histogram.within(0.5).count(), 0);
  EXPECT_EQ(histogram.mean().count(), 0);
  Histogram negative;
  negative.add(nanoseconds(-5));
  EXPECT_EQ(negative.most().count(), 0);
  negative.add(nanoseconds::max());
  EXPECT_EQ(negative.within(1), nanoseconds::max());
}

}  // namespace
}  // namespace assent::load::histogram_test
