// Does not compile, and must not: decision stands below ledger in the order of the data's way.
#include "ledger/ledger.hpp"
