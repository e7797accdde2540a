// SPDX-License-Identifier: MIT
#include "query/auditfiles.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace auditlens::test {

namespace {

using namespace std::string_literals;

const std::array fields = {"status"s, "premium"s, "Owner"s, "tags"s, "größe"s, "x"s};

// 2024-03-30 to 2024-04-02, around the change of Europe's clocks.
constexpr std::int64_t firstSecond = 1'711'756'800;

std::string quoted(const std::string& text)
{
    std::string json = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            json += '\\';
        if (c == '\n')
            json += "\\n";
        else if (static_cast<unsigned char>(c) < 0x20)
            json += "\\u00"s + "0123456789abcdef"[c >> 4] + "0123456789abcdef"[c & 15];
        else
            json += c;
    }
    return json + '"';
}

std::string timeText(std::int64_t second)
{
    return QDateTime::fromSecsSinceEpoch(second, Qt::UTC).toString(Qt::ISODate).toStdString();
}

} // namespace

const std::vector<std::string>& AuditFiles::words()
{
    static const std::vector<std::string> words = {"pending", "Approved", "POL-20418", "Straße", "STRASSE", "İstanbul", "Ωmega", "two\nlines", "tab\there",
        "naïve", "renewal", "x", "42", "None", "null", "true", "a/b", "C:\\temp", "say \"yes\"", "alice", "Alice Nguyễn", "bob@example.com",
        "policies.Policy", "日本語", "😀 ok", "masked:01a54629", "10.1.2.3", "*", "what?", "K", ""};
    return words;
}

const std::vector<std::string>& AuditFiles::numbers()
{
    static const std::vector<std::string> numbers = {"0", "-0", "1", "42", "42.0", "4.2e1", "-5", "999.999", "1000", "1000.01", "12345678901234567890",
        "12345678901234567891", "0.1", "0.10", "0.30000000000000004", "1e400", "-1e400", "1e-400"};
    return numbers;
}

std::string AuditFiles::text()
{
    return below(4) ? of(words()) : of(words()) + ' ' + of(words());
}

std::string AuditFiles::value()
{
    switch (below(10)) {
    case 0:
        return "null";
    case 1:
        return below(2) ? "true" : "false";
    case 2:
    case 3:
        return of(numbers());
    case 4:
        return quoted(of(numbers()));
    case 5:
        return "{\"k\": " + quoted(text()) + ", \"n\": [" + of(numbers()) + ", null]}";
    case 6:
        return below(6) ? "[" + quoted(text()) + ", " + quoted(text()) + "]" : "\"\\ud800 x\"";
    default:
        return quoted(text());
    }
}

// Sometimes nothing, null or empty instead.
std::string AuditFiles::member(const char* key, const std::string& json)
{
    const std::uint32_t kind = below(8);
    if (kind == 0)
        return {};
    return ", "s + quoted(key) + ": " + (kind == 1 ? "null" : kind == 2 ? "\"\"" : json);
}

std::string AuditFiles::actor()
{
    if (below(6) == 0)
        return "\"" + std::to_string(below(5)) + "\"";
    return "{\"id\": " + std::to_string(below(5)) + member("username", quoted(text())) + member("email", quoted("bob@example.com"))
        + member("full_name", quoted(text())) + "}";
}

std::string AuditFiles::change(const std::string& field)
{
    const std::string kind = std::array {"CharField"s, "DecimalField"s, "JSONField"s}[below(3)];
    std::string change = quoted(field) + ": {\"field\": " + quoted(field) + ", \"field_type\": " + quoted(kind) + ", \"relation\": \"field\"";
    if (below(12) == 0)
        return change + R"(, "before": "masked:01a54629", "after": null, "encrypted_before": "enc:gAAAAABpYsecret"})";
    if (below(5))
        change += ", \"before\": " + value();
    if (below(5))
        change += ", \"after\": " + value();
    return change + "}";
}

