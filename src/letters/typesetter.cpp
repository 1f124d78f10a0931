#include "letters/typesetter.hpp"

#include "base/utf8.hpp"

#include <cairo.h>

#include <cmath>
#include <cstddef>
#include <cstdint>

namespace assent::letters {
namespace {

double points_of(int units) { return static_cast<double>(units) / PANGO_SCALE; }

// Glyphs, in the order in which they are drawn, as operators.
class TextOperators {
 public:
  explicit TextOperators(double points) : points_(points) {}

  // A glyph whose origin is there. `width` is what the font says, in thousandths of the size.
  void glyph(std::size_t font, std::uint32_t glyph, double x, double y, int width) {
    constexpr double kSeen = 0.004;  // in points
    if (text_.empty() || font != font_ || std::abs(y - y_) > kSeen) begin(font, x, y);
    // What the glyph stands further on than the width of the one before it; less than that cannot be seen.
    constexpr int kLeast = 4;
    const auto back = static_cast<int>(std::lround((x_ - x) * kThousand / points_));
    if (std::abs(back) >= kLeast) {
      text_ += ')';
      text_ += std::to_string(back);
      text_ += '(';
      x_ -= back * points_ / kThousand;
    }
    append_byte(glyph >> 8U);
    append_byte(glyph & 0xFFU);
    x_ += width * points_ / kThousand;
  }

  std::string end() {
    if (!text_.empty()) text_ += ")]TJ ET\n";
    return std::move(text_);
  }

 private:
  static constexpr double kThousand = 1'000;

  void begin(std::size_t font, double x, double y) {
    text_ += text_.empty() ? "BT" : ")]TJ";
    if (font != font_ || text_.size() == 2) {
      text_ += "/F" + std::to_string(font) + ' ';
      append_number(text_, points_);
      text_ += " Tf";
    }
    text_ += " 1 0 0 1 ";
    append_number(text_, x);
    text_ += ' ';
    append_number(text_, y);
    text_ += " Tm[(";
    font_ = font;
    x_ = x;
    y_ = y;
  }

  void append_byte(std::uint32_t byte) {
    const auto as_char = static_cast<char>(byte);
    if (as_char == '(' || as_char == ')' || as_char == '\\') text_ += '\\';
    if (as_char == '\r') text_ += "\\r";
    else text_ += as_char;
  }

  double points_;
  std::string text_;
  std::size_t font_ = 0;
  double x_ = 0;
  double y_ = 0;
};

// What the glyph at `i` stands for: the characters of its cluster. If those are as many as its glyphs, one each.
std::string_view text_of_glyph(const PangoGlyphItem& run, int i, const char* text) {
  const PangoGlyphString& glyphs = *run.glyphs;
  const bool back = (run.item->analysis.level % 2) != 0;
  const int begins = glyphs.log_clusters[i];
  int first = i;
  int last = i;
  while (first > 0 && glyphs.log_clusters[first - 1] == begins) --first;
  while (last + 1 < glyphs.num_glyphs && glyphs.log_clusters[last + 1] == begins) ++last;
  const int next = back ? first - 1 : last + 1;
  const int ends = next >= 0 && next < glyphs.num_glyphs ? glyphs.log_clusters[next] : run.item->length;
  if (ends <= begins) return {};
  const std::string_view cluster(text + run.item->offset + begins, static_cast<std::size_t>(ends - begins));
  if (first == last) return cluster;
  // Several glyphs: each has its character, or the whole is at the first of them in the text's order.
  std::vector<std::size_t> characters;
  for (std::size_t at = 0; at < cluster.size(); at += character_at(cluster, at).size) characters.push_back(at);
  const auto which = static_cast<std::size_t>(back ? last - i : i - first);
  if (characters.size() != static_cast<std::size_t>(last - first + 1)) return which == 0 ? cluster : std::string_view();
  return cluster.substr(characters[which], character_at(cluster, characters[which]).size);
}

// Letters of Latin scripts, digits and signs: each in the same direction, and none is joined to another.
bool is_simple(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character character = character_at(text, at);
    at += character.size;
    const bool ascii = character.code >= U' ' && character.code <= U'~';
    const bool latin = character.code >= 0xC0 && character.code <= 0x24F;
    if (!ascii && !latin) return false;
  }
  return true;
}

}  // namespace

