// A text of rows. Reading it ends when a stop is requested.
#pragma once

#include "base/byte_stream.hpp"
#include "base/result.hpp"
#include "service/circumstances.hpp"

#include <memory>
#include <span>
#include <stop_token>
#include <utility>

namespace assent::app {

// Behaves as `text`, which outlives it, until a stop is requested. Then it is `unavailable`. For runs that can be
// repeated.
class StoppableText final : public ByteSource {
 public:
  StoppableText(ByteSource& text, std::stop_token stop) : text_(text), stop_(std::move(stop)) {}

  Result<std::size_t> read(std::span<char> into) override {
    if (stop_.stop_requested()) return service::run_stopped();
    return text_.read(into);
  }

 private:
  ByteSource& text_;
  std::stop_token stop_;
};

// The same for the texts that `open` opens.
inline service::OpenText stoppable(service::OpenText open, std::stop_token stop) {
  class Opened final : public ByteSource {
   public:
    Opened(std::unique_ptr<ByteSource> text, std::stop_token its_stop)
        : text_(std::move(text)), stoppable_(*text_, std::move(its_stop)) {}
    Result<std::size_t> read(std::span<char> into) override { return stoppable_.read(into); }

   private:
    std::unique_ptr<ByteSource> text_;
    StoppableText stoppable_;
  };
  return [open = std::move(open), stop = std::move(stop)]() -> Result<std::unique_ptr<ByteSource>> {
    auto text = TRY(open());
    return std::make_unique<Opened>(std::move(text), stop);
  };
}

}  // namespace assent::app
