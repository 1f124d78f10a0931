// A command may not open files by itself: this must not compile (house.command_opens).
#include "world/files.hpp"
