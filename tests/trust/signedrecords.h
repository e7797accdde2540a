// SPDX-License-Identifier: MIT
#pragma once

namespace auditlens::test {

/// Records with published signatures, and the public key of the last. (In a file of their own: moc of Qt 6.4 does not
/// find a class behind their raw strings.)
extern const char* const listItem; ///< santura's REST list
extern const char* const exportItem; ///< santura's export
extern const char* const mergedStream; ///< Redacto, metadata among the labels
extern const char* const categorised; ///< Redacto, metadata apart
extern const char* const rsaRecord; ///< Redacto, RSA-PSS
extern const char* const rsaKey;

} // namespace auditlens::test
