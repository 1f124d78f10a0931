#include "letters/fonts.hpp"

#include "base/utf8.hpp"

#include <fmt/format.h>
#include <hb-ot.h>
#include <hb-subset.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

namespace assent::letters {
namespace {

struct FreedSubset {
  void operator()(hb_blob_t* blob) const { hb_blob_destroy(blob); }
  void operator()(hb_face_t* face) const { hb_face_destroy(face); }
  void operator()(hb_subset_input_t* input) const { hb_subset_input_destroy(input); }
};
template <class T>
using HeldHere = std::unique_ptr<T, FreedSubset>;

constexpr double kThousandths = 1'000;

int thousandths_of(hb_face_t* face, int units) {
  return static_cast<int>(std::lround(kThousandths * units / hb_face_get_upem(face)));
}

// The PostScript name, without what a name in a PDF cannot have.
std::string name_of_face(hb_face_t* face) {
  std::array<char, 128> name{};
  auto length = static_cast<unsigned>(name.size());
  hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &length, name.data());
  std::string kept;
  for (const char each : std::string_view(name.data(), length)) {
    if ((each >= '0' && each <= '9') || (each >= 'A' && each <= 'Z') || (each >= 'a' && each <= 'z') || each == '-') {
      kept += each;
    }
  }
  return kept.empty() ? "Font" : kept;
}

bool has_table(hb_face_t* face, hb_tag_t tag) {
  const HeldHere<hb_blob_t> table(hb_face_reference_table(face, tag));
  return hb_blob_get_length(table.get()) > 0;
}

std::string utf16_of(std::string_view text) {
  std::string hex;
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character character = character_at(text, at);
    at += character.size;
    constexpr char32_t kBeyond = 0x10000;
    if (character.code < kBeyond) {
      fmt::format_to(std::back_inserter(hex), "{:04X}", static_cast<std::uint32_t>(character.code));
    } else {
      const std::uint32_t rest = character.code - kBeyond;
      fmt::format_to(std::back_inserter(hex), "{:04X}{:04X}", 0xD800U + (rest >> 10U), 0xDC00U + (rest & 0x3FFU));
    }
  }
  return hex;
}

// What glyphs stand for (ISO 32000-1, 9.10.3).
std::string character_map(const std::map<std::uint32_t, std::string>& texts) {
  std::string map =
      "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CMapType 2 def/CMapName/A def\n"
      "1 begincodespacerange<0000><FFFF>endcodespacerange\n";
  constexpr std::size_t kMost = 100;  // in one list
  std::size_t left = texts.size();
  std::size_t in_list = 0;
  for (const auto& [glyph, text] : texts) {
    if (in_list == 0) fmt::format_to(std::back_inserter(map), "{} beginbfchar\n", std::min(left, kMost));
    fmt::format_to(std::back_inserter(map), "<{:04X}><{}>\n", glyph, utf16_of(text));
    --left;
    if (++in_list == kMost || left == 0) {
      map += "endbfchar\n";
      in_list = 0;
    }
  }
  return map + "endcmap CMapName currentdict/CMap defineresource pop end end\n";
}

}  // namespace

std::size_t Fonts::number_of(PangoFont* font) {
  // The same few fonts come again and again.
  for (const Known& each : known_) {
    if (each.font.get() == font) return each.number;
  }
  hb_face_t* const face = hb_font_get_face(pango_font_get_hb_font(font));
  auto at = std::ranges::find_if(faces_, [&](const Face& each) { return each.face.get() == face; });
  if (at == faces_.end()) {
    Face added;
    added.face.reset(hb_face_reference(face));
    added.font.reset(hb_font_create(face));
    added.widths.assign(hb_face_get_glyph_count(face), kUnused);
    faces_.push_back(std::move(added));
    at = std::prev(faces_.end());
  }
  const auto number = static_cast<std::size_t>(at - faces_.begin());
  known_.push_back({Held<PangoFont>(static_cast<PangoFont*>(g_object_ref(font))), number});
  return number;
}

