// Issue: one thing wrong in a text that a person wrote (a regime, a catalogue, a mapping, a campaign).
//
// Readers of such texts never stop at the first fault: they give the whole list, so that a person can mend the text in
// one pass. A text with an issue is not used at all.
#pragma once

#include <string>
#include <vector>

namespace assent {

struct Issue {
  std::string file;     // as the user named it
  int line = 0;         // from 1; 0: the issue is about the whole file
  int column = 0;       // from 1; 0: unknown
  std::string problem;  // lower case, no full stop, the user's words in `backticks`
  std::string mend;     // what to write instead

  friend bool operator==(const Issue&, const Issue&) = default;
};

using Issues = std::vector<Issue>;

// "file:line:column: problem; mend" — the form that editors jump to. Without a line: "file: problem; mend".
std::string to_string(const Issue& issue);

}  // namespace assent
