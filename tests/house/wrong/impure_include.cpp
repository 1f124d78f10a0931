// Does not compile, and must not: a pure module knows no thread.
#include <thread>
