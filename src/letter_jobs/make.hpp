// make_letters(): from the letters of jobs to files for a print shop and their manifest. Not thread-safe.
#pragma once

#include "base/byte_stream.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "evidence/hash.hpp"
#include "letter_jobs/pile.hpp"
#include "letter_jobs/printer.hpp"
#include "letter_jobs/sender_file.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace assent::letter_jobs {

// Where the files go, one after the other.
class FilesOut {
 public:
  virtual ~FilesOut() = default;
  virtual Result<ByteSink*> open(const std::string& name) = 0;
  // The one that is open is complete.
  virtual Result<void> commit() = 0;
};

struct MakeSettings {
  std::string output;  // the file's name; files of some pages each have a number before its ending: `letters-001.pdf`
  std::uint64_t pages_per_file = 0;  // at most, unless one letter has more; 0: all in one file
  Date mailing;                      // the day on which the letters are mailed; each letter bears it
};

struct MakePorts {
  BeginPrinting print;
  FilesOut& files;
  ByteSink& manifest;
  ByteSink& left_out;
};

struct MadeFile {
  std::string name;
  std::uint64_t letters = 0;
  std::uint64_t pages = 0;
  std::uint64_t bytes = 0;
  evidence::Hash sha256{};
};

struct Made {
  std::vector<MadeFile> files;
  std::uint64_t letters = 0;
  std::uint64_t pages = 0;
  std::uint64_t left_out = 0;
};

// The manifest (CSV) has a row for each letter, in their order: `file`, `page` (its first, from 1), `pages`, `account`,
// `queued`, `language`, `sha256` (of the text: text_of()). Letters that cannot be printed go to `left_out` (CSV):
// `account`, `queued`, `why`.
//
//   invalid      there is no letter; the sender's file lacks a language
//   unavailable  as the files and the printer
Result<Made> make_letters(const Pile& pile, const SenderFile& sender, const MakeSettings& settings,
                          const MakePorts& ports);

// The text of a letter: the subject, and each paragraph after an empty line; each line ends in LF.
std::string text_of(const PiledLetter& letter);

// The address as it is printed: with the country, if that is not the sender's, in English capitals.
std::vector<std::string> address_of(const PiledLetter& letter, const SenderFile& sender);

}  // namespace assent::letter_jobs
