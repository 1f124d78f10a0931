#include "cli/commands.hpp"
#include "cli/help.hpp"
#include "cli/key_file.hpp"
#include "cli/words.hpp"
#include "world/files.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>

namespace assent {
namespace {

struct KeyOptions {
  std::string file;
  std::string name = "assent";
};

void tell(Invocation& call, const std::string& file, const VerifierKey& key) {
  if (call.json()) {
    call.terminal().print(boost::json::object{
        {"file", file}, {"name", key.name()}, {"hash", fmt::format("{:08x}", key.hash())}, {"key", to_text(key)}});
  } else {
    call.terminal().print(to_text(key) + "\n");
  }
}

Result<ExitStatus> create_key(Invocation& call, const KeyOptions& options) {
  if (options.file == "-") {
    return fail(ErrorCode::invalid, "a key that signs is not written to standard output", "name a file");
  }
  auto seed = call.world().random_seed();
  if (!seed) return tl::unexpected(seed.error());
  const auto key = SignerKey::make(options.name, *seed);
  forget(*seed);
  if (!key) return tl::unexpected(key.error());

  const std::string verifier_file = options.file + ".pub";
  if (const auto made = create_file(verifier_file, to_text(key->verifier()) + "\n"); !made) {
    return tl::unexpected(made.error());
  }
  if (const auto made = create_file(options.file, secret_text(*key) + "\n"); !made) {
    std::error_code ignored;  // the first failure is the one to tell
    std::filesystem::remove(verifier_file, ignored);
    return tl::unexpected(made.error());
  }
  tell(call, options.file, key->verifier());
  call.terminal().note(fmt::format("{} signs: keep it secret, and keep a copy; {} verifies: give it to whoever checks",
                                   shown(options.file), shown(verifier_file)));
  return ExitStatus::done;
}

Result<ExitStatus> show_key(Invocation& call, const KeyOptions& options) {
  const auto key = signer_key_in(options.file);
  if (!key) return tl::unexpected(key.error());
  tell(call, options.file, key->verifier());
  return ExitStatus::done;
}

}  // namespace

void add_key_commands(CLI::App& app, Invocation& call) {
  CLI::App& group = add_group(app, "key", "Keys that sign certificates: make one, show what verifies it");

  CLI::App& create =
      add_command(group, "create", "Make a key that signs, in a new file; FILE.pub gets what verifies it",
                  "  assent key create scrubs.key\n"
                  "  assent key create scrubs.key --name example.com/scrubs\n");
  auto created = std::make_shared<KeyOptions>();
  create.add_option("FILE", created->file, "The new file; only its owner can read it")->required();
  create
      .add_option("--name", created->name,
                  "What the key is called, such as a web address without spaces (default: assent)")
      ->type_name("NAME");
  create.callback([&call, created] { call.choose([&call, created] { return create_key(call, *created); }); });

  CLI::App& show = add_command(group, "show", "Show the verifier key of a key that signs; it is no secret",
                               "  assent key show scrubs.key\n"
                               "  assent key show scrubs.key > scrubs.key.pub\n");
  auto shown_key = std::make_shared<KeyOptions>();
  show.add_option("FILE", shown_key->file, "The file that `assent key create` made")->required();
  show.callback([&call, shown_key] { call.choose([&call, shown_key] { return show_key(call, *shown_key); }); });
}

}  // namespace assent
