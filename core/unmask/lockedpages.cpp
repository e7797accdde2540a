// SPDX-License-Identifier: MIT
#include "unmask/lockedpages.h"

#include <openssl/crypto.h>

#include <limits>
#include <new>

#ifdef _WIN32
#define NOMINMAX
#include <windows.h>
#else
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace auditlens {

namespace {

#ifdef _WIN32
std::size_t pageSize()
{
    SYSTEM_INFO info;
    GetSystemInfo(&info);
    return info.dwPageSize;
}

void* mapPages(std::size_t size)
{
    void* pages = VirtualAlloc(nullptr, size, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE);
    if (pages)
        VirtualLock(pages, size);
    return pages;
}

void unmapPages(void* pages, std::size_t)
{
    VirtualFree(pages, 0, MEM_RELEASE);
}
#else
std::size_t pageSize()
{
    return std::size_t(sysconf(_SC_PAGESIZE));
}

void* mapPages(std::size_t size)
{
    void* pages = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED)
        return nullptr;
    // An ordinary user may lock a few megabytes; what is beyond works as well, unlocked.
    [[maybe_unused]] const int locked = mlock(pages, size);
#ifdef MADV_DONTDUMP
    madvise(pages, size, MADV_DONTDUMP);
#endif
    return pages;
}

void unmapPages(void* pages, std::size_t size)
{
    munmap(pages, size);
}
#endif

std::size_t wholePages(std::size_t size)
{
    const std::size_t page = pageSize();
    if (size > std::numeric_limits<std::size_t>::max() - page)
        throw std::bad_alloc();
    return (size + page - 1) / page * page;
}

} // namespace

unsigned char* takeLockedPages(std::size_t size)
{
    void* pages = mapPages(wholePages(size));
    if (!pages)
        throw std::bad_alloc();
    return static_cast<unsigned char*>(pages);
}

void returnLockedPages(unsigned char* pages, std::size_t size) noexcept
{
    OPENSSL_cleanse(pages, size);
    unmapPages(pages, wholePages(size));
}

} // namespace auditlens
