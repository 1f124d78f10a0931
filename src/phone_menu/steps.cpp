#include "phone_menu/steps.hpp"

#include <algorithm>

namespace assent::phone_menu {
namespace {

constexpr std::size_t kKeysMost = 64;  // of one request; a call needs five

bool ends(Step step) {
  return step == Step::refused_all || step == Step::refused_others || step == Step::allowed || step == Step::person;
}

bool is_heard_out(Step step) { return step == Step::notice || step == Step::read_back; }

void go(CallState& state, const Key& key) {
  switch (key.means) {
    case KeyMeaning::again: return;
    case KeyMeaning::leave:
      // Back to the choice: nothing of what was heard stays in the keys.
      state.step = Step::choice;
      state.keys.resize(1);
      state.left = true;
      return;
    case KeyMeaning::language:
      state.language = key.language;
      state.step = Step::choice;
      break;
    case KeyMeaning::refuse_all: state.step = Step::refused_all; break;
    case KeyMeaning::refuse_others: state.step = Step::refused_others; break;
    case KeyMeaning::hear_notice: state.step = Step::notice; break;
    case KeyMeaning::allow: state.step = Step::read_back; break;
    case KeyMeaning::confirm: state.step = Step::allowed; break;
    case KeyMeaning::person: state.step = Step::person; break;
  }
  state.keys += key.digit;
}

void press(CallState& state, char digit, const Offered& offered) {
  state.understood = false;
  state.left = false;
  for (const Key& key : keys_at(state.step, offered)) {
    if (key.digit != digit) continue;
    state.understood = true;
    go(state, key);
    return;
  }
}

}  // namespace

std::string_view to_string(Step step) {
  switch (step) {
    case Step::language: return "language";
    case Step::choice: return "choice";
    case Step::refused_all: return "refused_all";
    case Step::refused_others: return "refused_others";
    case Step::notice: return "notice";
    case Step::read_back: return "read_back";
    case Step::allowed: return "allowed";
    case Step::person: return "person";
  }
  return "";
}

std::string_view to_string(KeyMeaning meaning) {
  switch (meaning) {
    case KeyMeaning::language: return "language";
    case KeyMeaning::refuse_all: return "refuse_all";
    case KeyMeaning::refuse_others: return "refuse_others";
    case KeyMeaning::hear_notice: return "hear_notice";
    case KeyMeaning::allow: return "allow";
    case KeyMeaning::confirm: return "confirm";
    case KeyMeaning::leave: return "leave";
    case KeyMeaning::person: return "person";
    case KeyMeaning::again: return "again";
  }
  return "";
}

std::vector<Key> keys_at(Step step, const Offered& offered) {
  std::vector<Key> keys;
  switch (step) {
    case Step::language:
      for (std::size_t i = 0; i < offered.languages.size(); ++i) {
        keys.push_back({static_cast<char>('1' + i), KeyMeaning::language, offered.languages[i]});
      }
      break;
    case Step::choice:
      keys.push_back({'1', KeyMeaning::refuse_all});
      keys.push_back({'2', KeyMeaning::refuse_others});
      if (offered.allow) keys.push_back({'3', KeyMeaning::hear_notice});
      if (offered.person) keys.push_back({'0', KeyMeaning::person});
      break;
    case Step::notice:
      keys.push_back({'1', KeyMeaning::allow});
      keys.push_back({'2', KeyMeaning::leave});
      break;
    case Step::read_back:
      keys.push_back({'1', KeyMeaning::confirm});
      keys.push_back({'2', KeyMeaning::leave});
      break;
    case Step::refused_all:
    case Step::refused_others:
    case Step::allowed:
    case Step::person: return keys;
  }
  keys.push_back({'9', KeyMeaning::again});
  return keys;
}

CallState state_after(std::string_view keys, std::string_view pressed, const Offered& offered) {
  CallState state;
  state.language = offered.languages.front();
  for (const char digit : keys.substr(0, kKeysMost)) {
    if (ends(state.step)) break;
    press(state, digit, offered);
  }
  state.understood = true;
  state.left = false;
  for (const char digit : pressed.substr(0, kKeysMost)) {
    if (ends(state.step)) break;
    const Step before = state.step;
    press(state, digit, offered);
    if (state.step != before && is_heard_out(state.step)) break;
    if (state.left) break;
  }
  return state;
}

}  // namespace assent::phone_menu
