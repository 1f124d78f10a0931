// The index in its file: taken where it can be used, kept where it was made anew.
//
// It is only ever a faster way to the ledger's own answers; so one that is damaged, or was built from something else,
// is never asked, and building it again loses nothing.
#pragma once

#include "base/result.hpp"
#include "service/kept_index.hpp"
#include "service/live_index.hpp"

#include <string>

namespace assent {

// The note that it was found whole: `.checked` after its name.
std::string checked_path(const std::string& path);

// Where indexes live. It has no state, so one serves all of them, as long as there are any.
const Memory& index_memory();

// The file as kept, with its note.
//
//   not_found, invalid, unavailable  as MappedFile::open()
Result<KeptIndex> kept_index(const std::string& path);
// Keeps the note beside the index, where that can be done; else it will be read whole once more.
void keep_note(const std::string& path, const KeptIndex& kept, const std::string& note);
// Replaces the file as a whole.
Result<void> keep_index(const LiveIndex& index, const std::string& path);

// The index in the file, up to the ledger's head; where it was far behind it is kept anew, if that can be done.
// `ledger` and `zones` outlive it.
//
//   not_found, invalid, conflict, damaged, unavailable  as kept_index() and take_kept()
Result<LiveIndex> index_in(const std::string& path, const Ledger& ledger, const TimeZones& zones,
                           const IndexScope& scope, unsigned threads, const BytesProgress& progress = {});

// Whether an index may be written to that name: there is nothing, or one of these already. `invalid`: there is
// something else, which is left as it is.
Result<void> check_is_index_or_free(const std::string& path);

}  // namespace assent
