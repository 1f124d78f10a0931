#include "base/lines.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "embed/named_files.hpp"
#include "replies/read_reply.hpp"
#include "wire/replies.hpp"
#include "wording/words.hpp"

#include <memory>
#include <string>
#include <vector>

namespace assent::cli {
namespace {

struct RepliesAsked {
  std::vector<std::string> texts;
  std::string from = "sms";
  bool asked = false;
};

void print_json(Terminal& terminal, const replies::Reading& reading) {
  wire::ReplyRead read{to_string(reading.meaning), reading.why, reading.language, {}};
  for (const replies::FoundWord& word : reading.words) {
    read.words.push_back({word.text, to_string(word.sense), word.turned, word.exact, word.language});
  }
  terminal.print(wire::json_of(read));
}

std::string words_text(const replies::Reading& reading) {
  std::vector<std::string> words;
  for (const replies::FoundWord& word : reading.words) {
    words.push_back(word.text + (word.turned ? " (turned)" : "") + (word.exact ? "" : " (misspelt)"));
  }
  return wording::joined(words);
}

Result<ExitStatus> read_replies(Invocation& call, RepliesAsked asked) {
  TRY(invalid_if(asked.from != "sms" && asked.from != "email", "`--from` is neither `sms` nor `email`",
                 "write one of them"));
  if (asked.texts.empty()) {
    const auto source = TRY(embed::open_source("-"));
    Lines lines(*source);
    for (auto line = TRY(lines.next()); line; line = TRY(lines.next())) asked.texts.emplace_back(*line);
  }
  const replies::Asked how{asked.from == "sms" ? replies::Origin::sms : replies::Origin::email, asked.asked};
  tables::Table table({{"meaning"}, {"language"}, {"words"}, {"why"}});
  for (const std::string& text : asked.texts) {
    const replies::Reading reading = replies::read_reply(text, how);
    if (call.json()) print_json(call.terminal(), reading);
    else
      table.row({std::string(to_string(reading.meaning)), reading.language.empty() ? "-" : reading.language,
                 words_text(reading), reading.why});
  }
  if (!call.json()) call.terminal().print(table);
  return ExitStatus::done;
}

}  // namespace

void add_replies_command(Command app, Invocation& call) {
  Command group = app.group("replies", "What customers' replies to notices mean",
                            "  assent replies read \"STOP please\" \"ma baddi\"\n");
  Command read = group.command(
      "read", "Show what each text would mean: a refusal, an approval, unclear, or nothing. Nothing is recorded",
      "  assent replies read \"STOP please\" \"لا شكرا\"\n"
      "  assent replies read --asked yes                     # a question is open: a yes approves\n"
      "  assent replies read --from email < reply.txt        # each line is a text\n");
  auto asked = std::make_shared<RepliesAsked>();
  read.option("TEXT", asked->texts, "What a customer wrote (default: each line of standard input)");
  read.option("--from", asked->from, "`sms` or `email`; of an e-mail, quoted text is left out");
  read.flag("--asked", asked->asked, "The customer was asked for an approval, and the question is open");
  read.callback([&call, asked] { call.choose([&call, asked] { return read_replies(call, *asked); }); });
}

}  // namespace assent::cli
