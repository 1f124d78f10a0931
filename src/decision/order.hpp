// The order in which the steps decide: only this file knows it. Pure.
//
// `decide` uses it for one customer and one instant (answer.cpp), `parts` for what many customers have in common.
#pragma once

#include <cstdint>

namespace assent::decision {

// The finding that decides; docs/decision.md has the step of each.
enum class Deciding : std::uint8_t {
  settled,           // steps 1 to 9
  call,              // step 10: a live one-time consent without defect
  soft_opt_in,       // step 11
  opt_in,            // step 12: the latest valid opt-in is later than the latest refusal
  refusal,           // step 12
  silence,           // step 15: the result of the notices that count
  call_defect,       // steps 13 and 15: nothing was found; the first of these says why
  opt_in_defect,     //
  approval_missing,  // step 13
  notice_defect,     // step 15
  call_ended,        //
  no_notice          //
};

// `Found` answers questions. Each is asked at most once, and only if no earlier one has decided:
//
//   settled, call_permits, refused, soft_opt_in, opt_in_holds, silence_can_approve, a_notice_counts, call_defect,
//   opt_in_on_file, a_notice_is_defective, call_ended
template <class Found>
Deciding deciding(Found&& found) {
  if (found.settled()) return Deciding::settled;
  if (found.call_permits()) return Deciding::call;
  const bool refused = found.refused();
  if (!refused && found.soft_opt_in()) return Deciding::soft_opt_in;
  if (found.opt_in_holds()) return Deciding::opt_in;
  if (refused) return Deciding::refusal;
  const bool by_silence = found.silence_can_approve();
  if (by_silence && found.a_notice_counts()) return Deciding::silence;
  if (found.call_defect()) return Deciding::call_defect;
  if (found.opt_in_on_file()) return Deciding::opt_in_defect;
  if (!by_silence) return Deciding::approval_missing;
  if (found.a_notice_is_defective()) return Deciding::notice_defect;
  return found.call_ended() ? Deciding::call_ended : Deciding::no_notice;
}

}  // namespace assent::decision
