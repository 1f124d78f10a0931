#include "letter_jobs/made_json.hpp"

#include <boost/json/array.hpp>

namespace assent::letter_jobs {

boost::json::object json_of(const Made& made, const Pile& pile, Date mailing) {
  boost::json::array files;
  for (const MadeFile& each : made.files) {
    files.push_back(boost::json::object{{"file", each.name},
                                        {"letters", each.letters},
                                        {"pages", each.pages},
                                        {"bytes", each.bytes},
                                        {"sha256", evidence::to_hex(each.sha256)}});
  }
  return {{"notice", pile.notice()},   {"version", pile.version()},   {"mailing", assent::to_string(mailing)},
          {"letters", made.letters},   {"pages", made.pages},         {"files", std::move(files)},
          {"left_out", made.left_out}, {"repeated", pile.repeated()}, {"made_before", pile.made_before()}};
}

}  // namespace assent::letter_jobs
