// The wordings of wordings.txt, with their labels.
#pragma once

#include "replies/read_reply.hpp"

#include <string>
#include <vector>

namespace assent::replies_test {

struct Wording {
  int line = 0;
  replies::Meaning meaning = replies::Meaning::unclear;
  std::string language;
  replies::Asked asked;
  std::string text;
};

std::vector<Wording> wordings();

}  // namespace assent::replies_test
