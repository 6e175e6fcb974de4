# SPDX-License-Identifier: BSL-1.0
# For the consumers: the library's headers count as their own, so that a warning in one of them is an error.
set_target_properties(consumer PROPERTIES NO_SYSTEM_FROM_IMPORTED ON CXX_EXTENSIONS OFF)
if(NOT MSVC)
  target_compile_options(consumer PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Werror)
endif()
