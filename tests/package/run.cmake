# SPDX-License-Identifier: BSL-1.0
# One test of the package: cmake -D settings=<file> -D config=<build type> -D way=<name> -P run.cmake
cmake_minimum_required(VERSION 3.23)
include("${settings}")
set(stage "${work}/stage")
set(prefix "${work}/moved")

set(without_packages -DCMAKE_DISABLE_FIND_PACKAGE_Boost=ON -DCMAKE_DISABLE_FIND_PACKAGE_fmt=ON)

function(run)
  execute_process(COMMAND ${ARGV} COMMAND_ECHO STDOUT RESULT_VARIABLE result)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "ended with ${result}: ${ARGV}")
  endif()
endfunction()

# No build type: neither optimised nor with debug information is the fastest way through the compiler.
function(configure source_dir build_dir)
  file(REMOVE_RECURSE "${build_dir}")
  run("${CMAKE_COMMAND}" -S "${source_dir}" -B "${build_dir}" -G "${generator}" -DCMAKE_BUILD_TYPE=None
      "-DCMAKE_CXX_COMPILER=${compiler}" "-DCMAKE_CXX_FLAGS=${flags}" "-DCMAKE_EXE_LINKER_FLAGS=${link_flags}"
      "-DCMAKE_CXX_COMPILER_LAUNCHER=${launcher}" "-DBOOST_DIRS=${boost_dirs}" -DASCRIBE_SOURCE=${source} ${ARGN})
endfunction()

function(build_and_run build_dir)
  run("${CMAKE_COMMAND}" --build "${build_dir}" --parallel 2)
  run("${build_dir}/consumer")
endfunction()

function(must_refuse build_dir expected)
  file(REMOVE_RECURSE "${build_dir}")
  execute_process(
    COMMAND "${CMAKE_COMMAND}" -S "${consumers}/find_package" -B "${build_dir}" -G "${generator}"
            "-DCMAKE_CXX_COMPILER=${compiler}" "-DCMAKE_PREFIX_PATH=${prefix};${prefixes}" ${ARGN}
    RESULT_VARIABLE result
    OUTPUT_VARIABLE output
    ERROR_VARIABLE output)
  if(result EQUAL 0)
    message(FATAL_ERROR "was accepted: ${ARGN}")
  endif()
  string(REGEX REPLACE "[ \n]+" " " output "${output}")
  if(NOT output MATCHES "${expected}")
    message(FATAL_ERROR "was refused, but not with '${expected}': ${output}")
  endif()
  message(STATUS "refused as it should be: ${ARGN}")
endfunction()

if(way STREQUAL "install")
  file(REMOVE_RECURSE "${stage}" "${prefix}")
  run("${CMAKE_COMMAND}" --install "${build}" --prefix "${stage}" --config "${config}")
  file(RENAME "${stage}" "${prefix}")
  file(GLOB top RELATIVE "${prefix}" "${prefix}/*")
  if(NOT top STREQUAL "include;lib;share")
    message(FATAL_ERROR "the prefix holds something else than include, lib and share: ${top}")
  endif()
  if(NOT EXISTS "${prefix}/share/licenses/ascribe/LICENSE")
    message(FATAL_ERROR "the licence is not installed")
  endif()
  file(GLOB_RECURSE texts "${prefix}/*.cmake" "${prefix}/*.pc")
  foreach(text IN LISTS texts)
    file(READ "${text}" content)
    foreach(path IN ITEMS "${source}" "${build}" "${stage}")
      string(FIND "${content}" "${path}" found)
      if(NOT found EQUAL -1)
        message(FATAL_ERROR "${text} names ${path}")
      endif()
    endforeach()
  endforeach()
  # What is declared public and what is installed are the same files.
  file(GLOB_RECURSE declared RELATIVE "${source}/include" "${source}/include/*.hpp" "${source}/include/*.h")
  file(GLOB_RECURSE installed RELATIVE "${prefix}/include" "${prefix}/include/*")
  if(NOT json_lines)
    list(FILTER declared EXCLUDE REGEX "^ascribe/interop/json_lines")
  endif()
  list(SORT declared)
  list(SORT installed)
  if(NOT declared STREQUAL installed)
    message(FATAL_ERROR "declared headers:\n${declared}\ninstalled headers:\n${installed}")
  endif()

