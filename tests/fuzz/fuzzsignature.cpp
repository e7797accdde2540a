// SPDX-License-Identifier: MIT
#include "json/document.h"
#include "trust/pythonjson.h"
#include "trust/signaturescheme.h"

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace auditlens;

namespace {

void checkAllSchemes(json::Value record)
{
    static const Secret key = Secret::copyOf("test-secret-key");
    static const auto check = makeSignatureCheck(SignatureAlgorithm::HmacSha256, {&key, 1});
    for (const SignatureScheme* scheme : signatureSchemes()) {
        std::uint32_t last = 0;
        scheme->verify(record, {}, check.value().get(), [&last](std::uint32_t part, const SignatureVerdict&) { last = part; });
        scheme->coverage(record, last);
    }
}

} // namespace

// Whatever the record: its canonical text is JSON that has itself as canonical text, and no scheme breaks on it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static json::Document document;
    static json::Document again;
    if (!document.parseExactCopy({reinterpret_cast<const char*>(data), size}))
        return 0;
    PythonJson json;
    const std::string text(json.of(document.root()));
    if (!again.parseExactCopy(text) || json.of(again.root()) != text)
        std::abort();
    checkAllSchemes(document.root());
    return 0;
}
