#include "embed/named_files.hpp"

#include "wording/words.hpp"
#include "world/compressed.hpp"
#include "world/files.hpp"

#include <fmt/format.h>

#include <utility>

namespace assent::embed {
namespace {

class OpenedFile final : public NamedSource {
 public:
  explicit OpenedFile(world::FileSource file) : file_(std::move(file)) {}
  Result<std::size_t> read(std::span<char> into) override { return file_.read(into); }
  std::uint64_t size() const override { return file_.size().value_or(0); }

 private:
  world::FileSource file_;
};

class OpenedList final : public NamedSource {
 public:
  explicit OpenedList(std::unique_ptr<world::ListSource> list) : list_(std::move(list)) {}
  Result<std::size_t> read(std::span<char> into) override { return list_->read(into); }
  std::uint64_t size() const override { return list_->size().value_or(0); }

 private:
  std::unique_ptr<world::ListSource> list_;
};

class CreatedFile final : public NamedSink {
 public:
  explicit CreatedFile(world::FileSink file) : file_(std::move(file)) {}
  Result<void> write(std::string_view bytes) override { return file_.write(bytes); }
  Result<void> commit() override { return file_.commit(); }

 private:
  world::FileSink file_;
};

}  // namespace

Result<std::string> text_in(const std::string& file, std::size_t bytes_most) {
  return world::read_file(file, bytes_most);
}

Result<std::unique_ptr<NamedSource>> open_source(const std::string& file) {
  auto source = TRY(world::FileSource::open(file));
  return std::make_unique<OpenedFile>(std::move(source));
}

Result<std::unique_ptr<NamedSource>> open_list_source(const std::string& file) {
  auto list = TRY(world::open_list(file));
  return std::make_unique<OpenedList>(std::move(list));
}

service::OpenText opener_of(const std::string& file, std::unique_ptr<NamedSource> first) {
  // A copy of a function copies its captured values.
  const auto held = std::make_shared<std::unique_ptr<NamedSource>>(std::move(first));
  return [file, held, plain = world::may_be_plain_file(file),
          given = false]() mutable -> Result<std::unique_ptr<ByteSource>> {
    if (*held) {
      given = true;
      return std::move(*held);
    }
    if (given && !plain) {
      return fail(ErrorCode::unavailable, fmt::format("{} cannot be read twice", wording::shown(file)), "name a file");
    }
    given = true;
    auto again = TRY(open_source(file));
    return again;
  };
}

Result<std::unique_ptr<NamedSink>> create_sink(const std::string& file) {
  auto sink = TRY(world::FileSink::create(file));
  return std::make_unique<CreatedFile>(std::move(sink));
}

std::string name_to_read(const std::string& file) { return world::read_name(file); }
std::string name_to_write(const std::string& file) { return world::written_name(file); }
std::string unfinished_name(const std::string& file) { return world::UnfinishedFile::name_of(file); }
bool is_where_output_goes(const std::string& file) { return world::is_under_standard_output(file); }
bool may_be_named_file(const std::string& file) { return world::may_be_plain_file(file); }
bool is_there(const std::string& file) { return world::state_of_file(file).has_value(); }

}  // namespace assent::embed
