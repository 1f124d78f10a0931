# The libraries that the project uses, all from Debian 12.

find_package(fmt REQUIRED)
find_package(date REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json container)
find_package(OpenSSL REQUIRED)
find_package(CURL REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(zstd REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(CLI11 REQUIRED)
find_package(Threads REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)

find_library(qrencode_library NAMES qrencode REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(gmime REQUIRED IMPORTED_TARGET gmime-3.0)
add_library(gmime ALIAS PkgConfig::gmime)
pkg_check_modules(pangocairo REQUIRED IMPORTED_TARGET pangocairo cairo-pdf harfbuzz-subset)

find_library(sodium_library NAMES sodium REQUIRED)
find_path(sodium_headers NAMES sodium/crypto_sign_ed25519.h REQUIRED)
add_library(sodium INTERFACE)
target_include_directories(sodium SYSTEM INTERFACE ${sodium_headers})
target_link_libraries(sodium INTERFACE ${sodium_library})

# The packaged shared library of toml++, not its header-only form, which would bring <fstream> into pure modules.
target_compile_definitions(tomlplusplus::tomlplusplus INTERFACE TOML_HEADER_ONLY=0 TOML_SHARED_LIB=1)

# libphonenumber's development package pulls in a Boost that conflicts with the one used here, so
# scripts/install-packages unpacks its headers into build/packages; the library itself is installed as usual.
set(phonenumber_headers ${PROJECT_SOURCE_DIR}/build/packages/libphonenumber/usr/include)
if(NOT EXISTS ${phonenumber_headers}/phonenumbers/phonenumberutil.h)
  message(FATAL_ERROR "libphonenumber's headers are missing; run scripts/install-packages")
endif()
find_library(phonenumber_library NAMES libphonenumber.so.8 REQUIRED)
add_library(phonenumber INTERFACE)
target_include_directories(phonenumber SYSTEM INTERFACE ${phonenumber_headers})
target_link_libraries(phonenumber INTERFACE ${phonenumber_library} protobuf)
