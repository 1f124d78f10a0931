// The words of findings in each language. For finding.cpp only.
#pragma once

#include "notice_check/finding.hpp"

namespace assent::notice_check {

const FindingTable& english_findings();
const FindingTable& arabic_findings();
const FindingTable& french_findings();

}  // namespace assent::notice_check
