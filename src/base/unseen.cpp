#include "base/unseen.hpp"

#include <algorithm>
#include <iterator>
#include <span>

namespace assent {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

constexpr Range kBlanks[] = {{0x09, 0x0D},     {0x20, 0x20},     {0x85, 0x85},     {0xA0, 0xA0},     {0x1680, 0x1680},
                             {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}};

// Besides the control characters that are blanks: Unicode's Default_Ignorable_Code_Point, and other characters without
// ink.
constexpr Range kNothing[] = {
    {0x00, 0x08},     {0x0E, 0x1F},       {0x7F, 0x84},       {0x86, 0x9F},       {0xAD, 0xAD},      {0x34F, 0x34F},
    {0x61C, 0x61C},   {0x115F, 0x1160},   {0x17B4, 0x17B5},   {0x180B, 0x180F},   {0x200B, 0x200F},  {0x202A, 0x202E},
    {0x2060, 0x206F}, {0x2800, 0x2800},   {0x3164, 0x3164},   {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},  {0xFFA0, 0xFFA0},
    {0xFFF0, 0xFFFD}, {0x1BCA0, 0x1BCA3}, {0x1D159, 0x1D159}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}};

bool within(std::span<const Range> ranges, char32_t character) {
  const auto after = std::upper_bound(ranges.begin(), ranges.end(), character,
                                      [](char32_t value, const Range& range) { return value < range.first; });
  return after != ranges.begin() && character <= std::prev(after)->last;
}

}  // namespace

bool shows_blank(char32_t character) { return within(kBlanks, character); }

bool shows_nothing(char32_t character) { return within(kNothing, character); }

}  // namespace assent