elseif(way STREQUAL "find_package")
  string(REGEX REPLACE "\\.[0-9]+$" "" minor "${version}")
  configure("${consumers}/find_package" "${work}/find_package" "-DVERSION=${minor}" "-DCMAKE_PREFIX_PATH=${prefix};${prefixes}")
  build_and_run("${work}/find_package")

elseif(way STREQUAL "components")
  if(json_lines)
    configure("${consumers}/components" "${work}/components" "-DCMAKE_PREFIX_PATH=${prefix};${prefixes}")
    build_and_run("${work}/components")
  else()
    must_refuse("${work}/components" "without a component .json_lines" -DCOMPONENTS=json_lines)
  endif()
  must_refuse("${work}/components_refused" "without a component .no_such_component" -DCOMPONENTS=no_such_component)

elseif(way STREQUAL "wrong_version")
  foreach(wrong IN ITEMS ${next_minor} 1.0 99.0)
    must_refuse("${work}/wrong_version" "version: ${version}" -DVERSION=${wrong})
  endforeach()

elseif(way STREQUAL "pkg_config")
  find_program(pkg_config NAMES pkg-config pkgconf REQUIRED)
  file(GLOB_RECURSE pc "${prefix}/*/ascribe.pc")
  get_filename_component(pc_dir "${pc}" DIRECTORY)
  set(ENV{PKG_CONFIG_PATH} "${pc_dir}")
  separate_arguments(flags UNIX_COMMAND "${flags} ${link_flags}")
  function(build_and_run_with main packages)
    execute_process(
      COMMAND "${pkg_config}" --cflags --libs ${packages}
      OUTPUT_VARIABLE answer
      OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
    separate_arguments(answer UNIX_COMMAND "${answer}")
    file(MAKE_DIRECTORY "${work}/pkg_config")
    run("${compiler}" -std=c++20 -Wall -Wextra -Wpedantic -Wconversion -Werror ${flags} "${consumers}/${main}/main.cpp"
        -o "${work}/pkg_config/${main}" ${answer})
    run("${work}/pkg_config/${main}")
  endfunction()
  build_and_run_with(pkg_config ascribe)
  if(json_lines)
    build_and_run_with(components ascribe-json_lines)
  endif()

elseif(way STREQUAL "add_subdirectory")
  configure("${consumers}/${way}" "${work}/${way}")
  build_and_run("${work}/${way}")
  # An embedded library adds no tests, no examples and nothing to its parent's install.
  run("${CMAKE_COMMAND}" --install "${work}/${way}" --prefix "${work}/${way}/prefix")
  file(GLOB_RECURSE strays "${work}/${way}/prefix/*" "${work}/${way}/ascribe/tests/*" "${work}/${way}/ascribe/examples/*")
  if(strays)
    message(FATAL_ERROR "embedding the library also brought: ${strays}")
  endif()

elseif(way STREQUAL "fetch_content")
  # Shared and installed by its parent, so that one more build of the library serves the next test too. On a machine
  # without Boost and fmt, for all that it can see.
  configure("${consumers}/${way}" "${work}/${way}" -DBUILD_SHARED_LIBS=ON -DASCRIBE_INSTALL=ON ${without_packages})
  build_and_run("${work}/${way}")

elseif(way STREQUAL "shared")
  file(REMOVE_RECURSE "${work}/shared_prefix")
  run("${CMAKE_COMMAND}" --install "${work}/fetch_content" --prefix "${work}/shared_prefix")
  configure("${consumers}/find_package" "${work}/shared" "-DCMAKE_PREFIX_PATH=${work}/shared_prefix;${prefixes}"
            ${without_packages})
  build_and_run("${work}/shared")

else()
  message(FATAL_ERROR "way is '${way}'")
endif()
