// SPDX-License-Identifier: MIT
#include "session/prettyjson.h"

#include "base/text.h"
#include "json/document.h"

namespace auditlens {

namespace {

    void newLine(std::string& out, int depth)
    {
        out += '\n';
        out.append(std::size_t(depth) * 2, ' ');
    }

    /// Copies tokens and replaces only the white space between them, so that nothing is written differently.
    std::string reindented(std::string_view text)
    {
        std::string out;
        int depth = 0;
        bool inString = false;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const char c = text[i];
            if (inString) {
                out += c;
                if (c == '\\' && i + 1 < text.size())
                    out += text[++i];
                else if (c == '"')
                    inString = false;
                continue;
            }
            const bool opens = c == '{' || c == '[';
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
                continue;
            if (c == '}' || c == ']') {
                --depth;
                if (!out.empty() && out.back() != '{' && out.back() != '[')
                    newLine(out, depth);
            } else if (!out.empty() && (out.back() == '{' || out.back() == '[')) {
                newLine(out, depth);
            }
            out += c;
            depth += opens ? 1 : 0;
            inString = c == '"';
            if (c == ',')
                newLine(out, depth);
            else if (c == ':')
                out += ' ';
        }
        return out;
    }

} // namespace

QString prettyJson(std::string_view text)
{
    json::Document document;
    return document.parseCopy(text) ? toQString(reindented(text)) : QString();
}

} // namespace auditlens
