// SPDX-License-Identifier: MIT
#include "memoryscan.h"

#include <algorithm>
#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace auditlens::test {

namespace {

constexpr std::size_t pageBytes = 4096;
constexpr std::size_t pieceBytes = 2 * pageBytes;

/// What is read stands on pages that are not searched.
class Window
{
public:
    Window() : m_bytes(static_cast<unsigned char*>(::mmap(nullptr, pieceBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))) { }
    ~Window() { ::munmap(m_bytes, pieceBytes); }
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    unsigned char* bytes() const { return m_bytes; }
    /// The mapping of these pages may have neighbours that the system has joined with it.
    bool covers(std::uint64_t at) const
    {
        const auto begin = reinterpret_cast<std::uint64_t>(m_bytes);
        return at >= begin && at < begin + pieceBytes;
    }

private:
    unsigned char* m_bytes;
};

int timesBetween(int memory, std::uint64_t begin, std::uint64_t end, const HiddenBytes& bytes, const Window& window)
{
    int times = 0;
    for (std::uint64_t at = begin; at < end; at += pageBytes) {
        if (window.covers(at))
            continue;
        // A little of the next page, for what begins on this one.
        const std::size_t wanted = std::size_t(std::min<std::uint64_t>(end - at, pageBytes + bytes.size() - 1));
        const ssize_t got = ::pread(memory, window.bytes(), wanted, off_t(at));
        const ssize_t places = std::min<ssize_t>(pageBytes, got - ssize_t(bytes.size()) + 1);
        for (ssize_t i = 0; i < places; ++i)
            times += bytes.isAt(window.bytes() + i);
    }
    return times;
}

int timesBetween(int memory, std::uint64_t begin, std::uint64_t end, std::string_view bytes)
{
    constexpr std::size_t most = std::size_t(1) << 20;
    std::string piece;
    int times = 0;
    for (std::uint64_t at = begin; at < end; at += most) {
        // A little of the next piece, for what begins in this one.
        piece.resize(std::size_t(std::min<std::uint64_t>(end - at, most + bytes.size() - 1)));
        const ssize_t got = ::pread(memory, piece.data(), piece.size(), off_t(at));
        const std::string_view read = std::string_view(piece).substr(0, got > 0 ? std::size_t(got) : 0);
        for (std::size_t place = read.find(bytes); place < most; place = read.find(bytes, place + 1))
            ++times;
    }
    return times;
}

/// Adds up what `count` (memory, begin, end) finds in each part of a process's memory that it can write to.
template <typename Count>
std::optional<int> sumOverWritable(const std::string& process, Count count)
{
    const int memory = ::open(("/proc/" + process + "/mem").c_str(), O_RDONLY | O_CLOEXEC);
    std::FILE* maps = std::fopen(("/proc/" + process + "/maps").c_str(), "re");
    std::optional<int> times;
    char line[1024];
    while (memory >= 0 && maps && std::fgets(line, sizeof line, maps)) {
        std::uint64_t begin = 0;
        std::uint64_t end = 0;
        char rights[5] = {};
        if (std::sscanf(line, "%" SCNx64 "-%" SCNx64 " %4s", &begin, &end, rights) == 3 && std::strncmp(rights, "rw", 2) == 0)
            times = times.value_or(0) + count(memory, begin, end);
    }
    if (maps)
        std::fclose(maps);
    if (memory >= 0)
        ::close(memory);
    return times;
}

} // namespace

bool HiddenBytes::isAt(const unsigned char* place) const
{
    for (std::size_t i = 0; i < m_turned.size(); ++i) {
        if (char(place[i]) != turn(m_turned[i]))
            return false;
    }
    return true;
}

std::optional<int> timesInMemory(const HiddenBytes& bytes)
{
    const Window window;
    return sumOverWritable("self", [&](int memory, std::uint64_t begin, std::uint64_t end) { return timesBetween(memory, begin, end, bytes, window); });
}

std::optional<int> timesInMemoryOf(std::int64_t process, std::string_view bytes)
{
    return sumOverWritable(
        std::to_string(process), [bytes](int memory, std::uint64_t begin, std::uint64_t end) { return timesBetween(memory, begin, end, bytes); });
}

} // namespace auditlens::test
