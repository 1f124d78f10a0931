// An next as a document of VoiceXML 2.1 (W3C Recommendation, 19 June 2007), which a voice browser plays. Pure.
//
// It has one form. A field takes one key by a grammar of SRGS 1.0 and sends it, with what this call brings along, to
// the address from which the document came. If that fails, the browser says that nothing can be confirmed.
#pragma once

#include "phone_menu/next_step.hpp"

#include <string>
#include <string_view>

namespace assent::phone_menu {

inline constexpr std::string_view kVoiceXml = "application/voicexml+xml";

// `recordings`: where recorded prompts are, with a slash at its end: `RECORDINGS` + `ar/refused_all.wav`. A browser
// that does not find one speaks the text. Empty: there are none.
std::string voicexml_of(const NextStep& next, std::string_view recordings);

}  // namespace assent::phone_menu
