// SPDX-License-Identifier: MIT
#pragma once

#include "secrets/awaited.h"
#include "secrets/secretstore.h"

#include <QObject>

namespace auditlens::test {

Result<std::optional<Secret>> readNow(SecretStore& store, const QString& name);
Result<void> writeNow(SecretStore& store, const QString& name, std::string_view secret);
Result<void> removeNow(SecretStore& store, const QString& name);

/// What every store of secrets promises; inherit it, give the store, add tests of its own.
class StoreConformance : public QObject
{
    Q_OBJECT

protected:
    virtual SecretStore& store() = 0;

private Q_SLOTS:
    void cleanup();
    void whatIsWrittenIsRead_data();
    void whatIsWrittenIsRead();
    void whatIsNotThereIsNothing();
    void writingReplaces();
    void removingRemoves();
    void namesAreApart();
    void aBadNameIsRefused_data();
    void aBadNameIsRefused();
    void anEmptyOrHugeSecretIsRefused();
    void answersComeLater();
    void answersOnTheThreadOfTheCaller();
    void noAnswerForAReceiverThatIsGone();
};

} // namespace auditlens::test
