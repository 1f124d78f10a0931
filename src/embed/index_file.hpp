// The index in its file: used if possible, and saved if it was built again.
//
// It is only a faster way to the ledger's own decisions. So an index that is damaged, or was built from something else,
// is never asked, and building it again loses nothing.
#pragma once

#include "base/result.hpp"
#include "service/kept_index.hpp"
#include "service/live_index.hpp"

#include <string>

namespace assent::embed {

// The note that it was found intact: `.checked` after its name.
std::string checked_path(const std::string& path);

// The memory of indexes. It has no state, so one object serves all of them, for as long as there are any.
const Memory& index_memory();

// The file as kept, with its note.
//
//   not_found, invalid, unavailable  as MappedFile::open()
Result<service::KeptIndex> kept_index(const std::string& path);
// Keeps the note beside the index, if possible; else the whole index is read again next time.
void keep_note(const std::string& path, const service::KeptIndex& kept, const std::string& note);
// Replaces the file as a whole.
Result<void> keep_index(const service::LiveIndex& index, const std::string& path);

// The index in the file, brought up to the ledger's head. If it was far behind it is saved again, if possible. `ledger`
// and `zones` outlive it.
//
//   not_found, invalid, conflict, damaged, unavailable  as kept_index() and take_kept()
Result<service::LiveIndex> index_in(const std::string& path, const ledger::Ledger& ledger, const TimeZones& zones,
                                    const service::IndexScope& scope, unsigned threads,
                                    const service::BytesProgress& progress = {});

// Whether an index may be written to that name: no file has it, or an index does. `invalid`: it is another file, which
// stays as it is.
Result<void> check_is_index_or_free(const std::string& path);

}  // namespace assent::embed
