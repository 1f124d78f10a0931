// The checks of the words of each text. For check() only.
#pragma once

#include "notice_check/check.hpp"

#include <string_view>

namespace assent::notice_check {

// `source` is what the notice was read from. Adds findings and what was measured.
void check_texts(std::string_view source, const service::NoticeFile& file, const WrittenNotice& written,
                 const CheckWith& with, Checked& checked);

}  // namespace assent::notice_check
