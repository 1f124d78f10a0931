# Makes words.toml a string in the library, so that a program needs no file beside it.
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/words.toml)
file(READ ${CMAKE_CURRENT_LIST_DIR}/words.toml ASSENT_NOTICE_WORDS)
configure_file(${CMAKE_CURRENT_LIST_DIR}/usual_words.hpp.in ${PROJECT_BINARY_DIR}/generated/notice_words.hpp @ONLY)
target_include_directories(assent_notice_check PRIVATE ${PROJECT_BINARY_DIR}/generated)
