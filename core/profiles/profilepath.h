// SPDX-License-Identifier: MIT
#pragma once

#include "json/document.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace auditlens {

/// The documents a record needs while it is decoded: its own and the ones that it keeps as text. Remembers which
/// members were used, so that the others can be told as extra.
class ProfileRecord
{
public:
    /// `element` is what "#" stands for in a path.
    explicit ProfileRecord(json::Value root, std::size_t element = 0)
        : m_root(root), m_element(std::to_string(element))
    {
    }

    json::Value root() const { return m_root; }
    std::string_view element() const { return m_element; }
    /// The value itself, or what its text holds when that is a JSON object or array.
    json::Value opened(json::Value value);
    /// Remembers that this member of the record has its own field in the event.
    void use(json::Value value);
    bool isUsed(json::Value value) const;
    /// True when something inside was used.
    bool holdsUsed(json::Value value) const;

private:
    struct Opened
    {
        json::Value text;
        json::Document document;
    };
    json::Value m_root;
    std::string m_element;
    std::vector<std::unique_ptr<Opened>> m_opened;
    std::vector<std::uint32_t> m_used;
};

/// One compiled path, constant or template.
class ProfilePath
{
public:
    /// An English reason when the text is not a path; empty when it is.
    static std::string problem(std::string_view text);
    explicit ProfilePath(std::string_view text);

    /// The value at the path; missing for constants and templates.
    json::Value find(ProfileRecord& record, json::Value from) const;
    /// Appends the scalar there, the constant, or the filled template; false when it has no value.
    bool appendText(ProfileRecord& record, json::Value from, std::string& to) const;

private:
    enum class Kind { Path, Constant, Template };
    struct Step
    {
        std::string key;
        std::string rest; ///< This key and what follows, for members whose names have dots.
        std::string filterKey; ///< name[filterKey=filterText]
        std::string filterText;
    };
    struct Piece
    {
        std::string text;
        std::vector<ProfilePath> path; ///< One path, or none for plain text.
    };

    void compilePath(std::string_view text);
    void compileTemplate(std::string_view text);
    json::Value step(ProfileRecord& record, json::Value value, const Step& step) const;

    Kind m_kind = Kind::Path;
    std::string m_constant;
    std::vector<Step> m_steps;
    std::vector<Piece> m_pieces;
};

/// Alternatives: the first one with a value counts.
class ProfilePaths
{
public:
    ProfilePaths() = default;
    explicit ProfilePaths(const std::vector<std::string>& texts);

    bool empty() const { return m_paths.empty(); }
    const std::vector<ProfilePath>& alternatives() const { return m_paths; }
    json::Value find(ProfileRecord& record, json::Value from) const;
    /// Replaces `to`; false, and `to` empty, when no alternative has a text.
    bool readText(ProfileRecord& record, json::Value from, std::string& to) const;
    bool readText(ProfileRecord& record, std::string& to) const { return readText(record, record.root(), to); }

private:
    std::vector<ProfilePath> m_paths;
};

/// Texts that are compared whole, or by their beginning when they end in "*".
class WordList
{
public:
    WordList() = default;
    explicit WordList(std::vector<std::string> words) : m_words(std::move(words)) { }
    bool has(std::string_view text) const;
    bool empty() const { return m_words.empty(); }

private:
    std::vector<std::string> m_words;
};

} // namespace auditlens
