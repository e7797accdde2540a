# One interface target carries what every target of the project is compiled with.
add_library(auditlens_options INTERFACE)
target_compile_definitions(auditlens_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_FOREACH QT_NO_KEYWORDS QT_USE_QSTRINGBUILDER
    AUDITLENS_VERSION="${PROJECT_VERSION}")
target_compile_options(auditlens_options INTERFACE -Wall -Wextra -Wpedantic $<$<CXX_COMPILER_ID:GNU>:-Wshadow=local> -Wnon-virtual-dtor -Woverloaded-virtual)
if(AUDITLENS_WERROR)
    target_compile_options(auditlens_options INTERFACE -Werror)
endif()
if(AUDITLENS_ASSERTS)
    target_compile_options(auditlens_options INTERFACE -UNDEBUG)
    target_compile_definitions(auditlens_options INTERFACE QT_FORCE_ASSERTS)
    if(AUDITLENS_SANITIZE)
        # Checked iterators are too slow for the ordinary build and earn their cost in the sanitizer build.
        target_compile_definitions(auditlens_options INTERFACE _GLIBCXX_ASSERTIONS)
    endif()
endif()
if(AUDITLENS_SANITIZE)
    target_compile_options(auditlens_options INTERFACE -fsanitize=${AUDITLENS_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(auditlens_options INTERFACE -fsanitize=${AUDITLENS_SANITIZE})
endif()
if(AUDITLENS_FUZZ)
    target_compile_options(auditlens_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# A new checkout has a new time stamp on every file; ccache must still find the precompiled headers.
if(CCACHE)
    set(CMAKE_PCH_INSTANTIATE_TEMPLATES ON)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        target_compile_options(auditlens_options INTERFACE -Xclang -fno-pch-timestamp)
    else()
        target_compile_options(auditlens_options INTERFACE -fpch-preprocess)
    endif()
endif()
