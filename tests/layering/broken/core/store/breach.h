#include <QtWidgets/QLabel> // a breach on purpose: the layering test must find it
