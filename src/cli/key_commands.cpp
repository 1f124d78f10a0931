#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/file_use.hpp"
#include "embed/key_files.hpp"
#include "embed/named_files.hpp"
#include "embed/read_keys.hpp"
#include "wire/key.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

namespace assent::cli {
namespace {

struct KeyOptions {
  std::string file;
  std::string name = "assent";
};

void tell(Invocation& call, const std::string& file, const evidence::VerifierKey& key) {
  if (call.json()) {
    call.terminal().print(wire::json_of(key, file));
  } else {
    call.terminal().print(evidence::to_text(key) + "\n");
  }
}

Result<ExitStatus> create_key(Invocation& call, const KeyOptions& options) {
  if (embed::name_to_write(options.file) == "-") {
    return fail(ErrorCode::invalid, "a signing key is not written to standard output", "name a file");
  }
  if (const auto checked =
          check_file_use(call, {.read = {}, .written = {}, .kept = {options.file, embed::verifier_path(options.file)}});
      !checked) {
    return tl::unexpected(checked.error());
  }
  const auto key = TRY(embed::make_key_file(options.file, options.name, call.world().random_seed));
  tell(call, options.file, key.verifier());
  call.terminal().note(
      fmt::format("{} signs: keep it secret, and keep a copy; {} verifies: give it to everyone who checks",
                  wording::shown(options.file), wording::shown(embed::verifier_path(options.file))));
  return ExitStatus::done;
}

Result<ExitStatus> show_key(Invocation& call, const KeyOptions& options) {
  const auto key = TRY(embed::signer_key_in(options.file));
  tell(call, options.file, key.verifier());
  return ExitStatus::done;
}

}  // namespace

void add_key_commands(Command app, Invocation& call) {
  Command group = app.group("key", "Keys that sign certificates: make one, show its verifier key",
                            "  assent key create scrubs.key\n"
                            "  assent key show scrubs.key\n");

  Command create = group.command("create", "Make a signing key in a new file, and its verifier key in FILE.pub",
                                 "  assent key create scrubs.key\n"
                                 "  assent key create scrubs.key --name example.com/scrubs\n");
  auto created = std::make_shared<KeyOptions>();
  create.option("FILE", created->file, "The new file; only you can read it").required();
  create.option("--name", created->name, "The key's name, such as a web address without spaces (default: assent)")
      .type_name("NAME");
  create.callback([&call, created] { call.choose([&call, created] { return create_key(call, *created); }); });

  Command show = group.command("show", "Show the verifier key of a signing key; it is not secret",
                               "  assent key show scrubs.key\n"
                               "  assent key show scrubs.key > scrubs.key.pub\n");
  auto shown_key = std::make_shared<KeyOptions>();
  show.option("FILE", shown_key->file, "The file that `assent key create` made").required();
  show.callback([&call, shown_key] { call.choose([&call, shown_key] { return show_key(call, *shown_key); }); });
}

}  // namespace assent::cli
