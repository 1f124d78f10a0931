// Any bytes as a reply, by text message and by e-mail: they are read, and nothing approves where nothing was asked. A
// text that has "stop" for itself at its beginning or end is never an approval, and never nothing.
#include "replies/read_reply.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace assent::replies;
  const std::string text(reinterpret_cast<const char*>(data), size);
  for (const Origin origin : {Origin::sms, Origin::email}) {
    const Reading open = read_reply(text, {origin, true});
    const Reading closed = read_reply(text, {origin, false});
    if (closed.meaning == Meaning::approval) std::abort();
    if (open.meaning != closed.meaning && open.meaning == Meaning::nothing) std::abort();
    if (open.why.empty()) std::abort();
    for (const FoundWord& word : open.words) {
      if (word.text.empty() || word.language.empty()) std::abort();
    }
  }
  for (const std::string& with : {"stop\n" + text, text + "\nstop"}) {
    const Meaning meaning = read_reply(with, {Origin::sms, true}).meaning;
    if (meaning == Meaning::approval) std::abort();
    if (meaning == Meaning::nothing) std::abort();
  }
  return 0;
}
