// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "unmask/secret.h"

#include <QString>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace auditlens {

/// A regular file that belongs to the person at the keyboard and that nobody else may read: mode 0600, one name, no
/// symbolic link, no ".." on the way. Anything else is refused, never repaired. One thread.
class PrivateFile
{
public:
    enum class Mode : std::uint8_t {
        Read,
        Append, ///< Made when it is not there.
        New, ///< Must not be there.
    };
    static Result<PrivateFile> open(const QString& path, Mode mode);
    ~PrivateFile();
    PrivateFile(PrivateFile&& other) noexcept;
    PrivateFile& operator=(PrivateFile&&) = delete;

    /// Until the file is closed: no other process has the lock, and it is still the file of its path.
    Result<void> lock(std::chrono::milliseconds patience);
    Result<std::uint64_t> size() const;
    /// The bytes from `offset` on, at most `most`; fewer where the file ends.
    Result<std::string> read(std::uint64_t offset, std::size_t most) const;
    Result<Secret> readSecret() const; ///< The whole file, up to 64 KiB.
    /// Returns when the bytes are on the disk, and with `named` the file's name too. After an error the file is as
    /// long as before wherever the system allows it.
    Result<void> append(std::string_view bytes, bool named);

private:
    PrivateFile(int descriptor, QString path)
        : m_descriptor(descriptor)
        , m_path(std::move(path))
    {
    }
    Result<void> check() const;

    int m_descriptor;
    QString m_path;
};

/// Whoever writes an entry holds the lock for milliseconds.
inline constexpr std::chrono::milliseconds lockPatience {10'000};

/// A shared or exclusive lock (flock) on an open file; false when another process kept it for that long.
bool lockWithin(int descriptor, int operation, std::chrono::milliseconds patience);

} // namespace auditlens
