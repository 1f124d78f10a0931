#include "letters/pdf_file.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <iterator>

namespace assent::letters {
namespace {

constexpr std::size_t kObjectsTogether = 200;
constexpr std::size_t kWrittenTogether = std::size_t{64} * 1024;
constexpr int kSmallWindow = 12;      // as a power of two; a page is smaller
constexpr std::size_t kRowWidth = 8;  // of the table of objects: its kind, five bytes of place, two of index

}  // namespace

Deflater::Deflater(int window, int memory) {
  ready_ = deflateInit2(&stream_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, window, memory, Z_DEFAULT_STRATEGY) == Z_OK;
}
Deflater::~Deflater() {
  if (ready_) deflateEnd(&stream_);
}

std::string_view Deflater::of(std::string_view bytes) {
  if (!ready_ || deflateReset(&stream_) != Z_OK) return {};
  packed_.resize(deflateBound(&stream_, static_cast<uLong>(bytes.size())));
  stream_.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));  // zlib does not write to it
  stream_.avail_in = static_cast<uInt>(bytes.size());
  stream_.next_out = reinterpret_cast<Bytef*>(packed_.data());
  stream_.avail_out = static_cast<uInt>(packed_.size());
  if (deflate(&stream_, Z_FINISH) != Z_STREAM_END) return {};
  return std::string_view(packed_).substr(0, stream_.total_out);
}

PdfFile::PdfFile(ByteSink& out) : out_(out), deflater_(15, 8), small_deflater_(kSmallWindow, 5) {
  write("%PDF-1.5\n%\xE2\xE3\xCF\xD3\n");  // bytes beyond ASCII: it is no text file
}

std::uint32_t PdfFile::number() {
  places_.emplace_back();
  return static_cast<std::uint32_t>(places_.size() - 1);
}

void PdfFile::write(std::string_view bytes) {
  bytes_ += bytes.size();
  waiting_ += bytes;
  if (waiting_.size() < kWrittenTogether) return;
  if (written_) written_ = out_.write(waiting_);
  waiting_.clear();
}

void PdfFile::write_stream(std::uint32_t number, std::string_view members, std::string_view bytes) {
  Deflater& deflater = bytes.size() <= (std::size_t{1} << kSmallWindow) ? small_deflater_ : deflater_;
  const std::string_view packed = deflater.of(bytes);
  if (packed.empty() && written_) {
    written_ = fail(ErrorCode::unavailable, "letters cannot be written: no memory", "see whether there is memory");
  }
  places_[number] = {1, bytes_, 0};
  write(fmt::format("{} 0 obj\n<<{}/Filter/FlateDecode/Length {}>>stream\n", number, members, packed.size()));
  write(packed);
  write("\nendstream\nendobj\n");
}

void PdfFile::stream(std::uint32_t number, std::string_view members, std::string_view bytes) {
  write_stream(number, members, bytes);
}

void PdfFile::object(std::uint32_t number, std::string_view text) {
  held_.push_back(number);
  fmt::format_to(std::back_inserter(heads_), "{} {} ", number, texts_.size());
  texts_ += text;
  texts_ += '\n';
  if (held_.size() == kObjectsTogether) close_objects();
}

void PdfFile::close_objects() {
  if (held_.empty()) return;
  const std::uint32_t together = number();
  for (std::size_t i = 0; i < held_.size(); ++i) places_[held_[i]] = {2, together, static_cast<std::uint16_t>(i)};
  write_stream(together, fmt::format("/Type/ObjStm/N {}/First {}", held_.size(), heads_.size()), heads_ + texts_);
  held_.clear();
  heads_.clear();
  texts_.clear();
}

void PdfFile::finish(std::uint32_t catalog) {
  close_objects();
  const std::uint32_t table = number();
  const std::uint64_t begins = bytes_;
  places_[table] = {1, begins, 0};
  // Each row as its difference from the row above (predictor 12), which packs well.
  std::array<std::uint8_t, kRowWidth> above{};
  std::string rows;
  for (std::size_t i = 0; i < places_.size(); ++i) {
    const Place& each = places_[i];
    std::array<std::uint8_t, kRowWidth> row{};
    row[0] = each.kind;
    for (std::size_t byte = 0; byte < 5; ++byte) row[1 + byte] = static_cast<std::uint8_t>(each.at >> (8 * (4 - byte)));
    row[6] = static_cast<std::uint8_t>(each.index >> 8U);
    row[7] = static_cast<std::uint8_t>(each.index);
    rows += '\2';
    for (std::size_t byte = 0; byte < kRowWidth; ++byte) {
      rows += static_cast<char>(static_cast<std::uint8_t>(row[byte] - above[byte]));
    }
    above = row;
  }
  write_stream(table,
               fmt::format("/Type/XRef/Size {}/Root {} 0 R/W[1 5 2]/DecodeParms<</Predictor 12/Columns {}>>",
                           places_.size(), catalog, kRowWidth),
               rows);
  write(fmt::format("startxref\n{}\n%%EOF\n", begins));
  if (written_) written_ = out_.write(waiting_);
  waiting_.clear();
}

void append_number(std::string& text, double value) {
  const auto hundredths = static_cast<std::int64_t>(std::llround(value * 100));
  const std::int64_t whole = hundredths / 100;
  const std::int64_t part = std::abs(hundredths % 100);
  if (hundredths < 0 && whole == 0) text += '-';
  const fmt::format_int digits(whole);
  text.append(digits.data(), digits.size());
  if (part == 0) return;
  text += '.';
  text += static_cast<char>('0' + part / 10);
  if (part % 10 != 0) text += static_cast<char>('0' + part % 10);
}

}  // namespace assent::letters
