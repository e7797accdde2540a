// SPDX-License-Identifier: MIT
#pragma once

#include "session/eventdetail.h"

#include <QFrame>

class QVBoxLayout;

namespace auditlens {

/// One change in the way its kind asks for: words, objects, members, or the structure of a document. Masked values
/// stay masked, and the card says whether an encrypted copy is there.
class ChangeCard : public QFrame
{
    Q_OBJECT

public:
    explicit ChangeCard(const ChangeDetail& detail, QWidget* parent = nullptr);
    /// Puts a row below, whose actions become the card's context menu.
    void setActions(QWidget* row);

private:
    void addHead(const Change& change);
    void addMasked(const Change& change);
    void addScalar(const ChangeDetail& detail);
    void addReference(const Change& change);
    void addMembers(const Change& change);
    void addFolding();

    QVBoxLayout* m_layout;
};

/// How a side of a change is shown: "null", "absent" and "empty text" are special, everything else is what it says.
struct ShownValue
{
    QString text;
    bool special = false;
};
ShownValue shownValue(const Value& value);

} // namespace auditlens