Typesetter::Typesetter(Fonts& fonts, const std::string& language) : fonts_(fonts), right_(is_from_the_right(language)) {
  font_.reset(
      pango_font_description_from_string(right_ ? "Noto Naskh Arabic, Noto Sans" : "Noto Sans, Noto Naskh Arabic"));
  bold_.reset(pango_font_description_copy(font_.get()));
  pango_font_description_set_weight(bold_.get(), PANGO_WEIGHT_BOLD);
  context_.reset(pango_font_map_create_context(pango_cairo_font_map_get_default()));
  // A page has no dots to fit to: glyphs stand where the font says.
  cairo_font_options_t* const options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context_.get(), options);
  cairo_font_options_destroy(options);
  pango_context_set_round_glyph_positions(context_.get(), 0);
  pango_context_set_base_dir(context_.get(), right_ ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  pango_context_set_language(context_.get(), pango_language_from_string(language.c_str()));
  layout_.reset(pango_layout_new(context_.get()));
  pango_layout_set_alignment(layout_.get(), right_ ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_set_line_spacing(layout_.get(), 1.05F);
}

Drawn Typesetter::paragraph(const std::string& text, double width, double points, bool bold) {
  PangoFontDescription* const font = bold ? bold_.get() : font_.get();
  pango_font_description_set_absolute_size(font, points * PANGO_SCALE);
  pango_layout_set_font_description(layout_.get(), font);
  pango_layout_set_auto_dir(layout_.get(), 0);
  pango_layout_set_width(layout_.get(), static_cast<int>(width * PANGO_SCALE));
  return drawn(text, points);
}

const Typesetter::Simple* Typesetter::simple(double points) {
  for (const Simple& each : simple_) {
    if (each.points == points) return &each;
  }
  pango_font_description_set_absolute_size(font_.get(), points * PANGO_SCALE);
  Simple made;
  made.points = points;
  made.held.reset(pango_context_load_font(context_.get(), font_.get()));
  if (!made.held) return nullptr;
  made.shaper = pango_font_get_hb_font(made.held.get());
  made.font = fonts_.number_of(made.held.get());
  pango_layout_set_font_description(layout_.get(), font_.get());
  pango_layout_set_width(layout_.get(), -1);
  pango_layout_set_text(layout_.get(), "x", 1);
  int height = 0;
  pango_layout_get_size(layout_.get(), nullptr, &height);
  made.height = points_of(height);
  made.baseline = points_of(pango_layout_get_baseline(layout_.get()));
  simple_.push_back(std::move(made));
  return &simple_.back();
}

std::optional<Drawn> Typesetter::simply_drawn(const std::string& text, double points) {
  const Simple* const with = right_ || !is_simple(text) ? nullptr : simple(points);
  if (with == nullptr) return std::nullopt;
  if (!buffer_) buffer_.reset(hb_buffer_create());
  hb_buffer_t* const buffer = buffer_.get();
  hb_buffer_reset(buffer);
  hb_buffer_add_utf8(buffer, text.data(), static_cast<int>(text.size()), 0, -1);
  hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
  hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
  hb_shape(with->shaper, buffer, nullptr, 0);
  unsigned count = 0;
  const hb_glyph_info_t* const infos = hb_buffer_get_glyph_infos(buffer, &count);
  const hb_glyph_position_t* const places = hb_buffer_get_glyph_positions(buffer, nullptr);
  TextOperators operators(points);
  int x = 0;
  for (unsigned i = 0; i < count; ++i) {
    if (infos[i].codepoint == 0) return std::nullopt;  // another font may have it
    const std::size_t begins = infos[i].cluster;
    const std::size_t ends = i + 1 < count ? infos[i + 1].cluster : text.size();
    const int width = fonts_.use(with->font, infos[i].codepoint, std::string_view(text).substr(begins, ends - begins));
    operators.glyph(with->font, infos[i].codepoint, points_of(x + places[i].x_offset),
                    -with->baseline + points_of(places[i].y_offset), width);
    x += places[i].x_advance;
  }
  return Drawn{operators.end(), points_of(x), with->height, true};
}

Drawn Typesetter::line(const std::string& text, double points) {
  if (auto simply = simply_drawn(text, points)) return *std::move(simply);
  pango_font_description_set_absolute_size(font_.get(), points * PANGO_SCALE);
  pango_layout_set_font_description(layout_.get(), font_.get());
  pango_layout_set_auto_dir(layout_.get(), 1);
  pango_layout_set_width(layout_.get(), -1);
  return drawn(text, points);
}

Drawn Typesetter::drawn(const std::string& text, double points) {
  PangoLayout* const layout = layout_.get();
  pango_layout_set_text(layout, text.c_str(), static_cast<int>(text.size()));
  Drawn result;
  int across = 0;
  int height = 0;
  pango_layout_get_size(layout, &across, &height);
  result.width = points_of(across);
  result.height = points_of(height);
  result.complete = pango_layout_get_unknown_glyphs_count(layout) == 0;
  TextOperators operators(points);
  const char* const laid_out = pango_layout_get_text(layout);
  PangoLayoutIter* const at = pango_layout_get_iter(layout);
  do {
    const PangoGlyphItem* const run = pango_layout_iter_get_run_readonly(at);
    if (run == nullptr) continue;  // the end of a line
    PangoRectangle extents;
    pango_layout_iter_get_run_extents(at, nullptr, &extents);
    const int baseline = pango_layout_iter_get_baseline(at);
    const std::size_t font = fonts_.number_of(run->item->analysis.font);
    int x = extents.x;
    for (int i = 0; i < run->glyphs->num_glyphs; ++i) {
      const PangoGlyphInfo& info = run->glyphs->glyphs[i];
      if (info.glyph != PANGO_GLYPH_EMPTY && (info.glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0) {
        const int width = fonts_.use(font, info.glyph, text_of_glyph(*run, i, laid_out));
        operators.glyph(font, info.glyph, points_of(x + info.geometry.x_offset),
                        -points_of(baseline + info.geometry.y_offset), width);
      }
      x += info.geometry.width;
    }
  } while (pango_layout_iter_next_run(at) != 0);
  pango_layout_iter_free(at);
  result.operators = operators.end();
  return result;
}

}  // namespace assent::letters
