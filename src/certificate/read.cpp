#include "base/number.hpp"
#include "certificate/certificate.hpp"
#include "certificate/layout.hpp"
#include "certificate/literal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace assent::certificate {
namespace {

tl::unexpected<Error> no_certificate(std::string what) {
  return fail(ErrorCode::invalid, std::move(what), "give the certificate as it was issued, byte for byte");
}

// Takes one line after the other. After the first fault every function gives nothing useful, so that a caller checks
// once at the end, and before loops.
class LineReader {
 public:
  explicit LineReader(std::string_view text) : rest_(text) {}

  bool good() const { return fault_.empty(); }
  const std::string& what() const { return fault_; }

  void first_line(std::string_view wanted) {
    if (take_line() != wanted && good()) fault("is not the first line of a certificate that this program knows");
  }

  std::string_view plain(std::string_view key) {
    const std::string_view line = take_line();
    if (good() && line.starts_with(key) && line.substr(key.size()).starts_with(": "))
      return line.substr(key.size() + 2);
    fault(fmt::format("is not `{}`", key));
    return {};
  }

  std::string text(std::string_view key) {
    std::string_view value = plain(key);
    auto text = take_literal(value);
    if (!text || !value.empty()) fault(fmt::format("`{}` is not a text in quotes", key));
    return std::move(text).value_or("");
  }

  // Empty for `none`.
  std::string text_or_none(std::string_view key) {
    if (next_is(key, layout::kNone)) return {};
    return text(key);
  }

  Names names(std::string_view key) {
    if (next_is(key, layout::kNone)) return {};
    Names names;
    for (std::string_view value = plain(key); good();) {
      auto name = take_literal(value);
      if (name) names.push_back(std::move(*name));
      if (name && value.empty()) return names;
      if (name && value.starts_with(", ")) value.remove_prefix(2);
      else fault(fmt::format("`{}` is not a list of texts in quotes", key));
    }
    return {};
  }

  bool choice(std::string_view key, std::string_view yes, std::string_view no) {
    const std::string_view value = plain(key);
    if (value != yes && value != no) fault(fmt::format("`{}` is neither `{}` nor `{}`", key, yes, no));
    return value == yes;
  }

  evidence::Hash hash(std::string_view key) { return hash_in(key, plain(key)); }

  std::uint64_t number(std::string_view key) { return number_value(key, plain(key)); }

  Instant instant(std::string_view key) {
    const auto instant = parse_instant(plain(key));
    if (!instant) fault(fmt::format("`{}` is not an instant", key));
    return instant.value_or(Instant{});
  }

  std::optional<Instant> instant_or(std::string_view key, std::string_view none) {
    if (next_is(key, none)) return std::nullopt;
    return instant(key);
  }

  CertifiedFile file(std::string_view key) {
    const auto [bytes, sha256] = number_and_hash(key, layout::kBytes);
    return {bytes, sha256};
  }

  TreeHead head(std::string_view key) {
    const auto [size, root] = number_and_hash(key, layout::kEntries);
    return {size, root};
  }

  // Takes the next line if it is exactly that.
  bool next_is(std::string_view key, std::string_view value) {
    if (!good() || !rest_.starts_with(fmt::format("{}: {}\n", key, value))) return false;
    take_line();
    return true;
  }

  // The rest of the next line's key after `prefix`, up to a colon or a point; nothing: another key comes next.
  std::optional<std::string_view> key_after(std::string_view prefix) const {
    if (!good() || !rest_.starts_with(prefix)) return std::nullopt;
    const std::string_view key = rest_.substr(prefix.size());
    return key.substr(0, key.find_first_of(":.\n"));
  }

  // About the next line.
  void fault_ahead(std::string_view what) {
    if (good()) ++line_;
    fault(what);
  }

  void end() {
    if (good() && !rest_.empty()) fault_ahead("is more than a certificate has");
  }

 private:
  void fault(std::string_view what) {
    if (good()) fault_ = fmt::format("line {} {}", line_, what);
  }

  std::string_view take_line() {
    if (!good()) return {};
    ++line_;
    const std::size_t end = rest_.find('\n');
    if (end == std::string_view::npos) {
      fault(rest_.empty() ? "is missing" : "is cut off");
      return {};
    }
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return line;
  }

  std::uint64_t number_value(std::string_view key, std::string_view text) {
    const auto number = number_in<std::uint64_t>(text);
    if (!number) fault(fmt::format("`{}` is not a number", key));
    return number.value_or(0);
  }

  evidence::Hash hash_in(std::string_view key, std::string_view text) {
    const auto hash = evidence::hash_from_hex(text);
    if (!hash) fault(fmt::format("`{}` is not a hash of 64 digits", key));
    return hash.value_or(evidence::Hash{});
  }

