// The words of the page, in each language of the product.
#pragma once

#include "explanation/language.hpp"

#include <string_view>

namespace assent::camara {

struct PageWords {
  std::string_view title;
  std::string_view asked_by;  // before the name of who asks
  std::string_view carrier_asks;
  std::string_view free_choice;
  std::string_view question;  // over the two answers
  std::string_view grant;
  std::string_view refuse;
  std::string_view send;
  std::string_view languages;  // what the links are for
  std::string_view error_title;
  std::string_view error;
  std::string_view error_here;
  std::string_view granted;
  std::string_view partly_granted;
  std::string_view denied;
  std::string_view ended;
  std::string_view used;
  std::string_view not_known;
  std::string_view not_this_line;
  std::string_view failed;
};
const PageWords& page_words(explanation::Language language);

}  // namespace assent::camara
