#include "letters/batch.hpp"

#include "base/utf8.hpp"
#include "letters/code.hpp"
#include "letters/fonts.hpp"
#include "letters/page.hpp"
#include "letters/pdf_file.hpp"
#include "letters/set_body.hpp"
#include "letters/typesetter.hpp"

#include <fmt/format.h>

#include <iterator>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace assent::letters {
namespace {

struct Block {
  std::string_view text;
  double width = kTextWidth;
  double points = kPoints;
  bool bold = false;
};

void append_placed(std::string& operators, const Placed& placed, std::string_view what) {
  operators += "q 1 0 0 1 ";
  append_number(operators, placed.left);
  operators += ' ';
  append_number(operators, kPageHeight - placed.top);
  operators += " cm";
  operators += what.starts_with('/') ? "" : " ";
  operators += what;
  operators += " Q\n";
}

Result<void> check(const Body& body) {
  bool sound = is_utf8(body.subject) && is_utf8(body.sender) && is_utf8(body.at_code) && is_utf8(body.date) &&
               !body.paragraphs.empty();
  for (const std::string& each : body.paragraphs) sound = sound && is_utf8(each);
  if (sound) return {};
  return fail(ErrorCode::invalid, "the letter has no paragraph, or is not UTF-8", "give it text");
}

Result<void> check(const Letter& letter) {
  for (const std::string& line : letter.address) {
    if (!is_utf8(line) || line.find('\n') != std::string::npos) {
      return fail(ErrorCode::invalid, "a line of the address is not text of one line",
                  "correct the customer's address");
    }
  }
  if (letter.address.empty() || letter.address.size() > kAddressLinesMost) {
    return fail(ErrorCode::invalid, "the address has no line or more than six", "correct the customer's address");
  }
  return {};
}

constexpr std::uint32_t kCatalog = 1;
constexpr std::uint32_t kAllPages = 2;
constexpr std::uint32_t kFonts = 3;
constexpr std::uint32_t kForms = 4;
constexpr std::uint64_t kPagesTogether = 200;
constexpr std::size_t kBlocksKept = 1'000;

}  // namespace

struct Batch::State {
  explicit State(ByteSink& out) : file(out) {
    for (std::uint32_t reserved = kCatalog; reserved <= kForms; ++reserved) (void)file.number();
  }

  PdfFile file;
  Fonts fonts;
  std::map<std::string, Typesetter> setters;  // by language
  std::unordered_map<std::string, std::shared_ptr<Kept>> kept;
  std::uint64_t blocks_made = 0;
  std::unordered_map<std::string, std::uint32_t> groups;  // blocks that came together: their object, or 0
  Body body;
  SetBody set;
  std::string forms;  // the dictionary of all of them
  // The tree of pages: nodes of some pages each.
  std::uint32_t node = 0;
  std::uint64_t in_node = 0;
  std::string kids;
  std::string nodes;
  BatchEnd end;

  Typesetter& setter() { return setters.try_emplace(body.language, fonts, body.language).first->second; }

  std::shared_ptr<Kept> block_of(Typesetter& setter, const std::string& language, const Block& block);
  Result<SetBody> set_body(const Body& of);
  std::uint32_t form_of(std::string_view operators);
  std::string page_of(std::size_t which);
  void append_known(std::string& operators, std::span<const Placed> blocks);
  Result<std::string> own_part_of(const Letter& letter);
  void add_page(std::string_view operators);
  void close_node();
  Result<LetterPages> add(const Letter& letter);
};

std::shared_ptr<Kept> Batch::State::block_of(Typesetter& setter, const std::string& language, const Block& block) {
  // Only the subject is bold, and only the line at the code has another width.
  std::string key = fmt::format("{}\n{}{}{}\n{}", language, block.bold, block.width, block.points, block.text);
  if (const auto at = kept.find(key); at != kept.end()) return at->second;
  // Texts of one letter each would fill the memory.
  if (kept.size() >= kBlocksKept) {
    std::erase_if(kept, [](const auto& each) { return each.second->bodies < 2; });
  }
  auto made = std::make_shared<Kept>();
  made->number = ++blocks_made;
  made->drawn = setter.paragraph(std::string(block.text), block.width, block.points, block.bold);
  kept.emplace(std::move(key), made);
  return made;
}

