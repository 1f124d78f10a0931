#include "embed/growing_file.hpp"

#include "world/appended_file.hpp"

#include <utility>

namespace assent::embed {
namespace {

class AppendedPieces final : public GrowingFile {
 public:
  explicit AppendedPieces(world::AppendedFile file) : file_(std::move(file)) {}
  Result<void> append(std::string_view piece) override { return file_.append(piece); }

 private:
  world::AppendedFile file_;
};

}  // namespace

Result<std::unique_ptr<GrowingFile>> create_growing(const std::string& file) {
  auto made = TRY(world::AppendedFile::create(file));
  return std::make_unique<AppendedPieces>(std::move(made));
}

}  // namespace assent::embed
