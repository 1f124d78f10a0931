// WrittenNotice: a notice as its author wrote it, with the place of every text, whatever else is wrong with it. Pure;
// thread-safe.
#pragma once

#include "written/written.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assent::notice_check {

struct WrittenText {
  std::string text;
  written::Place place;  // of the value, with its quotation marks
};

struct WrittenBlock {
  std::string disclosure;  // empty: running text
  written::Place place;    // of the block's table
  written::Place disclosure_place;
  WrittenText text;
};

struct WrittenLanguage {
  std::string language;
  written::Place place;
  WrittenText subject;
  std::vector<WrittenBlock> blocks;
};

// What the customer is asked: an approval by silence, an express one, one for a call; or nothing, as a confirmation.
enum class Asks : std::uint8_t { opt_out, opt_in, one_time_consent, nothing };

struct WrittenNotice {
  Asks asks = Asks::opt_out;
  std::vector<std::string> channels;
  written::Place channels_place;
  std::vector<WrittenLanguage> languages;  // in the order written
};

// What can be read of it. A value of another kind reads as if it were absent: read_notice() reports it.
WrittenNotice written_notice(const written::Written& whole);

// The place of the byte `offset` of a text in its source (TOML or JSON), behind quotation marks, escapes and line ends.
written::Place place_in(std::string_view source, const WrittenText& text, std::size_t offset);

}  // namespace assent::notice_check
