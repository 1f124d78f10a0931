# assent_module(<name> [PURE] [COLD] [IN <folder>] USES <module>... [HIDES <module>...] [LINKS <target>...]
#               [FAST <file>...] [TOGETHER <file>...])
#
# A module is a folder of src/, or of the folder that IN names. Its own include root holds only a link to itself. It
# gets the include roots of the modules that it USES (and of those that they use) and no others. So an include of any
# other module does not compile, nor does any include against the direction of dependency.
#
# A module also uses what it HIDES, but its own users do not get that: its headers for others do without it.
#
# COLD modules run once for a command, a recording or a page of text: a release compiles them with -O1, which takes the
# compiler two thirds of the time of -O3. Where only some sources of a module have a measured speed, FAST names those:
# a release compiles them with -O3 and the others with -O1.
#
# The compiler gets the sources that TOGETHER names at once: they read one large library that the others do not.
#
# PURE modules know no clock, file, socket, thread or log: for them the headers of cmake/impure stand before the
# system's. There, including <fstream>, <thread> and the like is an error that says so.

# Most of the time of a build goes into reading headers, so a compiler gets up to `most` sources of a target at once.
# Names without linkage are therefore unique in a module; each test has its own namespace. clang-tidy reads each source
# alone (scripts/style --check), so that each source continues to include what it needs.
function(assent_together target most)
  if(NOT ASSENT_TOGETHER)
    return()
  endif()
  list(LENGTH ARGN count)
  math(EXPR batches "(${count} + ${most} - 1) / ${most}")
  math(EXPR batch "(${count} + ${batches} - 1) / ${batches}")
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${batch})
endfunction()

# The standard headers that nearly every source reads are read once. A precompiled header serves one level of
# optimisation, so a release has one for -O3 and one for -O1. It only spares time: a source continues to include what it
# needs, and a header that a pure module must not know is not among these.
# A target whose libraries ask for other macros (_REENTRANT) reads the headers themselves, without a warning.
set(CMAKE_PCH_WARN_INVALID OFF)
set(often_read <algorithm> <array> <chrono> <cstdint> <functional> <map> <memory> <optional> <set> <span> <string>
  <string_view> <utility> <variant> <vector> <fmt/format.h> <tl/expected.hpp>)

# assent_headers(<target> [OPTIONS <option>...] [LINKS <target>...] HEADERS <header>...): reads HEADERS once for others, that
# is, for libraries, which are compiled with -fPIC; for programs OPTIONS says -fPIE.
function(assent_headers target)
  cmake_parse_arguments(H "" "" "OPTIONS;LINKS;HEADERS" ${ARGN})
  if(NOT ASSENT_TOGETHER OR NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    return()
  endif()
  add_library(${target} OBJECT ${PROJECT_SOURCE_DIR}/cmake/headers.cpp)
  target_link_libraries(${target} PRIVATE assent_flags fmt::fmt ${H_LINKS})
  target_compile_options(${target} PRIVATE ${H_OPTIONS})
  target_precompile_headers(${target} PRIVATE ${H_HEADERS})
endfunction()

# A target takes what assent_headers read.
function(assent_reads target headers)
  if(TARGET ${headers})
    target_precompile_headers(${target} REUSE_FROM ${headers})
  endif()
endfunction()

assent_headers(assent_often_read HEADERS ${often_read})
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  assent_headers(assent_often_read_cold OPTIONS -O1 HEADERS ${often_read})
  set(often_read_cold assent_often_read_cold)
else()
  set(often_read_cold assent_often_read)
endif()

# A target runs once for a command.
function(assent_cold target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
  get_target_property(kind ${target} TYPE)
  if(NOT kind STREQUAL "EXECUTABLE")
    assent_reads(${target} ${often_read_cold})
  endif()
endfunction()

function(assent_module name)
  cmake_parse_arguments(M "PURE;COLD" "IN" "USES;HIDES;LINKS;FAST;TOGETHER" ${ARGN})

  if(NOT M_IN)
    set(M_IN src)
  endif()
  set(folder ${PROJECT_SOURCE_DIR}/${M_IN}/${name})

  # The include roots are the same for every preset, so that one compiler cache serves them all.
  set(root ${PROJECT_SOURCE_DIR}/build/modules/${name})
  file(MAKE_DIRECTORY ${root})
  if(NOT EXISTS ${root}/${name})
    file(CREATE_LINK ${folder} ${root}/${name} SYMBOLIC)
  endif()

  set(target assent_${name})
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cpp)
  if(NOT sources)  # headers only
    add_library(${target} INTERFACE)
    target_include_directories(${target} INTERFACE ${root})
    foreach(used ${M_USES})
      target_link_libraries(${target} INTERFACE assent_${used})
    endforeach()
    target_link_libraries(${target} INTERFACE ${M_LINKS})
    return()
  endif()

  list(TRANSFORM M_TOGETHER PREPEND ${folder}/)
  list(REMOVE_ITEM sources ${M_TOGETHER})
  list(PREPEND sources ${M_TOGETHER})

  # Only a release compiles the FAST sources apart.
  set(parts ${target})
  if(M_FAST AND CMAKE_BUILD_TYPE STREQUAL "Release")
    list(TRANSFORM M_FAST PREPEND ${folder}/)
    list(REMOVE_ITEM sources ${M_FAST})
    add_library(${target}_fast OBJECT ${M_FAST})
    assent_together(${target}_fast 20 ${M_FAST})
    assent_reads(${target}_fast assent_often_read)
    list(APPEND parts ${target}_fast)
    list(APPEND sources $<TARGET_OBJECTS:${target}_fast>)
    set(M_COLD TRUE)
  endif()

  add_library(${target} STATIC ${sources})
  assent_together(${target} 20 ${sources})
  if(M_COLD)
    assent_cold(${target})
  elseif(M_USES)  # a module that uses no other knows no fmt, which is among what is often read
    assent_reads(${target} assent_often_read)
  endif()
  foreach(part ${parts})
    target_include_directories(${part} PUBLIC ${root})
    target_link_libraries(${part} PRIVATE assent_flags PUBLIC ${M_LINKS})
    foreach(used ${M_USES})
      target_link_libraries(${part} PUBLIC assent_${used})
    endforeach()
    foreach(hidden ${M_HIDES})
      target_link_libraries(${part} PRIVATE assent_${hidden})
    endforeach()
    if(M_PURE)
      target_include_directories(${part} BEFORE PRIVATE ${PROJECT_SOURCE_DIR}/cmake/impure)
    endif()
  endforeach()
endfunction()
