// SPDX-License-Identifier: MIT
#include "formats/registry.h"
#include "profiles/profileregistry.h"

#include <QByteArray>

#include <cstdint>
#include <cstdlib>

namespace {

class Forget : public auditlens::EventSink
{
public:
    auditlens::AuditEvent& next(std::string_view) override
    {
        m_event.clear();
        return m_event;
    }
    void refuse(std::string_view, auditlens::DecodeProblem) override { }

private:
    auditlens::AuditEvent m_event;
};

} // namespace

// Every format decodes any JSON or says what is wrong with it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace auditlens;
    static const FormatRegistry* formats = [] {
        auto* registry = new FormatRegistry;
        addBuiltinFormats(*registry);
        if (!addBuiltinProfiles(*registry))
            std::abort();
        return registry;
    }();
    static json::Document document;
    if (!document.parseCopy({reinterpret_cast<const char*>(data), size}))
        return 0;
    Forget sink;
    const json::Value record = document.root();
    for (const Format* format : formats->all()) {
        format->fit({&record, 1});
        format->decode(record, {}, sink);
    }
    return 0;
}
