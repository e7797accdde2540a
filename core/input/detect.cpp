// SPDX-License-Identifier: MIT
#include "input/detect.h"

#include "input/jsonscan.h"

#include <algorithm>
#include <array>

namespace auditlens {

namespace {

using jsonscan::Ending;
using jsonscan::measureValue;
using jsonscan::skipSpace;

constexpr std::array commonNames {
    std::string_view("Records"), std::string_view("records"), std::string_view("results"), std::string_view("result"),
    std::string_view("value"), std::string_view("items"), std::string_view("Items"), std::string_view("events"),
    std::string_view("Events"), std::string_view("logs"), std::string_view("logEvents"), std::string_view("data"),
    std::string_view("entries"), std::string_view("rows"), std::string_view("hits"), std::string_view("documents"),
    std::string_view("messages"), std::string_view("auditLogs"), std::string_view("audit_logs"),
    std::string_view("activities"), std::string_view("response"),
};

// An object that says when it happened or which batch it is has something to say itself: it is a record, whatever
// lists it has.
constexpr std::array ownNames {
    std::string_view("batch_id"),
    std::string_view("timestamp"), std::string_view("@timestamp"), std::string_view("time"), std::string_view("ts"),
    std::string_view("eventTime"), std::string_view("event_time"), std::string_view("created_at"),
    std::string_view("createdAt"), std::string_view("occurred_at"), std::string_view("datetime"),
    std::string_view("CreationTime"), std::string_view("CreationDate"), std::string_view("ts_ms"),
};

template <typename Names>
bool contains(const Names& names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool everyPartIsCommon(std::string_view path)
{
    for (std::size_t start = 0; start <= path.size();) {
        const std::size_t dot = std::min(path.find('.', start), path.size());
        if (!contains(commonNames, path.substr(start, dot - start)))
            return false;
        start = dot + 1;
    }
    return true;
}

/// Finds the arrays of objects in the first object of a text, as far as the text goes.
class PathFinder
{
public:
    PathFinder(std::string_view text, const std::vector<std::string>& known) : m_text(text), m_known(known) { }

    std::string find()
    {
        walkObject(skipSpace(m_text, 0), {}, 1);
        if (!m_named.empty())
            return m_named;
        return m_isRecord ? std::string() : m_common;
    }

private:
    static constexpr int deepest = 4;

    // Index behind the object, or npos when the text ends or is damaged.
    std::size_t walkObject(std::size_t i, const std::string& path, int depth)
    {
        for (++i;;) {
            i = skipSpace(m_text, i);
            if (i >= m_text.size() || m_text[i] == '}')
                return i >= m_text.size() ? std::string_view::npos : i + 1;
            if (m_text[i] == ',') {
                ++i;
                continue;
            }
            i = walkMember(i, path, depth);
            if (i == std::string_view::npos)
                return i;
        }
    }

    std::size_t walkMember(std::size_t i, const std::string& path, int depth)
    {
        if (m_text[i] != '"')
            return std::string_view::npos;
        const std::size_t behindKey = jsonscan::behindString(m_text, i);
        if (behindKey == std::string_view::npos)
            return behindKey;
        const std::string_view key = m_text.substr(i + 1, behindKey - i - 2);
        i = skipSpace(m_text, behindKey);
        if (i >= m_text.size() || m_text[i] != ':')
            return std::string_view::npos;
        i = skipSpace(m_text, i + 1);
        if (i >= m_text.size())
            return std::string_view::npos;
        return walkValue(i, path.empty() ? std::string(key) : path + '.' + std::string(key), key, depth);
    }

    std::size_t walkValue(std::size_t i, const std::string& path, std::string_view key, int depth)
    {
        if (m_text[i] == '{' && depth < deepest)
            return walkObject(i, path, depth + 1);
        if (m_text[i] == '[')
            noteArray(i, path);
        else if (depth == 1 && m_text[i] != '{' && contains(ownNames, key))
            m_isRecord = true;
        const auto extent = measureValue(m_text, i);
        return extent.ending == Ending::Whole ? extent.end : std::string_view::npos;
    }

    void noteArray(std::size_t i, const std::string& path)
    {
        const std::size_t first = skipSpace(m_text, i + 1);
        if (first < m_text.size() && m_text[first] != '{' && m_text[first] != ']')
            return;
        if (m_named.empty() && contains(m_known, path))
            m_named = path;
        if (m_common.empty() && everyPartIsCommon(path))
            m_common = path;
    }

    std::string_view m_text;
    const std::vector<std::string>& m_known;
    std::string m_named;
    std::string m_common;
    bool m_isRecord = false;
};

bool isWholeObject(std::string_view line)
{
    const std::size_t start = skipSpace(line, 0);
    if (start >= line.size() || line[start] != '{')
        return false;
    const auto extent = measureValue(line, start);
    return extent.ending == Ending::Whole && skipSpace(line, extent.end) == line.size();
}

struct LineCount
{
    unsigned objects = 0;
    unsigned others = 0;
};

LineCount countLines(std::string_view head, bool whole)
{
    constexpr unsigned enough = 200;
    LineCount count;
    for (std::size_t start = 0; start < head.size() && count.objects + count.others < enough;) {
        const std::size_t end = head.find('\n', start);
        if (end == std::string_view::npos && !whole)
            break;
        const std::string_view line = head.substr(start, end - start);
        if (skipSpace(line, 0) < line.size())
            ++(isWholeObject(line) ? count.objects : count.others);
        start = end == std::string_view::npos ? head.size() : end + 1;
    }
    return count;
}

Layout jsonLayout(Container container)
{
    Layout layout;
    layout.container = container;
    return layout;
}

Layout withRecords(std::string path)
{
    Layout layout = jsonLayout(Container::JsonObjectWithRecords);
    layout.recordPath = std::move(path);
    return layout;
}

// The first value is an object.
Layout detectObjects(std::string_view head, bool whole, const std::vector<std::string>& recordPaths)
{
    const auto first = measureValue(head, 0);
    const bool alone = first.ending == Ending::Whole && skipSpace(head, first.end) == head.size();
    const std::string path = findRecordPath(head, recordPaths);
    const bool certain = path == "Records" || contains(recordPaths, path);
    if (!path.empty() && (alone || certain || first.ending != Ending::Whole) && (whole || first.ending != Ending::Damaged))
        return withRecords(path);
    const LineCount lines = countLines(head, whole);
    if (lines.objects > 0 && lines.objects >= lines.others)
        return jsonLayout(Container::JsonLines);
    const bool oneLine = head.find('\n') == std::string_view::npos;
    const bool restFollows = first.ending == Ending::Whole && !alone;
    return jsonLayout(oneLine && !restFollows ? Container::JsonLines : Container::JsonSequence);
}

Layout detectArray(std::string_view head)
{
    const std::size_t first = skipSpace(head, 1);
    const bool ofObjects = first >= head.size() || head[first] == '{' || head[first] == ']';
    return jsonLayout(ofObjects ? Container::JsonArray : Container::JsonSequence);
}

} // namespace

std::string findRecordPath(std::string_view head, const std::vector<std::string>& recordPaths)
{
    return PathFinder(head, recordPaths).find();
}

std::optional<Layout> detectLayout(std::string_view head, bool whole, const std::vector<std::string>& recordPaths)
{
    constexpr char recordSeparator = '\x1e';
    std::size_t start = skipSpace(head, 0);
    if (start < head.size() && head[start] == recordSeparator)
        return jsonLayout(Container::JsonSequence);
    if (start >= head.size())
        return jsonLayout(Container::JsonLines);
    if (head[start] == '{')
        return detectObjects(head.substr(start), whole, recordPaths);
    if (head[start] == '[')
        return detectArray(head.substr(start));
    const LineCount lines = countLines(head, whole);
    if (lines.objects > 0 && lines.objects >= lines.others)
        return jsonLayout(Container::JsonLines);
    return detectTable(head, whole);
}

} // namespace auditlens
