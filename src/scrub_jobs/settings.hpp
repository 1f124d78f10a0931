// What a carrier sets for the scrub jobs of a server.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace assent::scrub_jobs {

struct Settings {
  std::string folder;  // exists, or is made
  std::string key;     // the file of the key that signs certificates; empty: there are none
  std::size_t at_once = 2;
  std::size_t most = 100;                                  // jobs in all
  std::uint64_t list_bytes_most = std::uint64_t{4} << 30;  // of one list, as it is sent
  std::chrono::seconds kept = std::chrono::hours{24};      // after a job's last change
  unsigned threads = 1;                                    // that judge the rows of one scrub
};

}  // namespace assent::scrub_jobs
