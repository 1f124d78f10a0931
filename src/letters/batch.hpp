// Batch: a notice as letters to many customers, in one PDF for a print shop.
//
// A4, the address in the window of DIN 5008 form B. Text is shaped and broken into lines by Pango, right to left where
// the language is; 12 points. What is the same for several letters is laid out once and is once in the file; each page
// refers to it. What a PDF gives back as text is no evidence: the evidence is the hash of the notice's text. Not
// thread-safe: one batch for each thread.
#pragma once

#include "base/byte_stream.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace assent::letters {

inline constexpr double kPoints = 12;  // of all text

// What is the same in several letters, one after the other.
struct Body {
  std::string language;  // BCP 47; `ar` and tags that begin so are written from the right
  std::string sender;    // one line above the address, such as the carrier's name and postal address
  std::string subject;
  std::vector<std::string> paragraphs;  // of the notice
  std::string at_code;                  // one line at the code that leads to the customer's page
  std::string date = {};                // above the subject; empty: none

  friend bool operator==(const Body&, const Body&) = default;
};

struct Letter {
  std::vector<std::string> address;  // the recipient's name and address, at most six lines
  std::string page;                  // the address of the customer's page; empty: no code
};

// Where a letter is in the file.
struct LetterPages {
  std::uint64_t first = 0;  // from 1
  std::uint64_t count = 0;
};

struct BatchEnd {
  std::uint64_t letters = 0;
  std::uint64_t pages = 0;
  std::uint64_t bytes = 0;
};

class Batch {
 public:
  // `out` outlives it, and gets the PDF as it grows.
  //
  //   unavailable  a font for the language is missing; memory
  //   invalid      the body is not UTF-8, or has no paragraph, or one that fills more than a page
  static Result<std::unique_ptr<Batch>> begin(ByteSink& out, const Body& body);

  Batch(const Batch&) = delete;
  Batch& operator=(const Batch&) = delete;
  ~Batch();

  // The letters that are added from now on have that body. Paragraphs that were in another body of the same language
  // are not laid out again. How many pages each takes. Fails as begin(); then the batch goes on with the body that it
  // had.
  Result<std::uint64_t> continue_with(const Body& body);

  // Adds the pages of one letter.
  //
  //   invalid      the address has no line, too many, or one that is too wide for the window or has characters of which
  //                no font is there; it is not UTF-8; the page's address is too long for a code. Nothing was added
  //   unavailable  as `out`; the batch cannot be continued
  Result<LetterPages> add(const Letter& letter);

  // Adds one letter with everything laid out again, as if there were no batch: for comparison.
  Result<LetterPages> add_alone(const Letter& letter);

  // Ends the PDF. Nothing can be added after. unavailable: as `out`; a font cannot be put into a PDF.
  Result<BatchEnd> finish();

 private:
  struct State;
  explicit Batch(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace assent::letters
