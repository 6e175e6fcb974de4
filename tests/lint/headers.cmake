# SPDX-License-Identifier: BSL-1.0
# Compiles public headers the way a stranger's program would.
#   check=alone      each header of one directory as the only include, twice, with strict warnings
#   check=poison     all headers after macros that other people's headers define
#   check=two_units  all headers in two translation units, linked and run
#   check=umbrella   the preprocessed size of ascribe.hpp against a budget
cmake_minimum_required(VERSION 3.23)

set(include "${source}/include")
set(flags -std=c++20 -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wold-style-cast -Werror "-I${include}")
foreach(directory IN LISTS system_dirs)
  list(APPEND flags -isystem "${directory}")
endforeach()

function(public_headers output)
  file(GLOB_RECURSE headers RELATIVE "${include}" "${include}/ascribe/*.hpp")
  if(NOT json_lines)
    list(FILTER headers EXCLUDE REGEX "^ascribe/interop/json_lines")
  endif()
  list(SORT headers)
  set(${output} "${headers}" PARENT_SCOPE)
endfunction()

function(includes_of headers output)
  list(TRANSFORM headers PREPEND "#include <")
  list(TRANSFORM headers APPEND ">\n")
  list(JOIN headers "" text)
  set(${output} "${text}" PARENT_SCOPE)
endfunction()

function(compile what)
  execute_process(COMMAND "${compiler}" ${flags} ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    message(NOTICE "${output}")
    message(SEND_ERROR "does not compile: ${what}")
  endif()
endfunction()

if(check STREQUAL "alone")
  public_headers(headers)
  if(directory STREQUAL ".")
    list(FILTER headers INCLUDE REGEX "^ascribe/[^/]*$")
  else()
    list(FILTER headers INCLUDE REGEX "^ascribe/${directory}/")
  endif()
  foreach(header IN LISTS headers)
    string(MAKE_C_IDENTIFIER "${header}" unit)
    file(WRITE "${work}/${unit}.cpp" "#include <${header}>\n#include <${header}>\n")
    compile("${header} alone" -fsyntax-only "${work}/${unit}.cpp")
  endforeach()
  list(LENGTH headers count)
  message(STATUS "${count} headers of ascribe/${directory} compiled alone")

elseif(check STREQUAL "poison")
  public_headers(headers)
  # Other people's headers first: the macros are to hit ours only.
  set(others "")
  foreach(header IN LISTS headers)
    file(STRINGS "${include}/${header}" lines REGEX "^ *# *include *<")
    foreach(line IN LISTS lines)
      if(NOT line MATCHES "<ascribe/")
        list(APPEND others "${line}")
      endif()
    endforeach()
  endforeach()
  list(REMOVE_DUPLICATES others)
  list(JOIN others "\n" others)
  includes_of("${headers}" ours)
  file(
    WRITE "${work}/poison.cpp"
    "${others}\n"
    # windows.h, with the two that its users know best
    "#define min(a, b) min_of_windows\n#define max(a, b) max_of_windows\n"
    "#define small char\n#define near\n#define far\n#define interface struct\n"
    "#define ERROR 0\n#define IN\n#define OUT\n#define DELETE (0x00010000L)\n#define CONST const\n#define VOID void\n"
    # sys/sysmacros.h, AssertMacros.h, arpa/nameser.h, X11/X.h, gnu++ modes
    "#define major(dev) major_of_glibc\n#define minor(dev) minor_of_glibc\n#define check(x) check_of_apple\n"
    "#define STATUS 2\n#define None 0L\n#define Bool int\n#define Success 0\n#define unix 1\n#define linux 1\n"
    "${ours}")
  compile("all headers after macros of other people" -fsyntax-only "${work}/poison.cpp")

elseif(check STREQUAL "two_units")
  public_headers(headers)
  includes_of("${headers}" ours)
  file(REMOVE_RECURSE "${work}")
  file(WRITE "${work}/one.cpp" "${ours}\n#include <ascribe/version.hpp>\n\nascribe::Version const* seen_in_two();\n\n"
                               "int main() { return seen_in_two() == &ascribe::header_version ? 0 : 1; }\n")
  file(WRITE "${work}/two.cpp" "${ours}\n#include <ascribe/version.hpp>\n\nascribe::Version const* seen_in_two();\n"
                               "ascribe::Version const* seen_in_two() { return &ascribe::header_version; }\n")
  compile("first unit" -c "${work}/one.cpp" -o "${work}/one.o")
  compile("second unit" -c "${work}/two.cpp" -o "${work}/two.o")
  if(NOT EXISTS "${work}/one.o" OR NOT EXISTS "${work}/two.o")
    return()
  endif()
  execute_process(COMMAND "${compiler}" "${work}/one.o" "${work}/two.o" ${libraries} -o "${work}/two_units"
                          COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND "${work}/two_units" COMMAND_ERROR_IS_FATAL ANY)

elseif(check STREQUAL "umbrella")
  if(NOT EXISTS "${include}/ascribe/ascribe.hpp")
    message(FATAL_ERROR "include/ascribe/ascribe.hpp does not exist")
  endif()
  execute_process(
    COMMAND "${compiler}" -std=c++20 "-I${include}" -x c++ -E "${include}/ascribe/ascribe.hpp"
    COMMAND wc -l
    OUTPUT_VARIABLE lines
    OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  message(STATUS "ascribe/ascribe.hpp preprocesses to ${lines} lines, the budget is ${budget}")
  if(lines GREATER budget)
    message(FATAL_ERROR "over the budget: which header did the umbrella gain?")
  endif()

else()
  message(FATAL_ERROR "check is '${check}'")
endif()
