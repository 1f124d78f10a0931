// The ports of a run over a list whose rows are recorded.
#pragma once

#include "base/byte_stream.hpp"
#include "service/rejects_to.hpp"

namespace assent {

// Each is used by one run, from the thread that runs it; both outlive it.
struct ListPorts {
  ByteSource& list;   // CSV
  RejectsTo rejects;  // where the rows go that cannot be used, or not as they stand
};

}  // namespace assent
