// The schema of a ledger's file: what may be in it, and nothing else.
//
// The schema decides what a question sees. A view instead of a table, or a foreign trigger or index, can hide a refusal
// while every entry still has its hash. So each connection checks it before it asks anything: the tables of
// schema/sqlite.sql with exactly their text, at the places where they were made, and nothing more.
#pragma once

#include "store/connection.hpp"

namespace assent::store {

inline constexpr std::uint32_t kApplicationId = 0x41736e74;  // "Asnt", in the file's header
inline constexpr std::uint32_t kSchemaVersion = 4;

// Fails with `damaged` where the schema is another, naming what is there; `unavailable` where it cannot be read.
Result<void> check_schema(const Connection& file);

}  // namespace assent::store
