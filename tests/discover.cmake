# SPDX-License-Identifier: BSL-1.0
# Run after a test program is built: asks it for its cases and writes one add_test per case, so that CTest counts
# cases. Unlike doctest's own script it takes any character in a name and refuses a file without cases.
#   cmake -D program= -D prefix= -D labels= -D emulator= -D output= -P discover.cmake
cmake_minimum_required(VERSION 3.23)

execute_process(
  COMMAND ${emulator} "${program}" --list-test-cases --no-colors=true
  OUTPUT_VARIABLE listing
  RESULT_VARIABLE result)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "${program} --list-test-cases ended with ${result}:\n${listing}")
endif()

set(script "")
set(count 0)
set(seen "\n")
while(listing MATCHES "^([^\n]*)\n(.*)$")
  set(name "${CMAKE_MATCH_1}")
  set(listing "${CMAKE_MATCH_2}")
  if(name STREQUAL "" OR name MATCHES "^\\[doctest\\] " OR name MATCHES "^=====")
    continue()
  endif()
  string(FIND "${seen}" "\n${name}\n" again)
  if(NOT again EQUAL -1)
    message(FATAL_ERROR "${program} has two test cases named '${name}'")
  endif()
  string(APPEND seen "${name}\n")
  string(REPLACE "\\" "\\\\" filter "${name}")
  string(REPLACE "," "\\," filter "${filter}")
  string(
    APPEND
    script
    "add_test([==[${prefix}: ${name}]==] ${emulator} [==[${program}]==] [==[--test-case=${filter}]==])\n"
    "set_tests_properties([==[${prefix}: ${name}]==] PROPERTIES LABELS [==[${labels}]==] TIMEOUT 300\n"
    "                     SKIP_REGULAR_EXPRESSION [==[SKIPPED, NOT TESTED: ]==])\n")
  math(EXPR count "${count} + 1")
endwhile()
if(count EQUAL 0)
  message(FATAL_ERROR "${program} holds no test case")
endif()
file(WRITE "${output}" "${script}")