Result<SetBody> Batch::State::set_body(const Body& of) {
  TRY(check(of));
  Typesetter& typesetter = setters.try_emplace(of.language, fonts, of.language).first->second;
  SetBody made;
  made.pages.emplace_back();
  bool complete = true;
  const auto place = [&](const Block& block, double left, double top) {
    auto shown = block_of(typesetter, of.language, block);
    complete = complete && shown->drawn.complete;
    const double height = shown->drawn.height;
    made.pages.back().blocks.push_back({std::move(shown), left, top});
    return top + height;
  };
  place({of.sender, kWindowWidth, kSenderPoints}, kWindowText, kSenderTop);
  if (place({of.at_code, kAtCodeWidth}, kPageWidth - kRight - kAtCodeWidth, kAtCodeTop) > kSubjectTop) {
    return fail(ErrorCode::invalid, "the line at the code is too long", "shorten it to two lines of 50 mm");
  }
  double top = kSubjectTop;
  if (!of.date.empty()) top = place({of.date}, kLeft, top) + kParagraphGap;
  top = place({of.subject, kTextWidth, kPoints, true}, kLeft, top) + 2 * kParagraphGap;
  for (const std::string& paragraph : of.paragraphs) {
    const double height = block_of(typesetter, of.language, {paragraph})->drawn.height;
    if (height > kPageHeight - kBottom - kNextPageTop) {
      return fail(ErrorCode::invalid, "a paragraph fills more than a page", "divide it");
    }
    if (top + height > kPageHeight - kBottom) {
      made.pages.emplace_back();
      top = kNextPageTop;
    }
    top = place({paragraph}, kLeft, top) + kParagraphGap;
  }
  if (!complete) {
    return fail(ErrorCode::unavailable, "no font has all characters of the letter",
                "install the fonts of Noto (the package `fonts-noto-core`)");
  }
  for (const BodyPage& page : made.pages) {
    for (const Placed& each : page.blocks) ++each.block->bodies;
  }
  return made;
}

std::uint32_t Batch::State::form_of(std::string_view operators) {
  const std::uint32_t form = file.number();
  file.stream(form, fmt::format("/Type/XObject/Subtype/Form/BBox[-600 -900 600 900]/Resources<</Font {} 0 R>>", kFonts),
              operators);
  fmt::format_to(std::back_inserter(forms), "/B{} {} 0 R", form, form);
  return form;
}

// What a page of the body has: as it is for its first letter, except for what other bodies had, and once in the file
// for all others.
std::string Batch::State::page_of(std::size_t which) {
  BodyPage& page = set.pages[which];
  std::string operators;
  if (set.letters > 0) {
    if (page.form == 0) {
      for (const Placed& each : page.blocks) append_placed(operators, each, each.block->drawn.operators);
      page.form = form_of(operators);
    }
    return fmt::format("/B{} Do\n", page.form);
  }
  for (std::size_t i = 0; i < page.blocks.size();) {
    if (page.blocks[i].block->bodies < 2) {
      append_placed(operators, page.blocks[i], page.blocks[i].block->drawn.operators);
      ++i;
      continue;
    }
    std::size_t until = i;
    while (until < page.blocks.size() && page.blocks[until].block->bodies >= 2) ++until;
    append_known(operators, std::span(page.blocks).subspan(i, until - i));
    i = until;
  }
  return operators;
}

// Blocks that other bodies had: together, if they came together before.
void Batch::State::append_known(std::string& operators, std::span<const Placed> blocks) {
  std::string key;
  for (const Placed& each : blocks) {
    fmt::format_to(std::back_inserter(key), "{}@", each.block->number);
    append_number(key, each.top);
    key += ' ';
  }
  if (groups.size() >= kBlocksKept) {
    std::erase_if(groups, [](const auto& each) { return each.second == 0; });
  }
  const auto [at, is_new] = groups.try_emplace(std::move(key), 0);
  if (!is_new) {
    if (at->second == 0) {
      std::string all;
      for (const Placed& each : blocks) append_placed(all, each, each.block->drawn.operators);
      at->second = form_of(all);
    }
    fmt::format_to(std::back_inserter(operators), "/B{} Do\n", at->second);
    return;
  }
  for (const Placed& each : blocks) {
    if (each.block->form == 0) each.block->form = form_of(each.block->drawn.operators);
    append_placed(operators, each, fmt::format("/B{} Do", each.block->form));
  }
}

