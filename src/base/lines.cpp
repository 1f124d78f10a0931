#include "base/lines.hpp"

#include <array>

namespace assent {

Result<std::optional<std::string_view>> Lines::next() {
  std::size_t searched = begin_;
  while (true) {
    const std::size_t end = buffer_.find('\n', searched);
    if (end != std::string::npos) {
      const std::string_view line(buffer_.data() + begin_, end - begin_);
      begin_ = end + 1;
      return line;
    }
    if (ended_) {
      if (begin_ == buffer_.size()) return std::nullopt;
      const std::string_view line(buffer_.data() + begin_, buffer_.size() - begin_);
      begin_ = buffer_.size();
      return line;
    }
    buffer_.erase(0, begin_);
    begin_ = 0;
    searched = buffer_.size();
    std::array<char, 64 * 1024> piece;
    const auto count = TRY(source_->read(piece));
    ended_ = count == 0;
    buffer_.append(piece.data(), count);
  }
}

}  // namespace assent
