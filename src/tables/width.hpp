// Width: how many columns a text takes on a terminal, and text wrapped to fit. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace assent::tables {

// Columns that the text takes on a terminal: combining marks and format characters take none, East Asian wide
// characters two.
std::size_t display_width(std::string_view utf8);

// As much of the text as takes no more columns than that, from its beginning.
std::string cut_to(std::string_view utf8, std::size_t columns);

// Wrapped between words into lines of at most `width` columns. All lines but the first are indented by `indent` spaces.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent);

}  // namespace assent::tables
