// Does not compile, and must not: decision stands below ledger in the order in which data flow.
#include "ledger/ledger.hpp"
