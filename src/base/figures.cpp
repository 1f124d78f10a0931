#include "base/figures.hpp"

#include "base/utf8.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace assent {
namespace {

// The digits of one value after the other.
struct Run {
  char32_t first;
  unsigned char value;  // of the first
  unsigned char size;
};

// Unicode 15: every character with a decimal or digit value, and two more zeros in circles.
constexpr Run kRuns[] = {
    {0x30, 0, 10},    {0xB2, 2, 2},     {0xB9, 1, 1},     {0x660, 0, 10},   {0x6F0, 0, 10},   {0x7C0, 0, 10},
    {0x966, 0, 10},   {0x9E6, 0, 10},   {0xA66, 0, 10},   {0xAE6, 0, 10},   {0xB66, 0, 10},   {0xBE6, 0, 10},
    {0xC66, 0, 10},   {0xCE6, 0, 10},   {0xD66, 0, 10},   {0xDE6, 0, 10},   {0xE50, 0, 10},   {0xED0, 0, 10},
    {0xF20, 0, 10},   {0x1040, 0, 10},  {0x1090, 0, 10},  {0x1369, 1, 9},   {0x17E0, 0, 10},  {0x1810, 0, 10},
    {0x1946, 0, 10},  {0x19D0, 0, 10},  {0x19DA, 1, 1},   {0x1A80, 0, 10},  {0x1A90, 0, 10},  {0x1B50, 0, 10},
    {0x1BB0, 0, 10},  {0x1C40, 0, 10},  {0x1C50, 0, 10},  {0x2070, 0, 1},   {0x2074, 4, 6},   {0x2080, 0, 10},
    {0x2460, 1, 9},   {0x2474, 1, 9},   {0x2488, 1, 9},   {0x24EA, 0, 1},   {0x24F5, 1, 9},   {0x24FF, 0, 1},
    {0x2776, 1, 9},   {0x2780, 1, 9},   {0x278A, 1, 9},   {0xA620, 0, 10},  {0xA8D0, 0, 10},  {0xA900, 0, 10},
    {0xA9D0, 0, 10},  {0xA9F0, 0, 10},  {0xAA50, 0, 10},  {0xABF0, 0, 10},  {0xFF10, 0, 10},  {0x104A0, 0, 10},
    {0x10A40, 1, 4},  {0x10D30, 0, 10}, {0x10E60, 1, 9},  {0x11052, 1, 9},  {0x11066, 0, 10}, {0x110F0, 0, 10},
    {0x11136, 0, 10}, {0x111D0, 0, 10}, {0x112F0, 0, 10}, {0x11450, 0, 10}, {0x114D0, 0, 10}, {0x11650, 0, 10},
    {0x116C0, 0, 10}, {0x11730, 0, 10}, {0x118E0, 0, 10}, {0x11950, 0, 10}, {0x11C50, 0, 10}, {0x11D50, 0, 10},
    {0x11DA0, 0, 10}, {0x11F50, 0, 10}, {0x16A60, 0, 10}, {0x16AC0, 0, 10}, {0x16B50, 0, 10}, {0x1D7CE, 0, 10},
    {0x1D7D8, 0, 10}, {0x1D7E2, 0, 10}, {0x1D7EC, 0, 10}, {0x1D7F6, 0, 10}, {0x1E140, 0, 10}, {0x1E2F0, 0, 10},
    {0x1E4F0, 0, 10}, {0x1E950, 0, 10}, {0x1F100, 0, 1},  {0x1F101, 0, 10}, {0x1F10B, 0, 1},  {0x1F10C, 0, 1},
    {0x1FBF0, 0, 10}};

}  // namespace

int figure_of(char32_t character) {
  if (character < 0x80) return character >= '0' && character <= '9' ? static_cast<int>(character - '0') : -1;
  const auto after = std::upper_bound(std::begin(kRuns), std::end(kRuns), character,
                                      [](char32_t value, const Run& run) { return value < run.first; });
  const Run& run = *std::prev(after);
  const char32_t offset = character - run.first;
  return character >= run.first && offset < run.size ? static_cast<int>(run.value + offset) : -1;
}

std::string figures_of(std::string_view text) {
  std::string figures;
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character each = character_at(text, at);
    if (const int figure = figure_of(each.code); figure >= 0) figures += static_cast<char>('0' + figure);
    at += each.size;
  }
  return figures;
}

}  // namespace assent
