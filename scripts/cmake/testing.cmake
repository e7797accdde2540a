# auditlens_test(NAME SOURCES a.cpp ... [LIBS ui ...] [WITHOUT_PROGRAM])
# One QtTest executable, run on the offscreen platform, with the tree's test data and tools in its environment.
function(auditlens_test name)
    cmake_parse_arguments(T "WITHOUT_PROGRAM" "" "SOURCES;LIBS" ${ARGN})
    add_executable(${name} ${T_SOURCES})
    target_link_libraries(${name} PRIVATE test_support ${T_LIBS} Qt6::Test)
    target_compile_definitions(${name} PRIVATE
        AUDITLENS_SOURCE_DIR="${PROJECT_SOURCE_DIR}" AUDITLENS_BINARY="$<TARGET_FILE:auditlens>")
    if(NOT T_WITHOUT_PROGRAM) # who starts auditlens wants it built
        add_dependencies(${name} auditlens)
    endif()
    add_test(NAME ${name} COMMAND ${name} -o -,txt)
    set_tests_properties(${name} PROPERTIES
        TIMEOUT 600
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_LOGGING_RULES=qt.qpa.*=false;LC_ALL=C.UTF-8;TZ=UTC")
endfunction()
