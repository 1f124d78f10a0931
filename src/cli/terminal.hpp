// Terminal: how a command speaks. Results go to standard output, messages to standard error. No message contains a
// telephone number or an e-mail address. Everything is made visible first (base/visible.hpp), so that no text of others
// reaches a terminal as a command. There is colour only on a terminal, and not if NO_COLOR is set.
#pragma once

#include "base/issue.hpp"
#include "base/result.hpp"
#include "cli/exit_status.hpp"
#include "cli/world.hpp"
#include "consent/reason.hpp"
#include "tables/table.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <string_view>

namespace assent::cli {

class Terminal {
 public:
  explicit Terminal(World& world);

  // No more warnings, notes or progress; errors are still shown.
  void be_quiet() { quiet_ = true; }
  bool is_quiet() const { return quiet_; }

  // Standard output is for a result alone: from now on, what is printed goes to standard error, unless quiet.
  void give_output_away() { output_given_away_ = true; }

  void print(std::string_view text);  // a result, in lines
  void print(const tables::Table& table);
  void print(const boost::json::object& object);  // one line; JSON escapes what is not visible

  // Lines in place of those that were drawn before, from the top of a terminal of that size, and no more than it has
  // room for.
  void draw(std::string_view text, std::size_t columns, std::size_t rows);

  void note(std::string_view text);
  void warn(std::string_view text);
  ExitStatus fail_with(const Error& error);
  ExitStatus fail_with(const Issues& issues);

  // Whether a result may be coloured.
  bool colour() const { return colour_ && !output_given_away_; }
  std::string painted(Outcome outcome, std::string_view text) const;

 private:
  World* world_;
  bool colour_;
  bool quiet_ = false;
  bool output_given_away_ = false;
};

}  // namespace assent::cli
