#include "phone_menu/next_step.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace assent::phone_menu {
namespace {

namespace bj = boost::json;

bj::object object_of(const Prompt& prompt) {
  return {{"id", prompt.id},
          {"language", to_string(prompt.language)},
          {"text", prompt.text},
          {"may_be_interrupted", prompt.may_be_interrupted}};
}

}  // namespace

std::string_view to_string(Then then) {
  switch (then) {
    case Then::ask: return "ask";
    case Then::end: return "end";
    case Then::person: return "person";
  }
  return "";
}

std::string_view to_string(Recorded recorded) {
  switch (recorded) {
    case Recorded::nothing: return "nothing";
    case Recorded::refusal: return "refusal";
    case Recorded::approval: return "approval";
  }
  return "";
}

std::string json_of(const NextStep& next) {
  bj::array prompts;
  for (const Prompt& each : next.prompts) prompts.push_back(object_of(each));
  bj::array keys;
  for (const Key& each : next.keys) {
    bj::object key{{"key", std::string(1, each.digit)}, {"means", to_string(each.means)}};
    if (each.means == KeyMeaning::language) key["language"] = to_string(each.language);
    keys.push_back(std::move(key));
  }
  bj::object all{{"step", to_string(next.step)},
                 {"keys", next.asked.keys},
                 {"read", next.asked.read},
                 {"prompts", std::move(prompts)},
                 {"waits_for", std::move(keys)},
                 {"then", to_string(next.then)},
                 {"recorded", to_string(next.recorded)},
                 {"on_failure", object_of(next.on_failure)}};
  if (next.then == Then::person) all["person"] = next.person;
  return bj::serialize(all);
}

}  // namespace assent::phone_menu
