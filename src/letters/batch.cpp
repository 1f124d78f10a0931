#include "letters/batch.hpp"

#include "base/utf8.hpp"
#include "letters/page.hpp"

#include <cairo-pdf.h>
#include <qrencode.h>

#include <cstring>
#include <utility>

namespace assent::letters {
namespace {

Owned<cairo_surface_t> recording() {
  const cairo_rectangle_t extents{0, 0, kPageWidth, kPageHeight};
  return Owned<cairo_surface_t>(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents));
}

// The pages that are the same for all.
Result<std::vector<Owned<cairo_surface_t>>> recorded(const Body& body) {
  std::vector<Owned<cairo_surface_t>> pages;
  Owned<cairo_t> cairo;
  std::unique_ptr<Page> page;
  double top = 0;
  const auto turn = [&](double from) {
    page.reset();
    pages.push_back(recording());
    cairo.reset(cairo_create(pages.back().get()));
    page = std::make_unique<Page>(cairo.get(), body.language);
    top = from;
  };
  bool unknown = false;
  turn(kSubjectTop);
  constexpr double kSenderPoints = 8;
  page->set(body.sender, kWindowWidth, kSenderPoints);
  page->show(kWindowText, kSenderTop);
  const double subject = page->set(body.subject, kTextWidth, kPoints, true);
  unknown = page->unknown_glyphs();
  page->show(kLeft, top);
  top += subject + 2 * kParagraphGap;
  constexpr double kCodeTextWidth = 50 * kMillimetre;
  const double at_code = page->set(body.at_code, kCodeTextWidth);
  page->show(kPageWidth - kRight - kCodeTextWidth, kCodeTop + kCodeSide + kMillimetre);
  if (kCodeTop + kCodeSide + kMillimetre + at_code > kSubjectTop) {
    return fail(ErrorCode::invalid, "the line at the code is too long", "shorten it to two lines of 50 mm");
  }
  for (const std::string& paragraph : body.paragraphs) {
    double height = page->set(paragraph, kTextWidth);
    if (height > kPageHeight - kBottom - kNextPageTop) {
      return fail(ErrorCode::invalid, "a paragraph fills more than a page", "divide it");
    }
    if (top + height > kPageHeight - kBottom) {
      turn(kNextPageTop);
      height = page->set(paragraph, kTextWidth);
    }
    unknown = unknown || page->unknown_glyphs();
    page->show(kLeft, top);
    top += height + kParagraphGap;
  }
  if (unknown) {
    return fail(ErrorCode::unavailable, "no font has all characters of the letter",
                "install the fonts of Noto (the package `fonts-noto-core`)");
  }
  return pages;
}

// The code as a picture of one bit for each module.
Owned<cairo_surface_t> picture_of(const QRcode& code) {
  const int side = code.width + 2 * kCodeMargin;
  Owned<cairo_surface_t> picture(cairo_image_surface_create(CAIRO_FORMAT_A1, side, side));
  cairo_surface_flush(picture.get());
  unsigned char* bytes = cairo_image_surface_get_data(picture.get());
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(picture.get()));
  std::memset(bytes, 0, stride * static_cast<std::size_t>(side));
  for (int y = 0; y < code.width; ++y) {
    for (int x = 0; x < code.width; ++x) {
      if ((code.data[y * code.width + x] & 1) == 0) continue;
      const auto column = static_cast<std::size_t>(x + kCodeMargin);
      std::uint32_t word = 0;
      unsigned char* at = bytes + static_cast<std::size_t>(y + kCodeMargin) * stride + column / 32 * 4;
      std::memcpy(&word, at, sizeof word);  // bits stand in words in the machine's order, the first one lowest
      word |= std::uint32_t{1} << (column % 32);
      std::memcpy(at, &word, sizeof word);
    }
  }
  cairo_surface_mark_dirty(picture.get());
  return picture;
}

}  // namespace

struct Batch::State {
  ByteSink* out = nullptr;
  Body body;
  Result<void> written;
  BatchEnd end;
  std::vector<Owned<cairo_surface_t>> pages;
  Owned<cairo_surface_t> pdf;
  Owned<cairo_t> cairo;
  std::unique_ptr<Page> address;

  static cairo_status_t write(void* self, const unsigned char* bytes, unsigned length) {
    auto* state = static_cast<State*>(self);
    if (state->written) state->written = state->out->write({reinterpret_cast<const char*>(bytes), length});
    state->end.bytes += length;
    return state->written ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
  }

