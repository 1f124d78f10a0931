// NextStep: what an IVR platform does next: what it speaks, which keys it waits for, and what was recorded. Pure.
#pragma once

#include "explanation/language.hpp"
#include "phone_menu/asked.hpp"
#include "phone_menu/steps.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assent::phone_menu {

struct Prompt {
  std::string id;  // of a recording; the same text has the same one
  explanation::Language language = explanation::Language::en;
  std::string text;                // plain, for a voice that reads it
  bool may_be_interrupted = true;  // false: it is heard to its end before a key counts
};

// What the platform does when everything is spoken.
enum class Then : std::uint8_t {
  ask,    // wait for a key, and send it
  end,    // nothing more
  person  // pass the call on to a person
};
std::string_view to_string(Then then);

enum class Recorded : std::uint8_t { nothing, refusal, approval };
std::string_view to_string(Recorded recorded);

struct NextStep {
  Asked asked;  // what comes with the next request, too: `keys` and `read` as they are now
  Step step = Step::language;
  explanation::Language language = explanation::Language::en;
  std::vector<Prompt> prompts;
  std::vector<Key> keys;  // those that are waited for
  Then then = Then::ask;
  Recorded recorded = Recorded::nothing;  // by this request, or by the same one before
  Prompt on_failure;   // spoken if the next request is not answered: nobody knows whether it was recorded
  std::string person;  // where a person is; of Then::person
};

// docs/schema/api/phone-step.schema.json.
std::string json_of(const NextStep& next);

}  // namespace assent::phone_menu
