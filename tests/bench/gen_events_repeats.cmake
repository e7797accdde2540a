# The bytes of the generator are part of every measurement; this sum was taken when the store was designed.
execute_process(COMMAND "${GEN}" 1000 --seed 42 OUTPUT_VARIABLE events RESULT_VARIABLE result)
string(MD5 sum "${events}")
if(NOT result EQUAL 0 OR NOT sum STREQUAL "fe316f5f8360bb48084d76be6ef2349d")
    message(FATAL_ERROR "gen_events 1000 --seed 42 gives other bytes: ${sum}")
endif()
