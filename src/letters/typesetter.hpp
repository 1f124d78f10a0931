// Typesetter: text shaped and broken into lines by Pango, as drawing operators of a PDF. Not thread-safe.
#pragma once

#include "letters/fonts.hpp"

#include <pango/pangocairo.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::letters {

inline bool is_from_the_right(std::string_view language) { return language.substr(0, language.find('-')) == "ar"; }

// A block of text. Its top left corner is at 0 0, and what it draws lies below: lengths in points.
struct Drawn {
  std::string operators;
  double width = 0;
  double height = 0;
  bool complete = true;  // false: no font has one of its characters
};

class Typesetter {
 public:
  // `fonts` outlives it.
  Typesetter(Fonts& fonts, const std::string& language);

  // A paragraph in lines of that width, at the side from which the language is written.
  Drawn paragraph(const std::string& text, double width, double points, bool bold);
  // One line, in the direction of its own letters.
  Drawn line(const std::string& text, double points);

  bool from_the_right() const { return right_; }

 private:
  struct Freed {
    void operator()(PangoContext* context) const { g_object_unref(context); }
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
    void operator()(PangoFont* font) const { g_object_unref(font); }
    void operator()(hb_buffer_t* buffer) const { hb_buffer_destroy(buffer); }
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
  };
  template <class T>
  using Held = std::unique_ptr<T, Freed>;

  // What shapes simple Latin text of that size without Pango; its glyphs stand where Pango would put them.
  struct Simple {
    double points = 0;
    hb_font_t* shaper = nullptr;  // of `held`
    std::size_t font = 0;         // its number in the file
    double baseline = 0;
    double height = 0;
    Held<PangoFont> held;
  };

  Drawn drawn(const std::string& text, double points);
  const Simple* simple(double points);
  std::optional<Drawn> simply_drawn(const std::string& text, double points);

  Fonts& fonts_;
  bool right_;
  Held<PangoFontDescription> font_;
  Held<PangoFontDescription> bold_;
  Held<PangoContext> context_;
  Held<PangoLayout> layout_;
  Held<hb_buffer_t> buffer_;
  std::vector<Simple> simple_;
};

}  // namespace assent::letters
