// The ports of a run over a list whose rows are recorded.
#pragma once

#include "base/byte_stream.hpp"
#include "service/rejects_to.hpp"

namespace assent::app {

// Each is used by one run, from the thread that runs it; both outlive it.
struct ListPorts {
  ByteSource& list;            // CSV
  service::RejectsTo rejects;  // for the rows that cannot be used as they stand
};

}  // namespace assent::app
