// How fast letters are made: what is the same recorded once, each laid out in the same file, and each as a file of its
// own.

#include "letters/batch.hpp"

#include <benchmark/benchmark.h>

#include <string>

namespace {

using namespace assent;

struct Counted final : ByteSink {
  std::size_t bytes = 0;
  Result<void> write(std::string_view more) override {
    bytes += more.size();
    return {};
  }
};

letters::Body body_of(bool arabic) {
  letters::Body body;
  body.language = arabic ? "ar" : "en";
  body.sender = arabic ? "شركة المثال للاتصالات، شارع المثال 1" : "Example Telecom, 1 Example Street";
  body.subject = arabic ? "كيف يمكن أن نستخدم معلوماتك" : "How we may use your information";
  body.at_code = arabic ? "صفحتك: امسح الرمز" : "Your page: scan the code";
  for (int i = 0; i < 11; ++i) {
    body.paragraphs.emplace_back(
        arabic ? "أمامك 30 يومًا على الأقل من هذا الإشعار لترفض. وإذا لم يصلنا منك شيء حتى ذلك الوقت، نعتبر أنك موافق."
               : "You have at least 30 days from this notice to say no. If we do not hear from you by then, we "
                 "take it that you agree.");
  }
  return body;
}

letters::Letter letter_of(std::int64_t number, bool code) {
  letters::Letter letter;
  letter.address = {"Example Person " + std::to_string(number), std::to_string(number) + " Example Street",
                    "1234 Example City"};
  if (code) letter.page = "https://example.com/c/" + std::to_string(1'000'000'007 * (number + 1));
  return letter;
}

enum Way : std::int64_t { together, laid_out, own_file };

void letters_made(benchmark::State& state) {
  const auto way = static_cast<Way>(state.range(0));
  const letters::Body body = body_of(state.range(1) != 0);
  const bool code = state.range(2) != 0;
  const std::int64_t batch_size = way == together ? 2'000 : 100;
  std::size_t bytes = 0;
  std::int64_t made = 0;
  for (auto _ : state) {
    Counted out;
    auto batch = letters::Batch::begin(out, body).value();
    for (std::int64_t i = 0; i < batch_size; ++i) {
      if (way == own_file && i > 0) {
        if (!batch->finish()) state.SkipWithError("not finished");
        batch = letters::Batch::begin(out, body).value();
      }
      const auto added = way == laid_out ? batch->add_alone(letter_of(i, code)) : batch->add(letter_of(i, code));
      if (!added) state.SkipWithError("not added");
    }
    if (!batch->finish()) state.SkipWithError("not finished");
    bytes += out.bytes;
    made += batch_size;
  }
  state.SetItemsProcessed(made);
  state.counters["bytes_each"] = static_cast<double>(bytes) / static_cast<double>(made);
}
// Arguments: the way, Arabic, with a code.
BENCHMARK(letters_made)
    ->Args({together, 0, 1})
    ->Args({together, 0, 0})
    ->Args({together, 1, 1})
    ->Args({laid_out, 0, 1})
    ->Args({laid_out, 1, 1})
    ->Args({own_file, 0, 1})
    ->Args({own_file, 1, 1})
    ->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
