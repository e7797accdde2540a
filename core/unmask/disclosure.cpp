// SPDX-License-Identifier: MIT
#include "unmask/disclosure.h"

#include "base/utf8.h"

#include <QChar>

#include <algorithm>

namespace auditlens {

namespace {

std::size_t& classOf(char32_t point, ValueShape& shape)
{
    if (point == notACodePoint)
        return shape.others;
    switch (QChar::category(point)) {
    case QChar::Number_DecimalDigit:
        return shape.digits;
    case QChar::Letter_Uppercase:
    case QChar::Letter_Titlecase:
        return shape.upperCase;
    case QChar::Letter_Lowercase:
        return shape.lowerCase;
    case QChar::Letter_Modifier:
    case QChar::Letter_Other:
    case QChar::Mark_NonSpacing:
    case QChar::Mark_SpacingCombining:
    case QChar::Mark_Enclosing:
        return shape.otherLetters;
    default:
        return QChar::isSpace(point) ? shape.spaces : shape.others;
    }
}

} // namespace

ValueShape shapeOf(const Secret& value)
{
    ValueShape shape;
    const std::string_view text = value.reveal();
    for (std::size_t at = 0; at < text.size(); ++shape.length)
        ++classOf(nextCodePoint(text, at), shape);
    return shape;
}

Secret lastFourOf(const Secret& value)
{
    constexpr std::size_t most = 4;
    const std::string_view text = value.reveal();
    const std::size_t length = countCodePoints(text);
    const std::size_t hidden = length - std::min(most, length / 2);
    std::size_t at = 0;
    for (std::size_t i = 0; i < hidden; ++i)
        nextCodePoint(text, at);
    return Secret::copyOf(text.substr(at));
}

} // namespace auditlens
