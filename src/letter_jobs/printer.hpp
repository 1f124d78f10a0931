// Printer: the port to what draws letters into a file. `letters` is one; tests have one in memory. Not thread-safe.
#pragma once

#include "base/byte_stream.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace assent::letter_jobs {

// What is the same in letters that follow each other.
struct PrintedBody {
  std::string language;  // BCP 47
  std::string sender;
  std::string date;
  std::string subject;
  std::vector<std::string> paragraphs;
  std::string at_code;
};

class Printer {
 public:
  virtual ~Printer() = default;

  // The letters from now on have that body. How many pages each takes.
  //
  //   invalid      the body does not fit; the printer goes on with the one that it had
  //   unavailable  as the sink; a font is missing
  virtual Result<std::uint64_t> set_body(const PrintedBody& body) = 0;
  // Precondition: set_body() succeeded.
  //
  //   invalid      the address does not fit: nothing was added
  //   unavailable  as the sink
  virtual Result<void> add(const std::vector<std::string>& address, const std::string& page) = 0;
  // Ends the file.
  virtual Result<void> finish() = 0;
};

// Begins a file. The sink outlives the printer. Empty: this program draws no letters.
using BeginPrinting = std::function<std::unique_ptr<Printer>(ByteSink&)>;

}  // namespace assent::letter_jobs
