#include "letters/printer.hpp"

#include "letters/batch.hpp"

namespace assent::letters {
namespace {

class BatchPrinter final : public letter_jobs::Printer {
 public:
  explicit BatchPrinter(ByteSink& out) : out_(out) {}

  Result<std::uint64_t> set_body(const letter_jobs::PrintedBody& printed) override {
    Body body;
    body.language = printed.language;
    body.sender = printed.sender;
    body.date = printed.date;
    body.subject = printed.subject;
    body.paragraphs = printed.paragraphs;
    body.at_code = printed.at_code;
    if (!batch_) batch_ = TRY(Batch::begin(out_, body));
    return batch_->continue_with(body);
  }

  Result<void> add(const std::vector<std::string>& address, const std::string& page) override {
    TRY(batch_->add({address, page}));
    return {};
  }

  Result<void> finish() override {
    if (batch_) TRY(batch_->finish());
    return {};
  }

 private:
  ByteSink& out_;
  std::unique_ptr<Batch> batch_;
};

}  // namespace

std::unique_ptr<letter_jobs::Printer> begin_printing(ByteSink& out) { return std::make_unique<BatchPrinter>(out); }

}  // namespace assent::letters
