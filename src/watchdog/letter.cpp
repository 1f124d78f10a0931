#include "watchdog/letter.hpp"

#include <utility>

namespace assent::watchdog {
namespace {

class Draft {
 public:
  void line(std::string_view text) { letter_.text.append(text).append("\n"); }

  // Text that is not there is named, for somebody to fill in.
  void field(std::string_view heading, std::string_view name, std::string_view text) {
    line("");
    line(heading);
    line("");
    if (!text.empty()) return line(text);
    line("[TO BE FILLED IN: " + std::string(name) + "]");
    letter_.missing.push_back(name);
  }

  Letter done() && { return std::move(letter_); }

 private:
  Letter letter_;
};

std::string problem(const Failure& failure, const TimeZone& zone) {
  std::string text =
      "On " + zone.local_text(failure.opened) +
      " our watch on the ways to opt out found that a refusal by this mechanism was not recorded: " + failure.what +
      ".\n";
  text += failure.worked
              ? "The mechanism last worked, as far as we know, at " + zone.local_text(*failure.worked) + ".\n"
              : "We have no record of an earlier refusal by our watch that this mechanism recorded.\n";
  text += failure.recovered ? "It worked again at " + zone.local_text(*failure.recovered) + "."
                            : "It was not seen to work again when this letter was drafted.";
  return text;
}

std::string remedy(const Failure& failure) {
  if (failure.remedy.empty() || !failure.remedied) return failure.remedy;
  return failure.remedy + "\nImplemented, or to be implemented, on " + to_string(*failure.remedied) + ".";
}

}  // namespace

Letter letter_of(const Failure& failure, const Settings& settings, std::string_view customer_notice,
                 const TimeZone& zone, Date today) {
  Draft draft;
  draft.line("To the Federal Communications Commission");
  draft.line("Notice of a failure of an opt-out mechanism, 47 CFR 64.2009(f)");
  draft.line("Drafted " + to_string(today) + "; due by " + to_string(failure.due) + " (five business days, " +
             failure.calendar + ")");
  draft.line("Our reference: " + failure.id);
  draft.field("1. The carrier's name", "the carrier's name", settings.carrier);
  draft.field("2. The opt-out mechanism used", "a description of the mechanism", failure.mechanism);
  draft.field("3. The problem experienced", "the problem", problem(failure, zone));
  draft.field("4. The remedy, and when it will be or was implemented", "the remedy", remedy(failure));
  if (!failure.remedy.empty() && !failure.remedied) {
    draft.field("   When", "when the remedy will be or was implemented", "");
  }
  draft.field("5. Whether the relevant state commission has been notified, and whether it has taken any action",
              "whether the state commission was notified, and what it did", settings.letter.state_commissions);
  draft.field("6. A copy of the notice provided to customers", "the notice provided to customers", customer_notice);
  draft.field("7. Contact information", "contact information", settings.letter.contact);
  return std::move(draft).done();
}

}  // namespace assent::watchdog
