// SPDX-License-Identifier: MIT
#include "store/sealmark.h"

#include "store/archivetables.h"
#include "store/schema.h"

#include <algorithm>

namespace auditlens {

namespace {

constexpr std::size_t longest = 40;

/// A file may hold anything there; what is shown of it is a time.
std::string showable(std::string text)
{
    std::erase_if(text, [](char c) { return std::string_view("0123456789-:.TZ").find(c) == std::string_view::npos; });
    text.resize(std::min(text.size(), longest));
    return text.empty() ? "?" : text;
}

} // namespace

Result<void> putSealMark(Database& database, std::string_view at)
{
    auto statement = database.prepare("INSERT INTO meta VALUES ('sealed', ?)");
    return statement ? statement->bindText(1, at).run() : statement.error();
}

Result<std::string> sealMark(Database& database)
{
    auto statement = database.prepare("SELECT value FROM meta WHERE key = 'sealed'");
    if (!statement)
        return statement.error();
    const auto row = statement->step();
    if (!row)
        return row.error();
    return *row ? showable(std::string(statement->text(0))) : std::string();
}

Result<std::string> sealMarkOf(const QString& archive)
{
    auto database = Database::open(archive, Database::Mode::ReadOnly);
    if (!database)
        return database.error();
    if (const auto version = checkedSchema(**database); !version)
        return version.error();
    return sealMark(**database);
}

Result<bool> hasTwinTable(Database& database)
{
    return hasTable(database, "twin");
}

} // namespace auditlens