std::string AuditFiles::changes()
{
    std::string all;
    const std::uint32_t from = below(std::uint32_t(fields.size()));
    for (std::uint32_t i = 0; i < below(4); ++i)
        all += (all.empty() ? "" : ", ") + change(fields[(from + i) % fields.size()]);
    if (below(6) == 0) {
        all += all.empty() ? "" : ", ";
        all += R"("members": {"field": "members", "field_type": "ManyToManyField", "relation": "m2m", "added": [{"pk": 1, "repr": )"
            + quoted(text()) + R"(}], "removed": [{"pk": 42, "repr": )" + quoted(text()) + "}]}";
    }
    return "{" + all + "}";
}

std::string AuditFiles::extras()
{
    return member("region", quoted(below(2) ? "eu-west-1" : "us-east-1")) + member("n", of(numbers())) + member("note", value())
        + member("deep", "{\"er\": " + value() + ", \"list\": [" + value() + ", " + value() + "]}");
}

AuditLine AuditFiles::line()
{
    AuditLine line;
    line.second = firstSecond + std::int64_t(below(below(2) ? 20 : 260'000)) * (below(3) ? 1 : 0);
    const std::uint32_t idKind = below(4);
    const std::string id = idKind == 0 ? "" : idKind == 1 ? "\"id\": \"EV-" + std::to_string(++m_count) + "\", "
                                                          : "\"id\": \"0b5ecb1e-0000-4000-8000-" + std::to_string(100'000'000'000 + ++m_count) + "\", ";
    line.text = "{" + id + "\"timestamp\": \"" + timeText(line.second) + "\", \"action\": "
        + quoted(std::array {"create"s, "update"s, "DELETE"s, "login"s, "login_failed"s, "OBJ_UPDATE"s}[below(6)]) + ", \"actor\": " + actor()
        + ", \"model\": " + quoted(below(4) ? "policies.Policy"s : "auth.User"s) + ", \"object_id\": "
        + std::array {"\"42\""s, "7"s, "\"None\""s, "\"Policy#7\""s}[below(4)] + member("object_repr", quoted(text()))
        + member("tenant", quoted(below(2) ? "Acme"s : text())) + member("request_id", quoted(below(2) ? "0b5ecb1e-1111-4000-8000-123456789abc"s : text()))
        + member("ip", quoted(std::array {"10.1.2.3"s, "10.200.0.9:443"s, "192.168.0.1, 10.0.0.1"s, "2001:DB8::1"s, "::ffff:10.1.2.3"s, "unknown"s}[below(6)]))
        + extras() + ", \"summary\": " + quoted(text()) + ", \"diff\": " + changes() + "}";
    return line;
}

void AuditFiles::damage(AuditLine& line)
{
    line.damaged = true;
    switch (below(3)) {
    case 0:
        line.text.resize(line.text.size() / 2);
        return;
    case 1:
        line.text = "not JSON at all";
        return;
    default:
        line.text.insert(line.text.find("\"summary\": \"") + 12, "\xff\xfe");
    }
}

void AuditFiles::arrange(std::vector<AuditLine>& lines, Order order)
{
    if (order == Order::Shuffled)
        return;
    std::ranges::stable_sort(lines, {}, &AuditLine::second);
    if (order == Order::Descending)
        std::ranges::reverse(lines);
    for (std::size_t i = 3; order == Order::NearlySorted && i < lines.size(); i += 3 + below(5))
        std::swap(lines[i], lines[i - below(4)]);
}

std::vector<AuditLine> AuditFiles::next(std::size_t count, Order order)
{
    std::vector<AuditLine> lines;
    while (lines.size() < count) {
        if (!m_all.empty() && below(10) == 0)
            lines.push_back(of(m_all));
        else
            lines.push_back(line());
        if (below(20) == 0)
            damage(lines.back());
        else
            m_all.push_back(lines.back());
    }
    arrange(lines, order);
    return lines;
}

std::string AuditFiles::fileOf(const std::vector<AuditLine>& lines)
{
    std::string file;
    for (const AuditLine& line : lines)
        file += line.text + '\n';
    return file;
}

} // namespace auditlens::test
