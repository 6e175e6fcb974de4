# SPDX-License-Identifier: BSL-1.0
# Finds Boost's headers and fmt unless an embedding project brought its own targets; downloads nothing. The library
# itself needs neither: they are for the headers that say so, for the component json_lines, and for tests and examples.
# Sets ascribe_has_json_lines: whether the component json_lines is to be built.

set(ascribe_required QUIET)
if(ASCRIBE_BUILD_TESTS OR ASCRIBE_BUILD_EXAMPLES OR ASCRIBE_BUILD_BENCHMARKS OR ASCRIBE_BUILD_FUZZERS)
  set(ascribe_required REQUIRED)
endif()
if(NOT TARGET Boost::headers)
  # CONFIG and no COMPONENTS: works with Debian's, vcpkg's and Conan's packages and warns about no policy.
  find_package(Boost 1.74 ${ascribe_required} CONFIG)
endif()
if(NOT TARGET fmt::fmt)
  find_package(fmt 9 ${ascribe_required} CONFIG)
endif()

# Boost.JSON is told by its header, because an embedding project's Boost::headers carries no version number.
set(ascribe_boost_dirs "no Boost was found")
if(TARGET Boost::headers)
  get_target_property(ascribe_boost_dirs Boost::headers INTERFACE_INCLUDE_DIRECTORIES)
endif()
set(ascribe_has_boost_json OFF)
foreach(directory IN LISTS ascribe_boost_dirs)
  string(REGEX REPLACE "^\\$<BUILD_INTERFACE:(.*)>$" "\\1" directory "${directory}")
  if(EXISTS "${directory}/boost/json/src.hpp")
    set(ascribe_has_boost_json ON)
  endif()
endforeach()

if(ASCRIBE_JSON_LINES STREQUAL "AUTO")
  set(ascribe_has_json_lines ${ascribe_has_boost_json})
  if(NOT ascribe_has_json_lines)
    message(NOTICE "ascribe: there is no Boost.JSON (Boost 1.75 or later), so the component json_lines is left out")
  endif()
else()
  set(ascribe_has_json_lines ${ASCRIBE_JSON_LINES})
  if(ascribe_has_json_lines AND NOT ascribe_has_boost_json)
    message(FATAL_ERROR "ascribe: ASCRIBE_JSON_LINES=ON needs Boost 1.75 or later with boost/json/src.hpp "
                        "(looked in: ${ascribe_boost_dirs})")
  endif()
endif()