  std::pair<std::uint64_t, evidence::Hash> number_and_hash(std::string_view key, std::string_view between) {
    const std::string_view value = plain(key);
    const std::size_t at = value.find(between);
    if (at == std::string_view::npos) {
      fault(fmt::format("`{}` is not a number and a hash", key));
      return {};
    }
    return {number_value(key, value.substr(0, at)), hash_in(key, value.substr(at + between.size()))};
  }

  std::string_view rest_;
  int line_ = 0;       // of the last line taken
  std::string fault_;  // empty: none
};

Use read_use(LineReader& lines) {
  Use use;
  use.purpose = lines.text("purpose");
  if (!lines.next_is("offer", layout::kNone)) {
    Offer offer;
    offer.id = lines.text("offer");
    offer.offer_class = lines.text("offer_class");
    offer.category = lines.text_or_none("offer_category");
    offer.enhances = lines.names("offer_enhances");
    use.offer = std::move(offer);
  }
  use.recipient = lines.text("recipient");
  use.party = lines.text_or_none("party");
  use.information = lines.names("information");
  if (lines.key_after("contact_channel")) {
    use.channel = lines.text("contact_channel");
    if (use.channel.empty()) lines.fault_ahead("follows a channel of contact without a name");
  }
  use.soft_opt_in = lines.choice("soft_opt_in", "yes", "no");
  use.supervisor_approved = lines.choice("supervisor_approved", "yes", "no");
  return use;
}

std::map<Reason, std::uint64_t> read_reasons(LineReader& lines) {
  std::map<Reason, std::uint64_t> by_reason;
  while (const auto name = lines.key_after("reason.")) {
    const auto reason = reason_named(*name);
    if (!reason) {
      lines.fault_ahead("names a reason that this program does not know");
    } else if (!by_reason.empty() && by_reason.rbegin()->first >= *reason) {
      lines.fault_ahead("has a reason out of order");
    } else {
      by_reason[*reason] = lines.number(fmt::format("reason.{}", *name));
    }
  }
  return by_reason;
}

std::vector<LogSpan> read_logs(LineReader& lines) {
  std::vector<LogSpan> logs;
  while (const auto number = lines.key_after("log.")) {
    const auto log = number_in<std::uint32_t>(*number);
    if (!log) {
      lines.fault_ahead("names a log by something that is not its number");
      break;
    }
    LogSpan span{*log, lines.head(fmt::format("log.{}.begin", *log)), {}};
    span.end = lines.head(fmt::format("log.{}.end", *log));
    logs.push_back(span);
  }
  return logs;
}

// Where the first line differs, counting from 1.
std::ptrdiff_t line_of_difference(std::string_view a, std::string_view b) {
  const auto [in_a, in_b] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  return 1 + std::count(a.begin(), in_a, '\n');
}

}  // namespace

Result<Certificate> read_certificate(std::string_view text) {
  if (text.size() > kCertificateBytesMax) {
    return no_certificate(fmt::format("a certificate of more than {} bytes is not read", kCertificateBytesMax));
  }
  LineReader lines(text);
  Certificate read;
  lines.first_line(layout::kFirstLine);
  read.program = lines.text("program");
  read.issued = lines.instant("issued");
  read.campaign = lines.text("campaign");
  read.use = read_use(lines);
  read.regime = lines.text("regime");
  read.regime_version = lines.text("regime_version");
  read.regime_sha256 = lines.hash("regime_sha256");
  read.catalogue_sha256 = lines.hash("catalogue_sha256");
  read.zone_data = lines.text_or_none("zone_data");
  read.at = lines.instant("at");
  read.known_at = lines.instant_or("known_at", layout::kEverything);
  read.valid_until = lines.instant_or("valid_until", layout::kNever);
  read.column = lines.text("column");
  read.column_telephone = lines.choice("column_holds", layout::kTelephones, layout::kAccounts);
  read.country = lines.text_or_none("country");
  read.list = lines.file("list");
  read.permitted_list = lines.file("permitted_list");
  read.refused_list = lines.file("refused_list");
  read.rows = lines.number("rows");
  read.permitted = lines.number("permitted");
  read.refused = lines.number("refused");
  read.unreadable = lines.number("unreadable");
  read.by_reason = read_reasons(lines);
  read.logs = read_logs(lines);
  lines.end();
  if (!lines.good()) return no_certificate(lines.what());
  if (const auto checked = check(read); !checked) return no_certificate(checked.error().message);

  // Other spellings that the code above accepts (a number with a leading zero, an unnecessary escape) are rejected
  // here: there is only one text.
  if (const std::string written = to_text(read); written != text) {
    return no_certificate(
        fmt::format("line {} is not written as a certificate writes it", line_of_difference(text, written)));
  }
  return read;
}

}  // namespace assent::certificate