  Result<void> sound() const {
    if (!written) return written;
    if (cairo_status(cairo.get()) == CAIRO_STATUS_SUCCESS) return {};
    return fail(ErrorCode::unavailable,
                std::string("letters cannot be drawn: ") + cairo_status_to_string(cairo_status(cairo.get())),
                "see whether there is memory");
  }

  Result<void> draw(const Letter& letter, const std::vector<Owned<cairo_surface_t>>& of);
};

Result<void> Batch::State::draw(const Letter& letter, const std::vector<Owned<cairo_surface_t>>& of) {
  TRY(sound());
  for (const std::string& line : letter.address) {
    if (!is_utf8(line) || line.find('\n') != std::string::npos) {
      return fail(ErrorCode::invalid, "a line of the address is not text of one line",
                  "correct the customer's address");
    }
  }
  if (letter.address.empty() || letter.address.size() > kAddressLinesMost) {
    return fail(ErrorCode::invalid, "the address has no line or more than six", "correct the customer's address");
  }
  Owned<QRcode> code;
  if (!letter.page.empty()) {
    code.reset(QRcode_encodeString8bit(letter.page.c_str(), 0, QR_ECLEVEL_M));
    if (!code) return fail(ErrorCode::invalid, "the address of the page is too long for a code", "use a shorter one");
  }
  // The address goes first: if it does not fit, nothing is on the page.
  constexpr double kSmallPoints = 10;
  cairo_set_source_rgb(cairo.get(), 0, 0, 0);
  if (!address->show_address(letter.address, kPoints) && !address->show_address(letter.address, kSmallPoints)) {
    return fail(ErrorCode::invalid, "the address does not fit into the window", "shorten the customer's address");
  }
  for (std::size_t i = 0; i < of.size(); ++i) {
    cairo_set_source_surface(cairo.get(), of[i].get(), 0, 0);
    cairo_paint(cairo.get());
    if (i == 0) {
      if (code) {
        cairo_set_source_rgb(cairo.get(), 0, 0, 0);
        const Owned<cairo_surface_t> picture = picture_of(*code);
        cairo_save(cairo.get());
        cairo_translate(cairo.get(), kCodeLeft, kCodeTop);
        const double scale = kCodeSide / (code->width + 2 * kCodeMargin);
        cairo_scale(cairo.get(), scale, scale);
        cairo_pattern_t* pattern = cairo_pattern_create_for_surface(picture.get());
        cairo_pattern_set_filter(pattern, CAIRO_FILTER_NEAREST);
        cairo_mask(cairo.get(), pattern);
        cairo_pattern_destroy(pattern);
        cairo_restore(cairo.get());
      }
    }
    cairo_show_page(cairo.get());
  }
  TRY(sound());
  ++end.letters;
  return {};
}

Batch::Batch(std::unique_ptr<State> state) : state_(std::move(state)) {}
Batch::~Batch() = default;

Result<std::unique_ptr<Batch>> Batch::begin(ByteSink& out, const Body& body) {
  bool sound = is_utf8(body.subject) && is_utf8(body.sender) && is_utf8(body.at_code) && !body.paragraphs.empty();
  for (const std::string& each : body.paragraphs) sound = sound && is_utf8(each);
  if (!sound) return fail(ErrorCode::invalid, "the letter has no paragraph, or is not UTF-8", "give it text");
  auto state = std::make_unique<State>();
  state->out = &out;
  state->body = body;
  state->pages = TRY(recorded(body));
  state->end.pages_each = state->pages.size();
  state->pdf.reset(cairo_pdf_surface_create_for_stream(State::write, state.get(), kPageWidth, kPageHeight));
  // No date: the same letters are the same file.
  cairo_pdf_surface_set_metadata(state->pdf.get(), CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
  state->cairo.reset(cairo_create(state->pdf.get()));
  state->address = std::make_unique<Page>(state->cairo.get(), body.language);
  TRY(state->sound());
  return std::unique_ptr<Batch>(new Batch(std::move(state)));
}

Result<void> Batch::add(const Letter& letter) { return state_->draw(letter, state_->pages); }

Result<void> Batch::add_alone(const Letter& letter) {
  const auto pages = TRY(recorded(state_->body));
  return state_->draw(letter, pages);
}

Result<BatchEnd> Batch::finish() {
  TRY(state_->sound());
  state_->address.reset();
  state_->cairo.reset();
  cairo_surface_finish(state_->pdf.get());
  TRY(state_->written);
  if (cairo_surface_status(state_->pdf.get()) != CAIRO_STATUS_SUCCESS) {
    return fail(ErrorCode::unavailable, "the letters cannot be written to their end", "see whether there is room");
  }
  return state_->end;
}

}  // namespace assent::letters
