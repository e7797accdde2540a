// SPDX-License-Identifier: MIT
// Appends entries to a ledger: ledgerchild LEDGER COUNT.

#include "ledgersupport.h"

#include <cstdlib>

using namespace auditlens;

int main(int argc, char** argv)
{
    return argc == 3 && !test::writtenLedger(QString::fromLocal8Bit(argv[1]), std::atoi(argv[2])).isEmpty() ? 0 : 1;
}
