// World: everything outside the process that a command can reach. apps/assent.cpp makes the real one, tests make a
// virtual one.
//
// Used by one thread, the one that runs the command.
#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "base/telephones.hpp"
#include "base/time_zone.hpp"
#include "email/returned.hpp"
#include "evidence/signature.hpp"
#include "http/requester.hpp"
#include "http/volley.hpp"
#include "ledger/ledger.hpp"
#include "ledger/upgraded.hpp"
#include "letter_jobs/printer.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::cli {

enum class LedgerOpening {
  create,  // it must not exist yet
  write,   // it must exist
  read     // it must exist; nothing is written to it
};

// Who watches a command that goes on until it is told to end. As long as it is there, an interrupt is told to it.
class User {
 public:
  virtual ~User() = default;
  // Waits at most that long. True: the command is to end.
  virtual bool asks_to_end(std::chrono::milliseconds most) = 0;
  // Of the terminal of `out`; 0: it does not say.
  virtual unsigned columns() const = 0;
  virtual unsigned rows() const = 0;
};

struct World {
  const Clock& clock;
  std::function<std::chrono::microseconds()> stopwatch;  // since some moment; never goes back
  const TimeZones& zones;
  const Telephones& telephones;

  std::ostream& out;  // results
  std::ostream& err;  // messages
  bool out_is_terminal = false;
  bool err_is_terminal = false;

  // The value of an environment variable; nothing: unset.
  std::function<std::optional<std::string>(std::string_view name)> variable;

  // not_found: there is no ledger; conflict: there already is one; else as Ledger says.
  std::function<Result<std::unique_ptr<ledger::Ledger>>(const std::string& file, LedgerOpening opening)> open_ledger;

  // As Ledger::verify(), even for a file that is too damaged to be opened.
  std::function<Result<ledger::Inspection>(const std::string& file,
                                           const std::function<void(std::uint64_t done, std::uint64_t all)>& progress)>
      verify_ledger;

  // Brings a ledger of an earlier format to this one (store/upgrade.hpp).
  std::function<Result<ledger::Upgraded>(const std::string& file,
                                         const std::function<void(std::uint64_t done, std::uint64_t all)>& progress)>
      upgrade_ledger;

  // 32 bytes that cannot be guessed, for a key.
  std::function<Result<evidence::Ed25519Seed>()> random_seed;

  // Where `regimes` and `catalogues` can be, the first choice first.
  std::vector<std::filesystem::path> data_directories;

  // Goes on as the server, with these arguments: returns only if it cannot. Empty: there is none.
  std::function<Error(const std::vector<std::string>& arguments)> become_server = {};

  // Servers over HTTP, as http/requester.hpp and http/volley.hpp say; `timeout` is that of each request. Empty: none
  // can be asked.
  std::function<Result<std::unique_ptr<http::Requester>>(const http::Address&, const http::ClientTls&)> connect = {};
  std::function<Result<void>(const http::Address&, const http::ClientTls&, std::size_t connections,
                             std::chrono::nanoseconds timeout, http::Volley&)>
      send_volley = {};
  std::function<std::unique_ptr<User>()> user = {};

  // Reads e-mail that came back. Empty: this program cannot; `become_email_reader` goes on as the one that can, with
  // this one's arguments, and returns only if it fails.
  email::ReadReturned read_returned = {};
  std::function<Error()> become_email_reader = {};
  // Draws letters. Empty: this program cannot; `become_letter_printer` is as `become_email_reader`.
  letter_jobs::BeginPrinting print_letters = {};
  std::function<Error()> become_letter_printer = {};
};

}  // namespace assent::cli
