// Batch: one notice as letters to many customers, in one PDF for a print shop.
//
// A4, the address in the window of DIN 5008 form B. What is the same for all is laid out once and is once in the file;
// each page refers to it. Text is shaped by Pango and drawn by Cairo, right to left where the language is; 12 points.
// What a PDF gives back as text is no evidence: the evidence is the hash of the notice's text. Not thread-safe: one
// batch for each thread.
#pragma once

#include "base/byte_stream.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace assent::letters {

inline constexpr double kPoints = 12;  // of all text

// What is the same in all letters of a batch.
struct Body {
  std::string language;  // BCP 47; `ar` and tags that begin so are written from the right
  std::string sender;    // one line above the address, such as the carrier's name and postal address
  std::string subject;
  std::vector<std::string> paragraphs;  // of the notice
  std::string at_code;                  // one line at the code that leads to the customer's page
};

struct Letter {
  std::vector<std::string> address;  // the recipient's name and address, at most six lines
  std::string page;                  // the address of the customer's page; empty: no code
};

struct BatchEnd {
  std::uint64_t letters = 0;
  std::uint64_t pages_each = 0;
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

  // Adds the pages of one letter.
  //
  //   invalid      the address has no line, too many, or one that is too wide for the window; it is not UTF-8; the
  //   page's
  //                address is too long for a code. Nothing was added
  //   unavailable  as `out`; the batch cannot be continued
  Result<void> add(const Letter& letter);

  // Adds one letter with everything laid out again, as if there were no batch: for comparison.
  Result<void> add_alone(const Letter& letter);

  // Ends the PDF. Nothing can be added after.
  Result<BatchEnd> finish();

 private:
  struct State;
  explicit Batch(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace assent::letters
