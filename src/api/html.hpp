// Html: text within a page. Pure.
#pragma once

#include <string>
#include <string_view>

namespace assent::api {

// As text of an element or as the value of an attribute in quotes: the five characters that mean something there are
// written as references.
void append_escaped(std::string& out, std::string_view text);
std::string escaped(std::string_view text);

}  // namespace assent::api
