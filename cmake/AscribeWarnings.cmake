# SPDX-License-Identifier: BSL-1.0
# What every library target and every program of this project has in common.

if(CMAKE_CXX_COMPILER_ID STREQUAL "MSVC" OR CMAKE_CXX_COMPILER_FRONTEND_VARIANT STREQUAL "MSVC")
  set(ascribe_warning_flags /W4)
else()
  set(ascribe_warning_flags -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow)
endif()
# When it optimises, g++ 12 to 14 sees things in std::string's assignment from a literal and in std::sort of a short
# array, and members of a variant, that are not there. Its unoptimised builds, clang, the sanitizers and later versions
# keep watch.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 15)
  foreach(flag IN ITEMS restrict array-bounds maybe-uninitialized)
    list(APPEND ascribe_warning_flags "$<$<NOT:$<CONFIG:Debug>>:-Wno-${flag}>")
  endforeach()
endif()

# Warnings become errors by CMAKE_COMPILE_WARNING_AS_ERROR (presets set it), never by default.
function(ascribe_set_up_target target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
  if(ASCRIBE_WARNINGS)
    target_compile_options(${target} PRIVATE ${ascribe_warning_flags})
  endif()
  if(MSVC)
    target_compile_options(${target} PRIVATE /permissive- /utf-8 /bigobj /Zc:__cplusplus)
  endif()
endfunction()

function(ascribe_set_up_library target headers)
  ascribe_set_up_target(${target})
  target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}/include" FILES ${headers})
  set_target_properties(
    ${target}
    PROPERTIES POSITION_INDEPENDENT_CODE ON
               VERSION ${PROJECT_VERSION}
               SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}
               WINDOWS_EXPORT_ALL_SYMBOLS ON
               DEFINE_SYMBOL "")
endfunction()

# A program of this project: an example, a test, a benchmark.
function(ascribe_add_program target)
  add_executable(${target} ${ARGN})
  ascribe_set_up_target(${target})
  set_target_properties(${target} PROPERTIES CXX_STANDARD 20 CXX_STANDARD_REQUIRED ON)
  target_link_libraries(${target} PRIVATE ${ascribe_libraries})
endfunction()
