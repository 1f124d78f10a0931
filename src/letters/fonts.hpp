// Fonts: those that letters are written in, each once in the file, with the glyphs that are used and no others. Not
// thread-safe.
#pragma once

#include "base/result.hpp"
#include "letters/pdf_file.hpp"

#include <hb.h>
#include <pango/pango.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace assent::letters {

class Fonts {
 public:
  // A font's number in the file: `/F0` is the first.
  std::size_t number_of(PangoFont* font);

  // A glyph's width in thousandths of the size, as the file has it. `text` is what the glyph stands for, where that is
  // known; programs that take the text out of the file show it.
  int use(std::size_t font, std::uint32_t glyph, std::string_view text);

  // Writes the fonts, and the dictionary of all of them under that number.
  //
  //   unavailable  a font has no TrueType outlines; memory
  Result<void> write(PdfFile& file, std::uint32_t dictionary) const;

 private:
  struct FreedFont {
    void operator()(hb_face_t* face) const { hb_face_destroy(face); }
    void operator()(hb_font_t* font) const { hb_font_destroy(font); }
    void operator()(PangoFont* font) const { g_object_unref(font); }
  };
  template <class T>
  using Held = std::unique_ptr<T, FreedFont>;

  static constexpr int kUnused = -1;

  struct Face {
    Held<hb_face_t> face;
    Held<hb_font_t> font;                        // in its own units
    std::vector<int> widths;                     // by glyph; kUnused: it is not used
    std::map<std::uint32_t, std::string> texts;  // by glyph, UTF-8
  };
  struct Known {
    Held<PangoFont> font;
    std::size_t number = 0;
  };

  Result<void> write(PdfFile& file, std::uint32_t number, std::size_t which) const;

  std::vector<Face> faces_;
  std::vector<Known> known_;
};

}  // namespace assent::letters
