// The page of a letter: its measures, and text on it by Pango. For batch.cpp only.
#pragma once

#include "letters/batch.hpp"

#include <cairo.h>
#include <pango/pangocairo.h>
#include <qrencode.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace assent::letters {

inline constexpr double kMillimetre = 72 / 25.4;
inline constexpr double kPageWidth = 210 * kMillimetre;
inline constexpr double kPageHeight = 297 * kMillimetre;
inline constexpr double kLeft = 25 * kMillimetre;
inline constexpr double kRight = 20 * kMillimetre;
inline constexpr double kTextWidth = kPageWidth - kLeft - kRight;
inline constexpr double kBottom = 20 * kMillimetre;
// DIN 5008 form B: the field is 85 x 45 mm, 20 mm from the left and 45 mm from the top; its upper 17.7 mm are for the
// sender. The text begins 5 mm within it.
inline constexpr double kWindowText = 25 * kMillimetre;
inline constexpr double kWindowWidth = 75 * kMillimetre;
inline constexpr double kSenderTop = 55 * kMillimetre;
inline constexpr double kAddressTop = 62.7 * kMillimetre;
inline constexpr double kAddressHeight = 27.3 * kMillimetre;
inline constexpr std::size_t kAddressLinesMost = 6;
inline constexpr double kSubjectTop = 103 * kMillimetre;
inline constexpr double kNextPageTop = 25 * kMillimetre;
inline constexpr double kParagraphGap = 2 * kMillimetre;
inline constexpr double kCodeSide = 24 * kMillimetre;
inline constexpr double kCodeLeft = kPageWidth - kRight - kCodeSide;
inline constexpr double kCodeTop = 58 * kMillimetre;
inline constexpr int kCodeMargin = 4;  // modules around it

struct Freed {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
  void operator()(PangoContext* context) const { g_object_unref(context); }
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
  void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
  void operator()(QRcode* code) const { QRcode_free(code); }
};
template <class T>
using Owned = std::unique_ptr<T, Freed>;

inline bool is_from_the_right(std::string_view language) { return language.substr(0, language.find('-')) == "ar"; }

class Page {
 public:
  Page(cairo_t* cairo, const std::string& language) : cairo_(cairo), right_(is_from_the_right(language)) {
    font_.reset(
        pango_font_description_from_string(right_ ? "Noto Naskh Arabic, Noto Sans" : "Noto Sans, Noto Naskh Arabic"));
    bold_.reset(pango_font_description_copy(font_.get()));
    pango_font_description_set_weight(bold_.get(), PANGO_WEIGHT_BOLD);
    layout_.reset(pango_cairo_create_layout(cairo));
    PangoContext* context = pango_layout_get_context(layout_.get());
    pango_context_set_base_dir(context, right_ ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    pango_context_set_language(context, pango_language_from_string(language.c_str()));
    pango_layout_context_changed(layout_.get());
    pango_layout_set_auto_dir(layout_.get(), 0);
    pango_layout_set_alignment(layout_.get(), right_ ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    pango_layout_set_line_spacing(layout_.get(), 1.05F);
  }

  // Sets the text; gives its height in points.
  double set(const std::string& text, double width, double points = kPoints, bool bold = false) {
    PangoFontDescription* font = bold ? bold_.get() : font_.get();
    pango_font_description_set_absolute_size(font, points * PANGO_SCALE);
    pango_layout_set_font_description(layout_.get(), font);
    pango_layout_set_width(layout_.get(), width < 0 ? -1 : static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_text(layout_.get(), text.c_str(), static_cast<int>(text.size()));
    int across = 0;
    int height = 0;
    pango_layout_get_size(layout_.get(), &across, &height);
    return static_cast<double>(height) / PANGO_SCALE;
  }
  void show(double left, double top) {
    cairo_move_to(cairo_, left, top);
    pango_cairo_show_layout(cairo_, layout_.get());
  }
  bool unknown_glyphs() const { return pango_layout_get_unknown_glyphs_count(layout_.get()) > 0; }

  // The lines of an address, each in the direction of its own letters, all at the side of the language. False: they do
  // not fit, and nothing was drawn.
  bool show_address(const std::vector<std::string>& lines, double points) {
    pango_layout_set_auto_dir(layout_.get(), 1);
    const double step = points * 1.3;
    bool fits = step * static_cast<double>(lines.size()) <= kAddressHeight;
    for (const bool drawing : {false, true}) {
      double top = kAddressTop;
      for (const std::string& line : lines) {
        if (!fits) return false;
        if (!drawing || lines.size() > 1) set(line, -1, points);
        int across = 0;
        pango_layout_get_size(layout_.get(), &across, nullptr);
        const double width = static_cast<double>(across) / PANGO_SCALE;
        fits = width <= kWindowWidth;
        if (drawing) show(right_ ? kWindowText + kWindowWidth - width : kWindowText, top);
        top += step;
      }
    }
    return true;
  }

 private:
  cairo_t* cairo_;
  bool right_;
  Owned<PangoFontDescription> font_;
  Owned<PangoFontDescription> bold_;
  Owned<PangoLayout> layout_;
};

}  // namespace assent::letters
