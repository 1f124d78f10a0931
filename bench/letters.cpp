// How fast letters are made, from the text of a ready-made notice: what is the same laid out once; with the customer's
// address within the text; each laid out again; and each laid out and drawn by Pango and Cairo, as it is usually done.

#include "letters/batch.hpp"

#include <benchmark/benchmark.h>
#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace assent;

struct Counted final : ByteSink {
  std::size_t bytes = 0;
  Result<void> write(std::string_view more) override {
    bytes += more.size();
    return {};
  }
};

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size()) {
    text.replace(at, what.size(), with);
  }
}

const std::string kOfAll = "choices.example.com";

// The notice's text in that language, with what is filled in for all; `{page}` stays.
letters::Body body_of(const std::string& language) {
  letters::Body body;
  body.language = language;
  body.sender = "Example Telecom, 1 Example Street, 1234 Example City";
  body.at_code = "Scan: 1234";
  std::ifstream file(ASSENT_SOURCE_DIR "/notices/tra/opt-out.toml");
  bool within = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("language = ")) within = line == "language = \"" + language + "\"";
    if (!within || (!line.starts_with("subject = ") && !line.starts_with("text = "))) continue;
    std::string text = line.substr(line.find('"') + 1);
    text.pop_back();
    replace_all(text, "{carrier}", "Example Telecom");
    replace_all(text, "{waiting_days}", "30");
    replace_all(text, "{way:call}", "1234");
    replace_all(text, "{way:sms}", "STOP to 1235");
    if (line.starts_with("subject")) body.subject = text;
    else body.paragraphs.push_back(text);
  }
  return body;
}

letters::Body with_page(letters::Body body, const std::string& page) {
  for (std::string& each : body.paragraphs) replace_all(each, "{page}", page);
  return body;
}

letters::Letter letter_of(std::int64_t number) {
  return {{"Example Person " + std::to_string(number), std::to_string(number) + " Example Street", "1234 Example City"},
          "https://choices.example.com/c/" + std::to_string(1'000'000'007 * (number + 1))};
}

enum Way : std::int64_t { body_once, page_in_text, laid_out, by_cairo };

cairo_status_t count(void* counted, const unsigned char*, unsigned length) {
  static_cast<Counted*>(counted)->bytes += length;
  return CAIRO_STATUS_SUCCESS;
}

// Without the code, which Cairo does not make.
void draw_with_cairo(cairo_t* cairo, const letters::Body& body, const letters::Letter& letter) {
  PangoLayout* layout = pango_cairo_create_layout(cairo);
  const bool right = body.language == "ar";
  PangoFontDescription* font =
      pango_font_description_from_string(right ? "Noto Naskh Arabic, Noto Sans" : "Noto Sans, Noto Naskh Arabic");
  pango_font_description_set_absolute_size(font, letters::kPoints * PANGO_SCALE);
  pango_layout_set_font_description(layout, font);
  pango_layout_set_width(layout, 467 * PANGO_SCALE);
  double top = 178;
  const auto show = [&](const std::string& text) {
    pango_layout_set_text(layout, text.c_str(), static_cast<int>(text.size()));
    cairo_move_to(cairo, 71, top);
    pango_cairo_show_layout(cairo, layout);
    int height = 0;
    pango_layout_get_size(layout, nullptr, &height);
    top += static_cast<double>(height) / PANGO_SCALE + 6;
  };
  for (const std::string& line : letter.address) show(line);
  top = 292;
  show(body.subject);
  for (const std::string& each : body.paragraphs) show(each);
  pango_font_description_free(font);
  g_object_unref(layout);
  cairo_show_page(cairo);
}

void letters_made(benchmark::State& state, Way way, const std::string& language) {
  const letters::Body body = body_of(language);
  const std::int64_t batch_size = way < laid_out ? 5'000 : 200;
  std::size_t bytes = 0;
  std::uint64_t pages = 0;
  std::int64_t made = 0;
  for (auto _ : state) {
    Counted out;
    if (way == by_cairo) {
      cairo_surface_t* surface = cairo_pdf_surface_create_for_stream(count, &out, 595, 842);
      cairo_t* cairo = cairo_create(surface);
      for (std::int64_t i = 0; i < batch_size; ++i) {
        const letters::Letter letter = letter_of(i);
        draw_with_cairo(cairo, with_page(body, letter.page), letter);
      }
      cairo_destroy(cairo);
      cairo_surface_destroy(surface);
      pages += static_cast<std::uint64_t>(batch_size);
    } else {
      auto batch = letters::Batch::begin(out, with_page(body, kOfAll)).value();
      for (std::int64_t i = 0; i < batch_size; ++i) {
        const letters::Letter letter = letter_of(i);
        if (way == page_in_text && !batch->continue_with(with_page(body, letter.page))) {
          state.SkipWithError("not continued");
        }
        if (!(way == laid_out ? batch->add_alone(letter) : batch->add(letter))) state.SkipWithError("not added");
      }
      pages += batch->finish().value().pages;
    }
    bytes += out.bytes;
    made += batch_size;
  }
  state.SetItemsProcessed(made);
  state.counters["bytes_a_page"] = static_cast<double>(bytes) / static_cast<double>(pages);
  state.counters["pages_each"] = static_cast<double>(pages) / static_cast<double>(made);
}
BENCHMARK_CAPTURE(letters_made, body_once_en, body_once, "en")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(letters_made, body_once_ar, body_once, "ar")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(letters_made, body_once_fr, body_once, "fr")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(letters_made, page_in_text_en, page_in_text, "en")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(letters_made, page_in_text_ar, page_in_text, "ar")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(letters_made, page_in_text_fr, page_in_text, "fr")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(letters_made, laid_out_en, laid_out, "en")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(letters_made, laid_out_ar, laid_out, "ar")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(letters_made, laid_out_fr, laid_out, "fr")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(letters_made, by_cairo_en, by_cairo, "en")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(letters_made, by_cairo_ar, by_cairo, "ar")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(letters_made, by_cairo_fr, by_cairo, "fr")->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
