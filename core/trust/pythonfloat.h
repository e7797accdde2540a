// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace auditlens {

/// float(text) for digits with or without point and exponent, rounded to even; infinite beyond the range.
double pythonFloat(std::string_view lexeme);
/// Whether all of the text is such a number.
bool isPythonFloat(std::string_view text);

/// Appends repr(number): the shortest digits that read back as the same number, always with ".0" or an exponent. The
/// exponent is used below 1e-4 and from 1e16 on, and has a sign and at least two digits. (CPython's
/// format_float_short(); nan, inf and -inf are written as json.dumps does.)
void appendPythonFloat(std::string& out, double number);

} // namespace auditlens
