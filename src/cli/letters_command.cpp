#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/file_use.hpp"
#include "embed/named_files.hpp"
#include "letter_jobs/made_json.hpp"
#include "letter_jobs/make.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace assent::cli {
namespace {

struct MakeOptions {
  std::vector<std::string> jobs;
  std::string sender;
  std::string output;
  std::string manifest;
  std::string left_out;
  std::string mailing;
  std::vector<std::string> except;
  std::uint64_t pages_per_file = 0;
};

class NamedFilesOut final : public letter_jobs::FilesOut {
 public:
  Result<ByteSink*> open(const std::string& name) override {
    file_ = TRY(embed::create_sink(name));
    return file_.get();
  }
  Result<void> commit() override { return file_->commit(); }

 private:
  std::unique_ptr<embed::NamedSink> file_;
};

void print_made(Invocation& call, const letter_jobs::Made& made, const letter_jobs::Pile& pile, Date mailing) {
  if (call.json()) {
    call.terminal().print(json_of(made, pile, mailing));
    return;
  }
  tables::Table table({{"file"}, {"letters", tables::Align::right}, {"pages", tables::Align::right}});
  for (const letter_jobs::MadeFile& each : made.files) {
    table.row({each.name, wording::thousands(each.letters), wording::thousands(each.pages)});
  }
  table.row({"all", wording::thousands(made.letters), wording::thousands(made.pages)});
  call.terminal().print(table);
  call.terminal().print(fmt::format("notice `{}` version `{}`, to be mailed on {}\n", pile.notice(), pile.version(),
                                    assent::to_string(mailing)));
  if (pile.made_before() > 0) {
    call.terminal().note(fmt::format("{} made before, and left out",
                                     wording::counted(pile.made_before(), "letter was", "letters were")));
  }
}

// Only `assent-letters` has what draws letters: this program goes on as that one.
Result<ExitStatus> make(Invocation& call, const MakeOptions& options) {
  const letter_jobs::BeginPrinting& print = call.world().print_letters;
  if (!print && call.world().become_letter_printer) return tl::unexpected(call.world().become_letter_printer());
  if (!print) return fail(ErrorCode::unavailable, "this program draws no letters", "use `assent`");
  const std::string left_out_name = options.left_out.empty() ? options.manifest + ".left-out.csv" : options.left_out;
  FileUse use{options.jobs, {options.output, options.manifest, left_out_name}, {}};
  use.read.push_back(options.sender);
  use.read.insert(use.read.end(), options.except.begin(), options.except.end());
  TRY(check_file_use(call, use));
  letter_jobs::MakeSettings settings{options.output, options.pages_per_file, TRY(parse_date(options.mailing))};
  const auto sender = letter_jobs::read_sender_file(TRY(embed::text_in(options.sender)), options.sender);
  if (!sender) return tl::unexpected(call.issues_error(options.sender, sender.error()));
  letter_jobs::Pile pile;
  for (const std::string& each : options.jobs) {
    const auto job = TRY(embed::open_source(each));
    TRY(pile.add_job(*job, each));
  }
  for (const std::string& each : options.except) {
    const auto earlier = TRY(embed::open_source(each));
    TRY(pile.leave_out(*earlier, each));
  }
  const auto manifest = TRY(embed::create_sink(options.manifest));
  const auto left_out = TRY(embed::create_sink(left_out_name));
  NamedFilesOut files;
  const auto made = TRY(letter_jobs::make_letters(pile, *sender, settings, {print, files, *manifest, *left_out}));
  TRY(left_out->commit());
  TRY(manifest->commit());  // last: without it nothing is to be mailed
  print_made(call, made, pile, settings.mailing);
  if (made.left_out == 0) return ExitStatus::done;
  call.terminal().warn(fmt::format("{} cannot be printed; {} says which and why",
                                   wording::counted(made.left_out, "letter", "letters"),
                                   wording::shown(left_out_name)));
  return ExitStatus::rows_to_look_at;
}

}  // namespace

void add_letters_commands(Command app, Invocation& call) {
  Command group = app.group("letters", "Letters of a run for a print shop",
                            "  assent letters make letters/*.jsonl --sender sender.toml --output letters.pdf \\\n"
                            "    --manifest manifest.csv --mailing 2026-03-02\n");
  Command command = group.command(
      "make", "Make letters of jobs, each once: PDF files, and a manifest that `assent notice give` takes",
      "  assent letters make letters/*.jsonl --sender sender.toml --output letters.pdf \\\n"
      "    --manifest manifest.csv --mailing 2026-03-02 --pages-per-file 5000\n"
      "  assent notice give manifest.csv --notice your-information --version 2026-1 --by mail --sent 2026-03-02\n");
  auto options = std::make_shared<MakeOptions>();
  command.option("JOB", options->jobs, "A job, as a run by mail has written it; several may be named").required();
  command.options({
      {"--sender", &options->sender, "What is the same in all letters (TOML)", "FILE", true},
      {"--output", &options->output, "The file of the letters (PDF)", "FILE", true},
      {"--manifest", &options->manifest, "Where to write which letter is where (CSV)", "FILE", true},
      {"--mailing", &options->mailing, "The day on which they are mailed; each letter bears it", "DATE", true},
      {"--left-out", &options->left_out, "Where to write what cannot be printed (default: MANIFEST.left-out.csv)",
       "FILE"},
  });
  command
      .option("--pages-per-file", options->pages_per_file,
              "At most so many pages in a file, whose name gets a number (default: no limit)")
      .type_name("COUNT")
      .whole_number();
  command.option("--except", options->except, "An earlier manifest: its letters are left out; may be repeated")
      .type_name("FILE")
      .repeated();
  command.callback([&call, options] { call.choose([&call, options] { return make(call, *options); }); });
}

}  // namespace assent::cli