// The address and the code.
Result<std::string> Batch::State::own_part_of(const Letter& letter) {
  TRY(check(letter));
  std::string operators;
  if (!letter.page.empty()) {
    auto code = code_operators(letter.page);
    if (!code) return fail(ErrorCode::invalid, "the address of the page is too long for a code", "use a shorter one");
    operators = *std::move(code);
  }
  Typesetter& typesetter = setter();
  bool complete = true;
  for (const double points : {kPoints, kAddressSmallPoints}) {
    const double step = points * 1.3;
    std::string lines;
    bool fits = step * static_cast<double>(letter.address.size()) <= kAddressHeight;
    double top = kAddressTop;
    for (const std::string& line : letter.address) {
      if (!fits) break;
      const auto shown = std::make_shared<Kept>(Kept{typesetter.line(line, points)});
      const double width = shown->drawn.width;
      fits = width <= kWindowWidth;
      complete = complete && shown->drawn.complete;
      const double left = typesetter.from_the_right() ? kWindowText + kWindowWidth - width : kWindowText;
      append_placed(lines, {shown, left, top}, shown->drawn.operators);
      top += step;
    }
    if (!complete) break;
    if (fits) return operators + lines;
  }
  if (!complete) {
    return fail(ErrorCode::invalid, "no font has all characters of the address", "correct the customer's address");
  }
  return fail(ErrorCode::invalid, "the address does not fit into the window", "shorten the customer's address");
}

void Batch::State::add_page(std::string_view operators) {
  if (in_node == 0) node = file.number();
  const std::uint32_t content = file.number();
  file.stream(content, "", operators);
  const std::uint32_t page = file.number();
  file.object(page, fmt::format("<</Type/Page/Parent {} 0 R/Contents {} 0 R>>", node, content));
  fmt::format_to(std::back_inserter(kids), "{} 0 R ", page);
  ++end.pages;
  if (++in_node == kPagesTogether) close_node();
}

void Batch::State::close_node() {
  if (in_node == 0) return;
  file.object(node, fmt::format("<</Type/Pages/Parent {} 0 R/Count {}/Kids[{}]>>", kAllPages, in_node, kids));
  fmt::format_to(std::back_inserter(nodes), "{} 0 R ", node);
  kids.clear();
  in_node = 0;
}

Result<LetterPages> Batch::State::add(const Letter& letter) {
  TRY(file.written());
  const std::string own = TRY(own_part_of(letter));
  const LetterPages pages{end.pages + 1, set.pages.size()};
  for (std::size_t i = 0; i < set.pages.size(); ++i) add_page(i == 0 ? own + page_of(i) : page_of(i));
  ++set.letters;
  TRY(file.written());
  ++end.letters;
  return pages;
}

Batch::Batch(std::unique_ptr<State> state) : state_(std::move(state)) {}
Batch::~Batch() = default;

Result<std::unique_ptr<Batch>> Batch::begin(ByteSink& out, const Body& body) {
  auto state = std::make_unique<State>(out);
  state->set = TRY(state->set_body(body));
  state->body = body;
  TRY(state->file.written());
  return std::unique_ptr<Batch>(new Batch(std::move(state)));
}

Result<std::uint64_t> Batch::continue_with(const Body& body) {
  if (body == state_->body) return state_->set.pages.size();
  state_->set = TRY(state_->set_body(body));
  state_->body = body;
  return state_->set.pages.size();
}

Result<LetterPages> Batch::add(const Letter& letter) { return state_->add(letter); }

Result<LetterPages> Batch::add_alone(const Letter& letter) {
  state_->kept.clear();
  state_->set = TRY(state_->set_body(state_->body));
  return state_->add(letter);
}

Result<BatchEnd> Batch::finish() {
  State& state = *state_;
  TRY(state.file.written());
  state.close_node();
  TRY(state.fonts.write(state.file, kFonts));
  state.file.object(kForms, "<<" + state.forms + ">>");
  std::string all = fmt::format("<</Type/Pages/Count {}/Kids[{}]/MediaBox[0 0 ", state.end.pages, state.nodes);
  append_number(all, kPageWidth);
  all += ' ';
  append_number(all, kPageHeight);
  state.file.object(kAllPages, all + fmt::format("]/Resources<</Font {} 0 R/XObject {} 0 R>>>>", kFonts, kForms));
  state.file.object(kCatalog, fmt::format("<</Type/Catalog/Pages {} 0 R>>", kAllPages));
  state.file.finish(kCatalog);
  TRY(state.file.written());
  state.end.bytes = state.file.bytes();
  return state.end;
}

}  // namespace assent::letters
