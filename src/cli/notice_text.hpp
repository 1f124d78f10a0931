// What the commands about a notice's text have in common: reading the notice, what it is checked with, its findings.
#pragma once

#include "app/notice_text.hpp"
#include "cli/command.hpp"
#include "cli/invocation.hpp"

#include <memory>
#include <string>

namespace assent::cli {

struct NoticeTextOptions {
  std::string file;
  std::string regime;
  std::string carrier;  // the carrier file's name; empty: none
  std::string words;    // the word list's; empty: the usual one
  std::string channel;
};

void add_notice_text_options(Command command, NoticeTextOptions& options);

// A notice as written, with what was found in it.
struct NoticeTextRead {
  std::unique_ptr<notice_check::CarrierFile> carrier;
  std::unique_ptr<notice_check::WordList> words;
  app::NoticeWritten written;
  app::NoticeTextChecked found;
};

// The register of partners is read if the notice names some and there is a ledger, which is opened in that way.
//
//   not_found, invalid  a file cannot be read; the rule pack is not known, or has issues, which go to standard error
Result<NoticeTextRead> read_notice_text(Invocation& call, const NoticeTextOptions& options, LedgerOpening opening);

// As an editor jumps to it: place, problem, mend, and the rule.
Issue issue_of(const std::string& file, const notice_check::Finding& finding, explanation::Language language);

// Fails with all faults on standard error, if there is one; gives the advice as warnings.
Result<void> refuse_faults(Invocation& call, const NoticeTextRead& read);

}  // namespace assent::cli
