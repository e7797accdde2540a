// SPDX-License-Identifier: MIT
#include "diff/documentdiff.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace auditlens {

namespace {

    using json::Kind;
    using json::Value;
    using Members = std::unordered_map<std::string_view, Value>;
    using Elements = std::vector<Value>;

    Members membersOf(Value object)
    {
        Members members;
        for (const Value member : object)
            members[member.key()] = member;
        return members;
    }

    Elements elementsOf(Value array)
    {
        Elements elements;
        for (const Value element : array)
            elements.push_back(element);
        return elements;
    }

    bool isContainer(Value value)
    {
        return value.isObject() || value.isArray();
    }

    bool same(Value a, Value b);

    bool sameMembers(Value a, Value b)
    {
        const Members left = membersOf(a);
        const Members right = membersOf(b);
        return left.size() == right.size() && std::all_of(left.begin(), left.end(), [&](const auto& member) {
            const auto other = right.find(member.first);
            return other != right.end() && same(member.second, other->second);
        });
    }

    bool sameElements(Value a, Value b)
    {
        const Elements left = elementsOf(a);
        const Elements right = elementsOf(b);
        return std::equal(left.begin(), left.end(), right.begin(), right.end(), same);
    }

    bool same(Value a, Value b)
    {
        if (a.kind() != b.kind())
            return false;
        if (a.text() == b.text())
            return true;
        if (a.isObject())
            return sameMembers(a, b);
        return a.isArray() && sameElements(a, b);
    }

    /// "7" for {"id": 7}; empty when the element has none.
    std::string_view idOf(Value element)
    {
        return element.isObject() ? element.firstOf({"id", "pk"}).scalar() : std::string_view();
    }

    bool haveDistinctIds(const Elements& elements)
    {
        std::unordered_set<std::string_view> seen;
        return std::all_of(elements.begin(), elements.end(), [&](Value element) {
            const std::string_view id = idOf(element);
            return !id.empty() && seen.insert(id).second;
        });
    }

    class Differ
    {
    public:
        DocumentDiff take() { return std::move(m_diff); }

        void compare(const std::string& key, Value before, Value after, unsigned depth)
        {
            if (m_diff.rows.size() >= maxDocumentRows) {
                m_diff.truncated = true;
                return;
            }
            if (!before.exists() || !after.exists())
                add(before.exists() ? DocumentRow::Kind::Removed : DocumentRow::Kind::Added, key, before, after, depth);
            else if (same(before, after))
                add(DocumentRow::Kind::Same, key, before, after, depth);
            else if (before.kind() == after.kind() && isContainer(before))
                compareInside(key, before, after, depth);
            else
                add(DocumentRow::Kind::Changed, key, before, after, depth);
        }

        void compareMembers(Value before, Value after, unsigned depth)
        {
            const Members left = membersOf(before);
            const Members right = membersOf(after);
            std::unordered_set<std::string_view> done;
            for (const Value member : before) {
                if (!done.insert(member.key()).second)
                    continue;
                const auto other = right.find(member.key());
                compare(std::string(member.key()), left.at(member.key()), other == right.end() ? Value() : other->second, depth);
            }
            for (const Value member : after) {
                if (done.insert(member.key()).second)
                    compare(std::string(member.key()), Value(), right.at(member.key()), depth);
            }
        }

        void compareElements(Value before, Value after, unsigned depth)
        {
            const Elements left = elementsOf(before);
            const Elements right = elementsOf(after);
            if (haveDistinctIds(left) && haveDistinctIds(right))
                compareById(left, right, depth);
            else
                compareByPlace(left, right, depth);
        }

    private:
        void add(DocumentRow::Kind kind, const std::string& key, Value before, Value after, unsigned depth)
        {
            m_diff.rows.push_back({kind, depth, key, {before.kind(), std::string(before.text())},
                {after.kind(), std::string(after.text())}});
        }

        void compareInside(const std::string& key, Value before, Value after, unsigned depth)
        {
            m_diff.rows.push_back({DocumentRow::Kind::Inside, depth, key, {before.kind(), {}}, {after.kind(), {}}});
            if (before.isObject())
                compareMembers(before, after, depth + 1);
            else
                compareElements(before, after, depth + 1);
        }

        void compareById(const Elements& left, const Elements& right, unsigned depth)
        {
            std::unordered_map<std::string_view, Value> byId;
            for (const Value element : right)
                byId[idOf(element)] = element;
            for (const Value element : left) {
                const auto other = byId.find(idOf(element));
                const Value after = other == byId.end() ? Value() : other->second;
                compare("[id " + std::string(idOf(element)) + "]", element, after, depth);
                if (other != byId.end())
                    byId.erase(other);
            }
            for (const Value element : right) {
                if (byId.count(idOf(element)) != 0)
                    compare("[id " + std::string(idOf(element)) + "]", Value(), element, depth);
            }
        }

        void compareByPlace(const Elements& left, const Elements& right, unsigned depth)
        {
            std::size_t head = 0;
            while (head < left.size() && head < right.size() && same(left[head], right[head])) {
                compare(place(head), left[head], right[head], depth);
                ++head;
            }
            std::size_t tail = 0;
            while (tail < left.size() - head && tail < right.size() - head
                && same(left[left.size() - 1 - tail], right[right.size() - 1 - tail]))
                ++tail;
            const std::size_t longer = std::max(left.size(), right.size()) - tail;
            for (std::size_t i = head; i < longer; ++i) {
                compare(place(i), i < left.size() - tail ? left[i] : Value(), i < right.size() - tail ? right[i] : Value(), depth);
            }
            for (std::size_t i = tail; i > 0; --i)
                compare(place(right.size() - i), left[left.size() - i], right[right.size() - i], depth);
        }

        static std::string place(std::size_t i) { return "[" + std::to_string(i) + "]"; }

        DocumentDiff m_diff;
    };

    bool parse(json::Document& document, std::string_view text)
    {
        return text.empty() || document.parseCopy(text);
    }

} // namespace

DocumentDiff diffDocuments(std::string_view before, std::string_view after)
{
    json::Document left;
    json::Document right;
    if (!parse(left, before) || !parse(right, after))
        return {{}, false, false};
    const Value a = before.empty() ? Value() : left.root();
    const Value b = after.empty() ? Value() : right.root();
    Differ differ;
    const bool objects = (a.isObject() || !a.exists()) && (b.isObject() || !b.exists());
    const bool arrays = (a.isArray() || !a.exists()) && (b.isArray() || !b.exists());
    if (objects)
        differ.compareMembers(a, b, 0);
    else if (arrays)
        differ.compareElements(a, b, 0);
    else
        differ.compare(std::string(), a, b, 0);
    return differ.take();
}

} // namespace auditlens
