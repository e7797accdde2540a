// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayList>
#include <QTest>

namespace auditlens::test {

/// Whether python3 is there to compare with.
bool havePython();

/// The lines that python3 prints when it runs `program` with `input`; none, and a warning, when it fails.
QByteArrayList python(const QByteArray& program, const QByteArray& input);

} // namespace auditlens::test

/// Skips loudly: a test of what CPython does proves nothing without it.
#define REQUIRE_PYTHON() \
    do { \
        if (!auditlens::test::havePython()) \
            QSKIP("python3 is not installed here: NOT compared with what Python does."); \
    } while (false)
