// What every picture needs: text that is safe inside XML, and how wide it will be. Pure.
#pragma once

#include <string>
#include <string_view>

namespace assent::plot {

// For a text or an attribute in double quotes. What XML cannot hold (control characters, what is not UTF-8) becomes
// U+FFFD.
std::string xml_escaped(std::string_view text);

// The greatest width that a text is likely to have in a common font of `size` pixels; in pixels. Fonts differ: an
// estimate.
double text_width(std::string_view text, double size);

// The text, or as much of it as fits into `width` with an ellipsis.
std::string shortened(std::string_view text, double size, double width);

}  // namespace assent::plot
