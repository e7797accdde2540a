// SPDX-License-Identifier: MIT
#include "reveal/agreementfile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::RevealDesk)
};

Result<std::string> readSmallFile(const QString& path)
{
    constexpr qint64 most = 64 << 10;
    QFile file(path);
    if (QFileInfo(path).isFile() && file.open(QIODevice::ReadOnly))
        return file.read(most).toStdString();
    return Error {Tr::tr("Cannot read \"%1\".").arg(QFileInfo(path).fileName()), Tr::tr("There is no such file, or it may not be read."),
        path, Tr::tr("Put the challenge and its signature (.sig) beside each other.")};
}

} // namespace

Result<void> writeChallenge(const Challenge& challenge, const QString& path)
{
    const QByteArray text = QByteArray::fromStdString(textOf(challenge));
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit())
        return {};
    return Error {Tr::tr("Cannot write the challenge."), file.errorString() + QLatin1Char('.'), path,
        Tr::tr("Check that you may write there and that the disk has room.")};
}

Result<Agreement> readAgreement(const QString& path)
{
    const Result<std::string> challenge = readSmallFile(path);
    if (!challenge)
        return challenge.error();
    const Result<std::string> signature = readSmallFile(path + QStringLiteral(".sig"));
    if (!signature)
        return signature.error();
    return Agreement {*challenge, *signature};
}

} // namespace auditlens
