// SPDX-License-Identifier: MIT
#pragma once

#include "query/querypopup.h"

#include <QMap>

#include <utility>
#include <vector>

namespace auditlens {

/// The word in front of the cursor: a name of a field that is being typed, or a value behind "field:".
struct QueryWord
{
    qsizetype begin = 0;
    qsizetype length = 0;
    QString sign; ///< "-" or nothing.
    QString field; ///< Empty while the field itself is typed.
    QString typed;
};
QueryWord wordBefore(const QString& text, qsizetype cursor);

/// Offers fields, then the values of a field with their counts, under the query while somebody types. Nothing is
/// chosen by itself.
class QueryCompletion : public QueryPopup
{
    Q_OBJECT

public:
    using Values = std::vector<std::pair<QString, quint64>>; ///< Most frequent first.

    explicit QueryCompletion(QueryEdit* edit);

    void setValues(const QString& field, const Values& values);
    /// Another archive: its values are asked for again.
    void forgetValues();

Q_SIGNALS:
    void valuesWanted(const QString& field); ///< Answer with setValues().

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void offer(bool asked);
    void offerFields(const QueryWord& word);
    void offerValues(const QueryWord& word);
    void addOffer(const QString& shown, const QString& inserted, const QString& note = {});
    void placeBelow(const QueryWord& word);
    bool opensWith(const QKeyEvent& key) override;
    void take() override;

    QMap<QString, Values> m_values;
    bool m_typing = false; ///< A key is at work: only what a person types is completed.
};

} // namespace auditlens
