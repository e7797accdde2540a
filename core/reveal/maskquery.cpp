// SPDX-License-Identifier: MIT
#include "reveal/maskquery.h"

#include "base/text.h"
#include "unmask/maskdigest.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::MaskQuery)
};

} // namespace

QString maskQuery(std::string_view mask)
{
    return QStringLiteral("from:\"%1\" OR to:\"%1\"").arg(toQString(mask));
}

QString knownValueQuery(const Secret& value)
{
    return maskQuery(maskOf(value.reveal()));
}

QString maskQueryCaution()
{
    return Tr::tr("The digest has 8 hexadecimal digits and no salt: another value can have the same one (one chance in 4.3 "
                  "billion for each pair), and who can list the possible values can guess the right one.");
}

} // namespace auditlens
