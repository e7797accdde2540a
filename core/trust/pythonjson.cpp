// SPDX-License-Identifier: MIT
#include "trust/pythonjson.h"

#include "base/utf8.h"
#include "json/mend.h"
#include "trust/pythonfloat.h"

#include <algorithm>
#include <array>
#include <utility>

namespace auditlens {

namespace {

bool isPlain(char c)
{
    return c >= ' ' && c <= '~' && c != '"' && c != '\\';
}

void appendUnit(std::string& out, unsigned unit)
{
    constexpr std::string_view hex = "0123456789abcdef";
    const std::array<char, 6> escape {'\\', 'u', hex[unit >> 12], hex[unit >> 8 & 15], hex[unit >> 4 & 15], hex[unit & 15]};
    out.append(escape.data(), escape.size());
}

void appendEscaped(std::string& out, char32_t point)
{
    switch (point) {
    case U'"': out += "\\\""; return;
    case U'\\': out += "\\\\"; return;
    case U'\n': out += "\\n"; return;
    case U'\r': out += "\\r"; return;
    case U'\t': out += "\\t"; return;
    case U'\b': out += "\\b"; return;
    case U'\f': out += "\\f"; return;
    default: break;
    }
    if (point == notACodePoint)
        return appendUnit(out, 0xfffd);
    if (point < 0x10000)
        return appendUnit(out, unsigned(point));
    appendUnit(out, 0xd800 + unsigned(point - 0x10000) / 0x400);
    appendUnit(out, 0xdc00 + unsigned(point - 0x10000) % 0x400);
}

bool isInteger(std::string_view text)
{
    const std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
    return !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
}

} // namespace

std::string_view PythonJson::of(json::Value value)
{
    start();
    write(value);
    return finished();
}

std::string_view PythonJson::ofObject(std::span<const Member> members)
{
    start();
    for (const Member& member : members)
        m_members.push_back({member, m_members.size()});
    writeSorted(0);
    return finished();
}

std::string_view PythonJson::ofString(std::string_view text)
{
    start();
    writeString(text);
    return finished();
}

void PythonJson::start()
{
    m_out.clear();
    m_members.clear();
    m_tooLong = false;
    m_hadMongoNumbers = false;
}

std::string_view PythonJson::finished()
{
    return m_tooLong || m_out.size() > maxBytes ? std::string_view() : m_out;
}

void PythonJson::write(json::Value value)
{
    m_tooLong = m_tooLong || m_out.size() > maxBytes;
    if (m_tooLong)
        return;
    switch (value.kind()) {
    case json::Kind::String:
        return writeString(value.text());
    case json::Kind::Number:
        return writeNumber(value.text());
    case json::Kind::Array:
        return writeArray(value);
    case json::Kind::Object:
        return writeObject(value);
    case json::Kind::Bool:
    case json::Kind::Null:
    case json::Kind::Missing:
        m_out += value.text();
    }
}

void PythonJson::writeMember(const Member& member)
{
    if (member.value.exists())
        write(member.value);
    else
        m_out += member.canonical;
}

void PythonJson::writeArray(json::Value array)
{
    m_out += '[';
    bool first = true;
    for (const json::Value item : array) {
        if (!std::exchange(first, false))
            m_out += m_style.betweenItems;
        write(item);
    }
    m_out += ']';
}

void PythonJson::writeObject(json::Value object)
{
    if (m_style.mongoNumbers && writeMongoNumber(object))
        return;
    const std::size_t begin = m_members.size();
    for (const json::Value member : object)
        m_members.push_back({{member.key(), member, {}}, m_members.size()});
    writeSorted(begin);
}

// UTF-8 sorts by bytes as code points do.
void PythonJson::writeSorted(std::size_t begin)
{
    const auto byKey = [](const Sorted& a, const Sorted& b) {
        const int order = a.member.key.compare(b.member.key);
        return order != 0 ? order < 0 : a.order < b.order;
    };
    std::sort(m_members.begin() + std::ptrdiff_t(begin), m_members.end(), byKey);
    const std::size_t end = m_members.size();
    m_out += '{';
    bool first = true;
    for (std::size_t i = begin; i < end; ++i) {
        const Member member = m_members[i].member;
        if (i + 1 < end && m_members[i + 1].member.key == member.key)
            continue;
        if (!std::exchange(first, false))
            m_out += m_style.betweenItems;
        writeString(member.key);
        m_out += m_style.behindKey;
        writeMember(member);
    }
    m_out += '}';
    m_members.resize(begin);
}

void PythonJson::writeString(std::string_view text)
{
    m_out += '"';
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t plain = at;
        while (at < text.size() && isPlain(text[at]))
            ++at;
        m_out.append(text, plain, at - plain);
        if (at < text.size())
            appendEscaped(m_out, nextCodePoint(text, at));
    }
    m_out += '"';
}

void PythonJson::writeNumber(std::string_view lexeme)
{
    if (lexeme.find_first_of(".eE") != std::string_view::npos)
        appendPythonFloat(m_out, pythonFloat(lexeme));
    else if (lexeme == "-0")
        m_out += '0';
    else
        m_out += lexeme;
}

// bson.json_util reads an object with exactly this member so.
bool PythonJson::writeMongoNumber(json::Value object)
{
    if (object.size() != 1)
        return false;
    const json::Value number = *object.begin();
    const std::string_view text = number.text();
    if (!number.isString())
        return false;
    if ((number.key() == "$numberInt" || number.key() == "$numberLong") && isInteger(text))
        writeNumber(text);
    else if (number.key() == "$numberDouble" && json::isBareWord(text))
        m_out += text;
    else if (number.key() == "$numberDouble" && isPythonFloat(text))
        appendPythonFloat(m_out, pythonFloat(text));
    else
        return false;
    m_hadMongoNumbers = true;
    return true;
}

} // namespace auditlens