int Fonts::use(std::size_t font, std::uint32_t glyph, std::string_view text) {
  Face& face = faces_[font];
  if (glyph >= face.widths.size()) return 0;
  int& width = face.widths[glyph];
  if (width == kUnused) {
    width = thousandths_of(face.face.get(), hb_font_get_glyph_h_advance(face.font.get(), glyph));
    if (!text.empty()) face.texts.emplace(glyph, text);
  }
  return width;
}

Result<void> Fonts::write(PdfFile& file, std::uint32_t number, std::size_t which) const {
  const Face& face = faces_[which];
  const HeldHere<hb_subset_input_t> input(hb_subset_input_create_or_fail());
  if (!has_table(face.face.get(), HB_TAG('g', 'l', 'y', 'f')) || !input) {
    return fail(ErrorCode::unavailable, "a font of the letters cannot be put into a PDF",
                "install the fonts of Noto (the package `fonts-noto-core`)");
  }
  hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NO_HINTING);
  hb_set_t* const dropped = hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG);
  for (const hb_tag_t tag : {HB_OT_TAG_GSUB, HB_OT_TAG_GPOS, HB_OT_TAG_GDEF, HB_TAG('n', 'a', 'm', 'e')}) {
    hb_set_add(dropped, tag);
  }
  std::string widths;
  for (std::size_t glyph = 0; glyph < face.widths.size(); ++glyph) {
    if (face.widths[glyph] == kUnused) continue;
    hb_set_add(hb_subset_input_glyph_set(input.get()), static_cast<hb_codepoint_t>(glyph));
    fmt::format_to(std::back_inserter(widths), "{}[{}]", glyph, face.widths[glyph]);
  }
  const HeldHere<hb_face_t> subset(hb_subset_or_fail(face.face.get(), input.get()));
  if (!subset) return fail(ErrorCode::unavailable, "a font cannot be made smaller", "see whether there is memory");
  const HeldHere<hb_blob_t> bytes(hb_face_reference_blob(subset.get()));
  unsigned length = 0;
  const char* const data = hb_blob_get_data(bytes.get(), &length);

  const std::string name =
      fmt::format("AAAAA{}+{}", static_cast<char>('A' + which % 26), name_of_face(face.face.get()));
  hb_font_extents_t extents{};
  hb_font_get_h_extents(face.font.get(), &extents);
  const int ascender = thousandths_of(face.face.get(), extents.ascender);
  const int descender = thousandths_of(face.face.get(), extents.descender);
  const std::uint32_t outlines = file.number();
  file.stream(outlines, fmt::format("/Length1 {}", length), {data, length});
  const std::uint32_t characters = file.number();
  file.stream(characters, "", character_map(face.texts));
  const std::uint32_t descriptor = file.number();
  constexpr int kStem = 80;
  constexpr int kSymbolic = 4;
  file.object(descriptor,
              fmt::format("<</Type/FontDescriptor/FontName/{}/Flags {}/FontBBox[-1000 {} 2000 {}]"
                          "/ItalicAngle 0/Ascent {}/Descent {}/CapHeight {}/StemV {}/FontFile2 {} 0 R>>",
                          name, kSymbolic, descender, ascender, ascender, descender, ascender, kStem, outlines));
  const std::uint32_t glyphs = file.number();
  file.object(glyphs, fmt::format("<</Type/Font/Subtype/CIDFontType2/BaseFont/{}/CIDSystemInfo<</Registry(Adobe)"
                                  "/Ordering(Identity)/Supplement 0>>/FontDescriptor {} 0 R/CIDToGIDMap/Identity"
                                  "/W[{}]>>",
                                  name, descriptor, widths));
  file.object(number, fmt::format("<</Type/Font/Subtype/Type0/BaseFont/{}/Encoding/Identity-H/DescendantFonts[{} 0 R]"
                                  "/ToUnicode {} 0 R>>",
                                  name, glyphs, characters));
  return {};
}

Result<void> Fonts::write(PdfFile& file, std::uint32_t dictionary) const {
  std::string fonts = "<<";
  for (std::size_t i = 0; i < faces_.size(); ++i) {
    const std::uint32_t number = file.number();
    TRY(write(file, number, i));
    fmt::format_to(std::back_inserter(fonts), "/F{} {} 0 R", i, number);
  }
  file.object(dictionary, fonts + ">>");
  return {};
}

}  // namespace assent::letters
