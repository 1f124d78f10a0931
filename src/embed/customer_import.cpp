#include "embed/customer_import.hpp"

#include "app/faulty_text.hpp"
#include "embed/named_files.hpp"
#include "intake/customer_mapping.hpp"
#include "service/rejects.hpp"
#include "service/run_name.hpp"
#include "world/files.hpp"

#include <memory>
#include <optional>
#include <utility>

namespace assent::embed {
Result<app::CustomersImported> import_file(OpenedEngine& opened, const CustomerImport& import) {
  const auto text = TRY(world::read_file(import.mapping));
  const auto mapping = intake::read_customer_mapping(text, import.mapping);
  if (!mapping) return app::faulty_text(mapping.error());
  app::ImportRequest request;
  request.effective = import.effective;
  request.actor = import.actor.empty() ? opened.files().actor : import.actor;
  request.run = TRY(service::run_name(import.run, opened.engine().ports().draw_key));
  request.options.strict = import.strict;
  request.options.complete = import.complete;
  TRY(opened.spare({import.rejects}, {import.file, import.mapping}));
  service::Nowhere nowhere;
  std::optional<world::FileSink> rejects;
  if (!import.rejects.empty()) {
    auto made = TRY(world::FileSink::create(import.rejects));
    rejects.emplace(std::move(made));
  }
  auto imported =
      TRY(app::import_customers(opened.engine(), *mapping, request,
                                {opener_of(import.file), rejects ? static_cast<ByteSink&>(*rejects) : nowhere}));
  if (rejects) {
    TRY(rejects->commit());
  }
  return imported;
}

}  // namespace assent::embed
