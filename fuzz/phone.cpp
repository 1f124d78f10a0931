// Any bytes as what a telephone platform sends, as JSON and as a form: whatever keys it names, a call is never beyond
// the reading of a notice that was not offered, and keys that lead somewhere lead there again; and whatever it sends,
// the document that answers it is one: nothing that was sent ends an attribute or begins an element.
#include "base/utf8.hpp"
#include "phone_menu/asked.hpp"
#include "phone_menu/steps.hpp"
#include "phone_menu/voicexml.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace assent;
using namespace assent::phone_menu;

void look_at(const Asked& asked) {
  for (const bool allow : {false, true}) {
    const Offered offered{{explanation::Language::ar, explanation::Language::en}, allow, true};
    const CallState state = state_after(asked.keys, asked.pressed, offered);
    const bool approving = state.step == Step::notice || state.step == Step::read_back || state.step == Step::allowed;
    if (approving && !allow) std::abort();
    if (state.keys.size() > 4 || state_after(state.keys, "", offered).step != state.step) std::abort();
    NextStep next;
    next.asked = asked;
    next.step = state.step;
    next.language = state.language;
    next.prompts = {{asked.call, state.language, asked.caller, true}};
    next.on_failure = next.prompts.front();
    next.keys = keys_at(state.step, offered);
    next.then = next.keys.empty() ? Then::end : Then::ask;
    const std::string_view known = "https://prompts.example/";
    const std::string xml = voicexml_of(next, known);
    NextStep plain = next;
    plain.asked = {};
    for (std::string Asked::*member :
         {&Asked::call, &Asked::caller, &Asked::keys, &Asked::read, &Asked::account, &Asked::by, &Asked::method}) {
      if (!(asked.*member).empty()) plain.asked.*member = "x";
    }
    plain.prompts = {{"x", state.language, "x", true}};
    plain.on_failure = plain.prompts.front();
    const std::string shape = voicexml_of(plain, known);
    for (const char mark : {'<', '>', '"', '\''}) {
      if (std::count(xml.begin(), xml.end(), mark) != std::count(shape.begin(), shape.end(), mark)) std::abort();
    }
    if (!is_utf8(xml)) std::abort();
  }
  if (call_reference(asked).size() > 5 + 64) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  http::Request request;
  request.body = {reinterpret_cast<const char*>(data), size};
  for (const BodyForm form : {BodyForm::json, BodyForm::form}) {
    if (const auto asked = asked_in(request, form)) look_at(*asked);
  }
  return 0;
}
