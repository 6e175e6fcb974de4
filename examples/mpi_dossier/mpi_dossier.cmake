# SPDX-License-Identifier: BSL-1.0
# mpi_dossier and its tests, one for each number of ranks; a test that is skipped says so where there is no MPI.
set(mpi_missing "")
if(CMAKE_CXX_FLAGS MATCHES "-fsanitize" OR ASCRIBE_BUILD_FUZZERS)
  set(mpi_missing "sanitizers watch what runs, and MPI libraries keep memory")
elseif(NOT PROJECT_IS_TOP_LEVEL)
  set(mpi_missing "ascribe is embedded")
else()
  find_package(MPI QUIET COMPONENTS CXX)
  find_package(boost_mpi QUIET CONFIG)
  if(NOT MPI_CXX_FOUND)
    set(mpi_missing "no MPI is found")
  elseif(NOT TARGET Boost::mpi)
    set(mpi_missing "no Boost.MPI is found")
  endif()
endif()

if(mpi_missing)
  message(NOTICE "ascribe: mpi_dossier is not built: ${mpi_missing}")
  if(ASCRIBE_BUILD_TESTS)
    add_test(NAME "example: mpi_dossier" COMMAND "${CMAKE_COMMAND}" -E echo "skipped: ${mpi_missing}")
    set_tests_properties("example: mpi_dossier" PROPERTIES LABELS examples SKIP_REGULAR_EXPRESSION "^skipped")
  endif()
  return()
endif()

add_example(mpi_dossier mpi_dossier mpi_dossier/main.cpp)
target_include_directories(mpi_dossier SYSTEM PRIVATE ${MPI_CXX_INCLUDE_DIRS})
target_include_directories(mpi_dossier PRIVATE "${PROJECT_SOURCE_DIR}/benchmarks")
target_link_libraries(mpi_dossier PRIVATE Boost::mpi MPI::MPI_CXX)
if(TARGET ascribe_json_lines)
  target_compile_definitions(mpi_dossier PRIVATE ASCRIBE_HAS_JSON_LINES)
endif()

function(add_mpi_test ranks input)
  get_filename_component(name "${input}" NAME)
  set(test "example: mpi_dossier, ${ranks} ranks, ${name}")
  add_test(NAME "${test}" COMMAND "${MPIEXEC_EXECUTABLE}" ${MPIEXEC_NUMPROC_FLAG} ${ranks} ${MPIEXEC_PREFLAGS}
                                  $<TARGET_FILE:mpi_dossier> ${MPIEXEC_POSTFLAGS} "${input}")
  # Open MPI is told that it may take turns, and run as root in containers; others do not look.
  set_tests_properties(
    "${test}"
    PROPERTIES LABELS examples TIMEOUT 300 PROCESSORS 2 ENVIRONMENT
               "OMPI_ALLOW_RUN_AS_ROOT=1;OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1;OMPI_MCA_rmaps_base_oversubscribe=1")
endfunction()
if(ASCRIBE_BUILD_TESTS)
  foreach(ranks IN ITEMS 1 2 4)
    add_mpi_test(${ranks} 5000)
  endforeach()
  if(TARGET ascribe_json_lines)
    add_mpi_test(3 "${CMAKE_CURRENT_SOURCE_DIR}/dossier/karabakh-2023.jsonl")
  endif()
endif()
