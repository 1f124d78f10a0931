// What a message says that came back: the words of `email` for it.
#pragma once

#include "email/return_token.hpp"
#include "email/returned.hpp"

namespace assent::bounces {

using email::is_failure;
using email::name_of;
using email::Returned;
using email::Verdict;

}  // namespace assent::bounces
