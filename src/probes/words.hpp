// What an operator's words become: `{account}` is the probe's account, `{probe}` its name of this occasion.
#pragma once

#include "probes/probe.hpp"

#include <string>
#include <string_view>

namespace assent::probes {

std::string with_words(std::string text, std::string_view account, const Occasion& occasion);

}  // namespace assent::probes
