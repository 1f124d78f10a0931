# Makes docs/schema/*.schema.json strings in the library, so that a program describes its interface without a file
# beside it.
file(GLOB schemas CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/schema/*.schema.json
  ${PROJECT_SOURCE_DIR}/docs/schema/api/*.schema.json)
set(ASSENT_SCHEMAS "")
foreach(schema ${schemas})
  get_filename_component(name ${schema} NAME)
  string(REPLACE ".schema.json" "" name ${name})
  file(READ ${schema} text)
  # A compiler takes no text of any length at once.
  string(LENGTH "${text}" length)
  set(pieces "")
  set(at 0)
  while(at LESS length)
    string(SUBSTRING "${text}" ${at} 8000 piece)
    string(APPEND pieces "\n     R\"schema(${piece})schema\"")
    math(EXPR at "${at} + 8000")
  endwhile()
  string(APPEND ASSENT_SCHEMAS "    {\"${name}\",${pieces}},\n")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${schema})
endforeach()
configure_file(${CMAKE_CURRENT_LIST_DIR}/published_schemas.cpp.in ${PROJECT_BINARY_DIR}/generated/published_schemas.cpp @ONLY)
target_sources(assent_own_api PRIVATE ${PROJECT_BINARY_DIR}/generated/published_schemas.cpp)
