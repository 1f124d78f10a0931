#include "base/utf8.hpp"
#include "certificate/certificate.hpp"
#include "certificate/layout.hpp"
#include "certificate/literal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace assent::certificate {
namespace {

class LineWriter {
 public:
  void plain(std::string_view key, std::string_view value) { fmt::format_to(out(), "{}: {}\n", key, value); }
  void number(std::string_view key, std::uint64_t value) { fmt::format_to(out(), "{}: {}\n", key, value); }
  void flag(std::string_view key, bool value) { plain(key, value ? "yes" : "no"); }
  void text(std::string_view key, std::string_view value) { plain(key, literal_of(value)); }
  void text_or_none(std::string_view key, std::string_view value) {
    value.empty() ? plain(key, layout::kNone) : text(key, value);
  }
  void names(std::string_view key, const Names& names) {
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + literal_of(name);
    plain(key, list.empty() ? layout::kNone : std::string_view(list));
  }
  void hash(std::string_view key, const evidence::Hash& hash) { plain(key, evidence::to_hex(hash)); }
  void instant(std::string_view key, const std::optional<Instant>& instant, std::string_view otherwise) {
    plain(key, instant ? assent::to_string(*instant) : std::string(otherwise));
  }
  void file(std::string_view key, const CertifiedFile& file) {
    fmt::format_to(out(), "{}: {}{}{}\n", key, file.bytes, layout::kBytes, evidence::to_hex(file.sha256));
  }
  void head(std::uint32_t log, std::string_view when, const TreeHead& head) {
    fmt::format_to(out(), "log.{}.{}: {}{}{}\n", log, when, head.size, layout::kEntries, evidence::to_hex(head.root));
  }

  std::string finish() && { return std::move(text_); }

 private:
  std::back_insert_iterator<std::string> out() { return std::back_inserter(text_); }

  std::string text_ = std::string(layout::kFirstLine) + '\n';
};

void write_use(LineWriter& lines, const Use& use) {
  lines.text("purpose", use.purpose);
  if (use.offer) {
    lines.text("offer", use.offer->id);
    lines.text("offer_class", use.offer->offer_class);
    lines.text_or_none("offer_category", use.offer->category);
    lines.names("offer_enhances", use.offer->enhances);
  } else {
    lines.plain("offer", layout::kNone);
  }
  lines.text("recipient", use.recipient);
  lines.text_or_none("party", use.party);
  lines.names("information", use.information);
  if (!use.channel.empty()) lines.text("contact_channel", use.channel);
  lines.flag("soft_opt_in", use.soft_opt_in);
  lines.flag("supervisor_approved", use.supervisor_approved);
}

bool all_utf8(const Names& names) {
  return std::all_of(names.begin(), names.end(), [](const std::string& name) { return is_utf8(name); });
}

bool all_utf8(const Certificate& c) {
  for (const std::string* text : {&c.program, &c.campaign, &c.use.purpose, &c.use.recipient, &c.use.party,
                                  &c.use.channel, &c.regime, &c.regime_version, &c.zone_data, &c.column, &c.country}) {
    if (!is_utf8(*text)) return false;
  }
  if (!all_utf8(c.use.information)) return false;
  return !c.use.offer || (is_utf8(c.use.offer->id) && is_utf8(c.use.offer->offer_class) &&
                          is_utf8(c.use.offer->category) && all_utf8(c.use.offer->enhances));
}

bool in_range(Instant instant) { return instant >= kEarliest && instant <= kNever; }

tl::unexpected<Error> not_writable(std::string what) {
  return fail(ErrorCode::invalid, std::move(what), "no certificate can be made from it");
}

}  // namespace

Result<void> check(const Certificate& certificate) {
  if (!all_utf8(certificate)) return not_writable("a text that the certificate would state is not UTF-8");
  for (const auto& [reason, rows] : certificate.by_reason) {
    if (rows == 0) return not_writable(fmt::format("the reason `{}` is counted zero times", to_string(reason)));
  }
  if (!in_range(certificate.issued) || !in_range(certificate.at) || !in_range(certificate.known_at.value_or(kNever)) ||
      !in_range(certificate.valid_until.value_or(kNever))) {
    return not_writable("an instant is before the year 1 or after the year 9999");
  }
  if (certificate.logs.empty()) return not_writable("the ledger's position is missing");
  const auto out_of_order = [](const LogSpan& a, const LogSpan& b) { return a.log >= b.log; };
  if (std::adjacent_find(certificate.logs.begin(), certificate.logs.end(), out_of_order) != certificate.logs.end()) {
    return not_writable("the ledger's logs are out of order");
  }
  if (to_text(certificate).size() > kCertificateBytesMax) {
    return not_writable(fmt::format("the certificate would be larger than {} bytes", kCertificateBytesMax));
  }
  return {};
}

std::string to_text(const Certificate& certificate) {
  LineWriter lines;
  lines.text("program", certificate.program);
  lines.instant("issued", certificate.issued, {});
  lines.text("campaign", certificate.campaign);
  write_use(lines, certificate.use);
  lines.text("regime", certificate.regime);
  lines.text("regime_version", certificate.regime_version);
  lines.hash("regime_sha256", certificate.regime_sha256);
  lines.hash("catalogue_sha256", certificate.catalogue_sha256);
  lines.text_or_none("zone_data", certificate.zone_data);
  lines.instant("at", certificate.at, {});
  lines.instant("known_at", certificate.known_at, layout::kEverything);
  lines.instant("valid_until", certificate.valid_until, layout::kNever);
  lines.text("column", certificate.column);
  lines.plain("column_holds", certificate.column_telephone ? layout::kTelephones : layout::kAccounts);
  lines.text_or_none("country", certificate.country);
  lines.file("list", certificate.list);
  lines.file("permitted_list", certificate.permitted_list);
  lines.file("refused_list", certificate.refused_list);
  lines.number("rows", certificate.rows);
  lines.number("permitted", certificate.permitted);
  lines.number("refused", certificate.refused);
  lines.number("unreadable", certificate.unreadable);
  for (const auto& [reason, rows] : certificate.by_reason) {
    lines.number(fmt::format("reason.{}", to_string(reason)), rows);
  }
  for (const LogSpan& span : certificate.logs) {
    lines.head(span.log, "begin", span.begin);
    lines.head(span.log, "end", span.end);
  }
  return std::move(lines).finish();
}

}  // namespace assent::certificate
