// About: which ways of contact and which kinds of offer a choice names.
#pragma once

#include "consent/coverage.hpp"

namespace assent {

// All three are open lists: they are data of carriers and regimes, not of this program.
struct About {
  Coverage channels = Coverage::everything();  // `email`, `sms`, `call`, `automated_call`, `mail`, `push`, `social`, …
  Coverage classes = Coverage::everything();   // classes of offers: `telecom`, `equipment`, …
  Coverage categories = Coverage::everything();  // service categories that an offer belongs to: `mobile`, `internet`, …

  friend bool operator==(const About&, const About&) = default;
};

}  // namespace assent
