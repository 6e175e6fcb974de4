# SPDX-License-Identifier: BSL-1.0
# Install rules: headers, libraries, package config (one export file per component), pkg-config files, licence.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(ascribe_config_dir "${CMAKE_INSTALL_LIBDIR}/cmake/ascribe")

foreach(target IN LISTS ascribe_libraries)
  get_target_property(export_name ${target} EXPORT_NAME)
  if(NOT export_name)
    set(export_name ${target})
  endif()
  # INCLUDES DESTINATION besides the file set: readers of the package older than CMake 3.23, and Meson, know only that.
  install(
    TARGETS ${target}
    EXPORT ascribe-${export_name}
    RUNTIME COMPONENT ascribe_runtime
    LIBRARY COMPONENT ascribe_runtime NAMELINK_COMPONENT ascribe_dev
    ARCHIVE COMPONENT ascribe_dev
    FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT ascribe_dev
    INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
  install(
    EXPORT ascribe-${export_name}
    NAMESPACE ascribe::
    FILE ascribe-${export_name}-targets.cmake
    DESTINATION "${ascribe_config_dir}"
    COMPONENT ascribe_dev)
endforeach()

configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/ascribe-config.cmake.in" ascribe-config.cmake
                              INSTALL_DESTINATION "${ascribe_config_dir}" NO_SET_AND_CHECK_MACRO)
# While the major version is 0, a new minor version may break source code.
write_basic_package_version_file(ascribe-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/ascribe-config.cmake"
              "${CMAKE_CURRENT_BINARY_DIR}/ascribe-config-version.cmake"
        DESTINATION "${ascribe_config_dir}" COMPONENT ascribe_dev)

# The .pc files say where they are themselves, so that an installed tree may be moved; only an absolute directory
# chosen by the packager is written down as it is.
if(IS_ABSOLUTE "${CMAKE_INSTALL_LIBDIR}")
  set(pc_prefix "${CMAKE_INSTALL_PREFIX}")
  set(pc_libdir "${CMAKE_INSTALL_LIBDIR}")
else()
  file(RELATIVE_PATH pc_up "/prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/prefix")
  string(REGEX REPLACE "/$" "" pc_up "${pc_up}")
  set(pc_prefix "\${pcfiledir}/${pc_up}")
  set(pc_libdir "\${prefix}/${CMAKE_INSTALL_LIBDIR}")
endif()
if(IS_ABSOLUTE "${CMAKE_INSTALL_INCLUDEDIR}")
  set(pc_includedir "${CMAKE_INSTALL_INCLUDEDIR}")
else()
  set(pc_includedir "\${prefix}/${CMAKE_INSTALL_INCLUDEDIR}")
endif()
configure_file("${CMAKE_CURRENT_LIST_DIR}/ascribe.pc.in" ascribe.pc @ONLY)
set(pc_files "${CMAKE_CURRENT_BINARY_DIR}/ascribe.pc")
if(TARGET ascribe_json_lines)
  configure_file("${CMAKE_CURRENT_LIST_DIR}/ascribe-json_lines.pc.in" ascribe-json_lines.pc @ONLY)
  list(APPEND pc_files "${CMAKE_CURRENT_BINARY_DIR}/ascribe-json_lines.pc")
endif()
install(FILES ${pc_files} DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig" COMPONENT ascribe_dev)

install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DATADIR}/licenses/ascribe"
        COMPONENT ascribe_dev)
