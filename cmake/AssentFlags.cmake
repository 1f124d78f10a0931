# Flags for every target of the project: the language, strict warnings as errors, and what the presets set.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
# The modules go into programs and into a shared library (bindings/c), which shows only what it exports itself.
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_NOHASHDIR=1 CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}
    CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})  # what precompiled headers ask for
endif()
find_program(MOLD mold)

add_library(assent_flags INTERFACE)
target_compile_options(assent_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wnon-virtual-dtor
  -Woverloaded-virtual -Wnull-dereference -Wimplicit-fallthrough -Wswitch -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(assent_flags INTERFACE -Wduplicated-cond -Wlogical-op)
  # The compiler collects no garbage below half a gigabyte: a twentieth of its time.
  target_compile_options(assent_flags INTERFACE --param=ggc-min-heapsize=524288)
  # What ccache needs to see through a precompiled header.
  target_compile_options(assent_flags INTERFACE -fpch-preprocess)
  # With optimisation g++ 12 warns of faults that do not exist inside inlined library code; clang and the debug build
  # keep watch.
  target_compile_options(assent_flags INTERFACE $<$<NOT:$<CONFIG:Debug>>:-Wno-null-dereference;-Wno-maybe-uninitialized;
    -Wno-restrict;-Wno-stringop-overflow;-Wno-stringop-overread;-Wno-array-bounds>)
endif()
if(MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_link_options(assent_flags INTERFACE -fuse-ld=mold)
endif()

if(ASSENT_SANITIZE)
  set(sanitize -fsanitize=${ASSENT_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -O1)
  target_compile_options(assent_flags INTERFACE ${sanitize} -Wno-maybe-uninitialized -Wno-null-dereference)
  if(ASSENT_SANITIZE STREQUAL "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Boost.Asio's fences: the sanitizer does not see them. Asio's locks, which it sees, give the same order.
    target_compile_options(assent_flags INTERFACE -Wno-tsan)
  endif()
  target_link_options(assent_flags INTERFACE -fsanitize=${ASSENT_SANITIZE})
endif()
if(ASSENT_COVERAGE)
  target_compile_options(assent_flags INTERFACE --coverage -fprofile-update=atomic -O0)
  target_link_options(assent_flags INTERFACE --coverage)
endif()
if(ASSENT_FUZZ)
  target_compile_options(assent_flags INTERFACE -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all)
  target_link_options(assent_flags INTERFACE -fsanitize=address,undefined)
endif()
