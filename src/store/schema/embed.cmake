# Makes schema/*.sql strings in the library, so that a program needs no file beside it.
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/sqlite.sql
  ${CMAKE_CURRENT_LIST_DIR}/customer_keys.sql)
file(READ ${CMAKE_CURRENT_LIST_DIR}/sqlite.sql ASSENT_SQLITE_SCHEMA)
file(READ ${CMAKE_CURRENT_LIST_DIR}/customer_keys.sql ASSENT_CUSTOMER_KEYS_SCHEMA)
configure_file(${CMAKE_CURRENT_LIST_DIR}/sqlite_schema.hpp.in ${PROJECT_BINARY_DIR}/generated/sqlite_schema.hpp @ONLY)
target_include_directories(assent_store PRIVATE ${PROJECT_BINARY_DIR}/generated)
