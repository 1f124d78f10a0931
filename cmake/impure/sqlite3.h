#error "a pure module includes <sqlite3.h>: stores belong in src/store (CONTRIBUTING.md)"
