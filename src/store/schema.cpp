#include "store/schema.hpp"

#include "sqlite_schema.hpp"

#include <vector>

namespace assent::store {
namespace {

struct Table {
  std::string_view name;
  std::string_view text;  // from CREATE to before the semicolon, as SQLite keeps it
};

// In the order in which they are made.
std::vector<Table> tables_of(std::string_view schema) {
  constexpr std::string_view kBegin = "\nCREATE TABLE ";
  std::vector<Table> tables;
  for (std::size_t at = schema.find(kBegin); at != std::string_view::npos; at = schema.find(kBegin, at)) {
    ++at;
    const std::size_t name = at + kBegin.size() - 1;
    tables.push_back(
        {schema.substr(name, schema.find(' ', name) - name), schema.substr(at, schema.find(';', at) - at)});
  }
  return tables;
}

tl::unexpected<Error> foreign(const Connection& file, const std::string& what) {
  return fail(ErrorCode::damaged, "ledger `" + file.path() + "` is damaged: " + what,
              "restore it from a copy; nothing that is in it can be trusted");
}

// What the file's header says to SQLite about it.
Result<void> check_header(const Connection& file) {
  struct Setting {
    const char* sql;
    std::string_view value;
  };
  const std::string application = std::to_string(kApplicationId);
  const std::string version = std::to_string(kSchemaVersion);
  const Setting settings[] = {
      {"PRAGMA application_id", application}, {"PRAGMA user_version", version},
      {"PRAGMA encoding", "UTF-8"},           {"PRAGMA auto_vacuum", "0"},
      {"PRAGMA journal_mode", "wal"},
  };
  for (const Setting& each : settings) {
    auto select = TRY(file.prepare(each.sql));
    const auto row = TRY(select.step());
    if (!row || select.text(0) != each.value) {
      return foreign(file, "its header has another " + std::string(each.sql).substr(std::string("PRAGMA ").size()));
    }
  }
  return {};
}

}  // namespace

Result<void> check_schema(const Connection& file) {
  TRY(check_header(file));
  static const std::vector<Table> tables = tables_of(kSqliteSchema);
  constexpr std::int64_t kFirstPage = 2;  // of the first table: behind the schema's own
  auto select = TRY(file.prepare("SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema ORDER BY rowid"));
  std::size_t found = 0;
  for (;; ++found) {
    const auto row = TRY(select.step());
    if (!row) break;
    // Names are the file's own words and are not repeated: they could be anything.
    if (found == tables.size() || select.text(0) != "table") {
      const bool known = select.text(0) == "view" || select.text(0) == "trigger" || select.text(0) == "index";
      return foreign(file,
                     "its schema has a " + (known ? std::string(select.text(0)) : "table") + " that no ledger has");
    }
    const Table& table = tables[found];
    if (select.text(1) != table.name || select.text(2) != table.name || select.text(4) != table.text ||
        select.number(3) != kFirstPage + static_cast<std::int64_t>(found)) {
      return foreign(file, "its schema has another table where `" + std::string(table.name) + "` belongs");
    }
  }
  if (found < tables.size()) {
    return foreign(file, "its schema has no table `" + std::string(tables[found].name) + "`");
  }
  return {};
}

}  // namespace assent::store
