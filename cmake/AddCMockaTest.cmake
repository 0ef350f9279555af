# add_cmocka_test(NAME SOURCES file... [LINK target...] [ARGS arg...] [LABELS label...] [TIMEOUT seconds] [ENVIRONMENT VAR=value...])
#
# Builds NAME from SOURCES, links it with cmocka and LINK, and registers it with ctest. A GLib critical is a failure;
# exit code 77 means "skipped".
pkg_check_modules(CMOCKA REQUIRED IMPORTED_TARGET cmocka)

function(add_cmocka_test name)
  cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;LINK;ARGS;LABELS;ENVIRONMENT" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 60)
  endif()
  string(REPLACE "." "-" program test-${name})
  add_executable(${program} ${ARG_SOURCES})
  target_link_libraries(${program} PRIVATE ${ARG_LINK} PkgConfig::CMOCKA PkgConfig::GLIB)
  add_test(NAME ${name} COMMAND ${program} ${ARG_ARGS})
  set_tests_properties(${name} PROPERTIES
    LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT} SKIP_RETURN_CODE 77
    ENVIRONMENT "G_DEBUG=fatal-criticals;${ARG_ENVIRONMENT}")
endfunction()
