// bench_questions: the questions that every engine of the one-decision benchmark is asked.
//
//   bench_questions FOLDER [HOW_MANY]       1,000 by default
//
// Writes FOLDER/cases.jsonl (docs/cases.md, with the answers) and FOLDER/questions.jsonl (flat_question.hpp), the same
// questions line by line. First come the cases of tests/cases_data that the flat form can say, with the answers
// given there; then drawn ones, the answer being the case runner's.
#include "draw_case.hpp"
#include "flat_question.hpp"

#include "cases/run.hpp"
#include "regime/read.hpp"
#include "world/zones.hpp"

#include <boost/json/serialize.hpp>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

namespace {

using namespace assent;

std::string text_of(const std::string& file) {
  std::ifstream in(file);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

template <class T>
T or_end(tl::expected<T, Issues> read) {
  if (read) return std::move(*read);
  std::cerr << to_string(read.error().front()) << '\n';
  std::exit(3);
}

class Questions {
 public:
  explicit Questions(const std::string& folder)
      : cases_(folder + "/cases.jsonl"), questions_(folder + "/questions.jsonl") {
    const std::string catalogue = ASSENT_SOURCE_DIR "/tests/cases_data/catalogue.json";
    catalogue_ = or_end(regime::read_catalogue(text_of(catalogue), catalogue));
    for (const std::string id : {"tra", "fcc-2007"}) {
      const std::string file = ASSENT_SOURCE_DIR "/regimes/" + id + ".toml";
      regimes_.emplace(id, or_end(regime::read_regime(text_of(file), file)));
    }
  }

  // Those that the flat form can say. A case that does not pass ends the program.
  void add_given(const std::string& file) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
      const auto read = cases::read_case(line, catalogue_, zones_);
      if (!read || !bench::flat_question(*read)) continue;
      const cases::CaseResult ran = run(line);
      if (!ran.passed()) {
        std::cerr << cases::to_text(ran, file);
        std::exit(1);
      }
      add(line, *read);
    }
  }

  void add_drawn(int how_many) {
    for (std::uint64_t seed = 1; written_ < how_many; ++seed) {
      boost::json::object drawn = bench::draw_case(seed);
      drawn["expect"] = {{"decision", "deny"}, {"reason", "status_unknown"}};
      const decision::Decision decided = run(boost::json::serialize(drawn)).actual;
      drawn["expect"] = {{"decision", to_string(decided.outcome)}, {"reason", to_string(decided.reason)}};
      const std::string line = boost::json::serialize(drawn);
      const auto read = cases::read_case(line, catalogue_, zones_);
      if (!read) {
        std::cerr << to_string(read.error()) << ": " << line << '\n';
        std::exit(1);
      }
      add(line, *read);
    }
  }

  void finish() {
    cases_.flush();
    questions_.flush();
    if (!cases_ || !questions_) {
      std::cerr << "the questions could not be written\n";
      std::exit(1);
    }
    std::printf("%d questions\n", written_);
  }

 private:
  cases::CaseResult run(const std::string& line) const {
    const auto regime = [this](std::string_view id, Instant) {
      const auto found = regimes_.find(id);
      return found == regimes_.end() ? nullptr : &found->second;
    };
    return cases::run_case(line, 1, {catalogue_, zones_, regime}, explanation::Language::en);
  }

  void add(const std::string& line, const cases::DecisionCase& read) {
    const auto flat = bench::flat_question(read);
    if (!flat) return;
    cases_ << line << '\n';
    questions_ << boost::json::serialize(*flat) << '\n';
    ++written_;
  }

  std::ofstream cases_;
  std::ofstream questions_;
  world::SystemTimeZones zones_;
  Catalogue catalogue_;
  std::map<std::string, regime::Regime, std::less<>> regimes_;
  int written_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3) {
    std::cerr << "usage: bench_questions FOLDER [HOW_MANY]\n";
    return 3;
  }
  Questions questions(argv[1]);
  questions.add_given(ASSENT_SOURCE_DIR "/tests/cases_data/decisions.jsonl");
  questions.add_drawn(argc == 3 ? std::atoi(argv[2]) : 1000);
  questions.finish();
}
