# assent_module(<name> [PURE] [COLD] [IN <folder>] USES <module>... [HIDES <module>...] [LINKS <target>...])
#
# A module is a folder of src/, or of the folder that IN names. Its own include root holds only a link to itself. It
# gets the include roots of the modules that it USES (and of those that they use) and no others. So an include of any
# other module does not compile, nor does any include against the direction of dependency.
#
# A module also uses what it HIDES, but its own users do not get that: its headers for others do without it.
#
# COLD modules run once for a command, a recording or a page of text: a release compiles them with -O1, which takes the
# compiler two thirds of the time of -O3.
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

function(assent_module name)
  cmake_parse_arguments(M "PURE;COLD" "IN" "USES;HIDES;LINKS" ${ARGN})

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

  add_library(${target} STATIC ${sources})
  assent_together(${target} 20 ${sources})
  target_include_directories(${target} PUBLIC ${root})
  target_link_libraries(${target} PRIVATE assent_flags PUBLIC ${M_LINKS})
  foreach(used ${M_USES})
    target_link_libraries(${target} PUBLIC assent_${used})
  endforeach()
  foreach(hidden ${M_HIDES})
    target_link_libraries(${target} PRIVATE assent_${hidden})
  endforeach()
  if(M_COLD)
    target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
  endif()
  if(M_PURE)
    target_include_directories(${target} BEFORE PRIVATE ${PROJECT_SOURCE_DIR}/cmake/impure)
  endif()
endfunction()
