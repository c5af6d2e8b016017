# SPDX-License-Identifier: MIT
# What cmake --install puts into its prefix:
#
#   bin                    the command
#   libexec/gathercheck    the programs that it starts: adapters of libraries that it does not link
#   include, lib           the components, for those who write an adapter or use the reference
#   lib/cmake/gathercheck  find_package(gathercheck) and gathercheck_add_conformance
#   share/gathercheck      what the command reads, laid out like the source tree
include(CMakePackageConfigHelpers)

install(TARGETS gathercheck_spec gathercheck_reference gathercheck_conformance
  EXPORT gathercheckTargets FILE_SET HEADERS)
install(TARGETS gathercheck_adapters gathercheck EXPORT gathercheckTargets)
if(TARGET gathercheck_qt)
  install(TARGETS gathercheck_qt RUNTIME DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/gathercheck)
endif()

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/gathercheck)
install(EXPORT gathercheckTargets NAMESPACE gathercheck:: DESTINATION ${package})
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/gathercheckConfig.cmake.in
  ${PROJECT_BINARY_DIR}/gathercheckConfig.cmake
  INSTALL_DESTINATION ${package} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/gathercheckConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/gathercheckConfig.cmake
  ${PROJECT_BINARY_DIR}/gathercheckConfigVersion.cmake
  ${CMAKE_CURRENT_LIST_DIR}/gathercheck_add_conformance.cmake
  DESTINATION ${package})

# A part of the source tree, as it is there.
function(gathercheck_install_data folder)
  cmake_path(GET folder PARENT_PATH above)
  install(DIRECTORY ${folder} DESTINATION ${CMAKE_INSTALL_DATADIR}/gathercheck/${above}
    USE_SOURCE_PERMISSIONS PATTERN __pycache__ EXCLUDE ${ARGN})
endfunction()

gathercheck_install_data(oracle/gather_oracle)
gathercheck_install_data(oracle/traces)
gathercheck_install_data(conformance/kits)
gathercheck_install_data(conformance/scenarios)
if(IS_DIRECTORY ${PROJECT_SOURCE_DIR}/conformance/known_failures)
  gathercheck_install_data(conformance/known_failures)
endif()
gathercheck_install_data(spec/decisions)
gathercheck_install_data(spec/format)
gathercheck_install_data(spec/rules)
gathercheck_install_data(spec/test/traces)
gathercheck_install_data(tools/consumer)
install(FILES oracle/pyodide.cjs oracle/README.md DESTINATION ${CMAKE_INSTALL_DATADIR}/gathercheck/oracle)
install(FILES conformance/README.md conformance/TUTORIAL.md
  DESTINATION ${CMAKE_INSTALL_DATADIR}/gathercheck/conformance)
install(FILES conformance/adapters/README.md
  DESTINATION ${CMAKE_INSTALL_DATADIR}/gathercheck/conformance/adapters)
install(FILES spec/README.md spec/behaviours.md spec/claims.md
  DESTINATION ${CMAKE_INSTALL_DATADIR}/gathercheck/spec)
install(FILES README.md LICENSE CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DATADIR}/gathercheck)
