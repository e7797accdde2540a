// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace auditlens {

/// Takes the body of an answer, in pieces as they come.
class BodySink
{
public:
    virtual ~BodySink() = default;
    /// A new attempt: what came before is void.
    virtual void begin() = 0;
    virtual void add(std::string_view piece) = 0;
};

/// Undoes gzip and counts what comes out. One thread.
class BodyReader
{
public:
    enum class Trouble : std::uint8_t {
        None,
        TooLarge, ///< More than the limit came out.
        Damaged, ///< No gzip, or one that ends too early.
        UnknownEncoding,
    };

    /// `contentEncoding` is the header's value.
    BodyReader(QByteArrayView contentEncoding, std::size_t limit, BodySink& sink);
    ~BodyReader();

    Trouble add(std::string_view received);
    /// After the last piece.
    Trouble finish();

private:
    class Inflater;

    Trouble deliver(std::string_view piece);

    std::size_t m_limit;
    std::size_t m_delivered = 0;
    BodySink& m_sink;
    Trouble m_trouble = Trouble::None;
    std::unique_ptr<Inflater> m_inflater; ///< Null: the body is as it is.
};

} // namespace auditlens
