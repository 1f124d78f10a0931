// The events of a random case: a first part from which `now` is chosen, and a second part around `now`.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "random_draw.hpp"
#include "twin_time.hpp"

namespace twin {

// What a case is mostly about. Steers the kinds of event, but excludes none.
enum class Theme { any, special_purpose, former, free_use, one_time, soft, choices, agreements, notices };

class RandomHistory {
 public:
  // More often than not, events fit this use and customer. The references must outlive the object.
  RandomHistory(Draw& draw, Theme theme, const Zone& zone, const boost::json::object& use,
                const boost::json::object& customer);

  // An event at some time about the base day.
  void add_anywhere();
  // An event with an edge at `now` or directly beside it.
  void add_around(Instant now);

  // Instants at which the decision may change because of the events so far.
  const std::vector<Instant>& boundaries() const { return boundaries_; }
  Day base() const { return base_; }
  // The events, shuffled.
  boost::json::array take();

  // RFC 3339, with different offsets.
  std::string text(Instant instant);

 private:
  Day any_day();
  Instant any_instant();
  Instant beside(Instant now);
  void boundary(Instant at) { boundaries_.push_back(at); }
  void boundary_day(Day first) { boundaries_.push_back(first_instant(zone_, first)); }

  std::string kind();
  void add(const std::string& kind, Instant at);
  boost::json::object notice(Instant at);
  void spoil(boost::json::object& notice, Instant sent);
  boost::json::object opt_out(Instant at);
  boost::json::object opt_in(Instant at);
  boost::json::object withdrawal(Instant at);
  boost::json::object one_time_consent(Instant at);
  boost::json::object agreement(Instant at);
  boost::json::object verification(Instant at);

  void name_kinds(boost::json::object& event, std::uint64_t chance);
  void end(boost::json::object& opt_in, Instant at);
  boost::json::array relations();
  boost::json::array parties();
  boost::json::array information();
  // Something that spoils an event for this use, or a detail beside the point: rarer if the events must fit.
  bool oddity(std::uint64_t chance) { return draw_.percent(fitting_ ? chance / 4 : chance); }
  void maybe_account(boost::json::object& event);

  Draw& draw_;
  Theme theme_;
  const Zone& zone_;
  const boost::json::object& use_;
  const boost::json::object& customer_;
  Day base_;
  bool pinned_;                    // the base day was chosen for oddities of the calendar; the first event is on it
  bool fitting_;                   // most events fit the use and lack nothing
  std::vector<Day> sent_;          // local dates of sending until now
  std::vector<Instant> instants_;  // instants of choices until now
  std::vector<Instant> boundaries_;
  std::vector<boost::json::object> events_;
};

}  // namespace twin
