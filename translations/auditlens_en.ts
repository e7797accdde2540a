<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Tr</name>
    <message numerus="yes">
        <source>%n more</source>
        <comment>members of a list</comment>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::AccessChip</name>
    <message numerus="yes">
        <source>ledger: %n entries</source>
        <translation>
            <numerusform>ledger: %n entry</numerusform>
            <numerusform>ledger: %n entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::Archive</name>
    <message numerus="yes">
        <source>There are more than %n different ones.</source>
        <translation>
            <numerusform>There is more than %n different one.</numerusform>
            <numerusform>There are more than %n different ones.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::BrokenLinkBox</name>
    <message numerus="yes">
        <source>%n more before that</source>
        <comment>broken links</comment>
        <translation>
            <numerusform>%n more before that</numerusform>
            <numerusform>%n more before that</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::ChangeCard</name>
    <message numerus="yes">
        <source>%n more in the raw record</source>
        <translation>
            <numerusform>%n more in the raw record</numerusform>
            <numerusform>%n more in the raw record</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::ColumnHeader</name>
    <message numerus="yes">
        <source>%n more column(s) in a wider window</source>
        <translation>
            <numerusform>%n more column in a wider window</numerusform>
            <numerusform>%n more columns in a wider window</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::CommandLine</name>
    <message numerus="yes">
        <source>%1 (%n value(s))</source>
        <translation>
            <numerusform>%1 (%n value)</numerusform>
            <numerusform>%1 (%n values)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 event(s) written to &quot;%2&quot;, times in %3.</source>
        <translation>
            <numerusform>%1 event written to &quot;%2&quot;, times in %3.</numerusform>
            <numerusform>%1 events written to &quot;%2&quot;, times in %3.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 event(s) added from %2 in %3 s.</source>
        <translation>
            <numerusform>%1 event added from %2 in %3 s.</numerusform>
            <numerusform>%1 events added from %2 in %3 s.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The events name %n tenants; each may have an object of this name.</source>
        <translation>
            <numerusform>The events name %n tenant; it may have an object of this name.</numerusform>
            <numerusform>The events name %n tenants; each may have an object of this name.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n earlier</source>
        <translation>
            <numerusform>%n earlier</numerusform>
            <numerusform>%n earlier</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n keys in &quot;%1&quot; cannot be read and are left as they are.</source>
        <translation>
            <numerusform>%n key in &quot;%1&quot; cannot be read and is left as it is.</numerusform>
            <numerusform>%n keys in &quot;%1&quot; cannot be read and are left as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sealed &quot;%1&quot; with %n events.</source>
        <translation>
            <numerusform>Sealed &quot;%1&quot; with %n event.</numerusform>
            <numerusform>Sealed &quot;%1&quot; with %n events.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No key was given for the signatures of %n event(s): they are verified:unknown.</source>
        <translation>
            <numerusform>No key was given for the signature of %n event: it is verified:unknown.</numerusform>
            <numerusform>No key was given for the signatures of %n events: they are verified:unknown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) are signed in a way that is not known here: they are verified:unknown.</source>
        <translation>
            <numerusform>%n event is signed in a way that is not known here: it is verified:unknown.</numerusform>
            <numerusform>%n events are signed in a way that is not known here: they are verified:unknown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>They are what the query finds among %n events, with all of their records.</source>
        <translation>
            <numerusform>They are what the query finds among %n event, with all of their records.</numerusform>
            <numerusform>They are what the query finds among %n events, with all of their records.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are redacted in &quot;%1&quot;.</source>
        <translation>
            <numerusform>%n value is redacted in &quot;%1&quot;.</numerusform>
            <numerusform>%n values are redacted in &quot;%1&quot;.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n record(s) the value of %1 also stands in %2, which is not redacted.</source>
        <translation>
            <numerusform>In %n record the value of %1 also stands in %2, which is not redacted.</numerusform>
            <numerusform>In %n records the value of %1 also stands in %2, which is not redacted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 event(s) added to &quot;%2&quot;.</source>
        <translation>
            <numerusform>%1 event added to &quot;%2&quot;.</numerusform>
            <numerusform>%1 events added to &quot;%2&quot;.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::CompareDialog</name>
    <message numerus="yes">
        <source>&amp;Show %n equal field(s)</source>
        <translation>
            <numerusform>&amp;Show %n equal field</numerusform>
            <numerusform>&amp;Show %n equal fields</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n more difference(s)</source>
        <translation>
            <numerusform>Show %n more difference</numerusform>
            <numerusform>Show %n more differences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::Coverage</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n gap(s)</source>
        <translation>
            <numerusform>%n gap</numerusform>
            <numerusform>%n gaps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>capped, %n gap(s)</source>
        <translation>
            <numerusform>capped, %n gap</numerusform>
            <numerusform>capped, %n gaps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A part: of an archive with %n event(s) only those %1 are here.</source>
        <translation>
            <numerusform>A part: of an archive with %n event only those %1 are here.</numerusform>
            <numerusform>A part: of an archive with %n events only those %1 are here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A part: of an archive with %n event(s) only those that &quot;%1&quot; finds are here, %2.</source>
        <translation>
            <numerusform>A part: of an archive with %n event only those that &quot;%1&quot; finds are here, %2.</numerusform>
            <numerusform>A part: of an archive with %n events only those that &quot;%1&quot; finds are here, %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::DetailPane</name>
    <message numerus="yes">
        <source>Show %n more change(s)</source>
        <translation>
            <numerusform>Show %n more change</numerusform>
            <numerusform>Show %n more changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::DocumentView</name>
    <message numerus="yes">
        <source>Show %n more line(s)</source>
        <translation>
            <numerusform>Show %n more line</numerusform>
            <numerusform>Show %n more lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n unchanged member(s)</source>
        <translation>
            <numerusform>Show %n unchanged member</numerusform>
            <numerusform>Show %n unchanged members</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::EntityName</name>
    <message numerus="yes">
        <source>%1 (%n event(s))</source>
        <comment>an object</comment>
        <translation>
            <numerusform>%1 (%n event)</numerusform>
            <numerusform>%1 (%n events)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::ExportDialog</name>
    <message numerus="yes">
        <source>%1 event(s) are in &quot;%2&quot;.</source>
        <translation>
            <numerusform>%1 event is in &quot;%2&quot;.</numerusform>
            <numerusform>%1 events are in &quot;%2&quot;.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::ExportUnmasker</name>
    <message numerus="yes">
        <source>%n value(s) unmasked, each with an entry in the ledger.</source>
        <translation>
            <numerusform>%n value unmasked, with an entry in the ledger.</numerusform>
            <numerusform>%n values unmasked, each with an entry in the ledger.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n masked value(s) stayed masked: the key does not open them, or nothing was encrypted.</source>
        <translation>
            <numerusform>%n masked value stayed masked: the key does not open it, or nothing was encrypted.</numerusform>
            <numerusform>%n masked values stayed masked: the key does not open them, or nothing was encrypted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::FacetSection</name>
    <message numerus="yes">
        <source>of %n event(s), counted exactly</source>
        <translation>
            <numerusform>of %n event, counted exactly</numerusform>
            <numerusform>of %n events, counted exactly</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::HistogramView</name>
    <message numerus="yes">
        <source>%Ln creation(s)</source>
        <translation>
            <numerusform>%Ln creation</numerusform>
            <numerusform>%Ln creations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln update(s)</source>
        <translation>
            <numerusform>%Ln update</numerusform>
            <numerusform>%Ln updates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln deletion(s)</source>
        <translation>
            <numerusform>%Ln deletion</numerusform>
            <numerusform>%Ln deletions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln read(s)</source>
        <translation>
            <numerusform>%Ln read</numerusform>
            <numerusform>%Ln reads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln export(s)</source>
        <translation>
            <numerusform>%Ln export</numerusform>
            <numerusform>%Ln exports</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln login(s)</source>
        <translation>
            <numerusform>%Ln login</numerusform>
            <numerusform>%Ln logins</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln logout(s)</source>
        <translation>
            <numerusform>%Ln logout</numerusform>
            <numerusform>%Ln logouts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other(s)</source>
        <translation>
            <numerusform>%Ln other</numerusform>
            <numerusform>%Ln others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln event</numerusform>
            <numerusform>%Ln events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::HistoryPage</name>
    <message numerus="yes">
        <source>%n event(s) of %1</source>
        <translation>
            <numerusform>%n event of %1</numerusform>
            <numerusform>%n events of %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The newest %1 of %n events of %2</source>
        <translation>
            <numerusform>The newest %1 of %n event of %2</numerusform>
            <numerusform>The newest %1 of %n events of %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) do not follow from the one before</source>
        <translation>
            <numerusform>%n value does not follow from the one before</numerusform>
            <numerusform>%n values do not follow from the one before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>of %n tenants, which may each have an object of this name</source>
        <translation>
            <numerusform>of %n tenant, which may have an object of this name</numerusform>
            <numerusform>of %n tenants, which may each have an object of this name</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::Integrity</name>
    <message numerus="yes">
        <source>Before and after of %n object(s) with several events</source>
        <translation>
            <numerusform>Before and after of %n object with several events</numerusform>
            <numerusform>Before and after of %n objects with several events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n break(s)</source>
        <translation>
            <numerusform>%n break</numerusform>
            <numerusform>%n breaks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Time of %n event(s) against other clocks in the record</source>
        <translation>
            <numerusform>Time of %n event against other clocks in the record</numerusform>
            <numerusform>Time of %n events against other clocks in the record</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n back-dated</source>
        <translation>
            <numerusform>%n back-dated</numerusform>
            <numerusform>%n back-dated</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n filled in later</source>
        <translation>
            <numerusform>%n filled in later</numerusform>
            <numerusform>%n filled in later</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ahead of time</source>
        <translation>
            <numerusform>%n ahead of time</numerusform>
            <numerusform>%n ahead of time</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <comment>names of fields</comment>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n broken link(s)</source>
        <translation>
            <numerusform>%n broken link</numerusform>
            <numerusform>%n broken links</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clock(s) that do not fit</source>
        <translation>
            <numerusform>%n clock that does not fit</numerusform>
            <numerusform>%n clocks that do not fit</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::IntegrityDialog</name>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n finding</numerusform>
            <numerusform>%n findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::IntegrityPage</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::KeysDialog</name>
    <message numerus="yes">
        <source>%n key(s) in the settings cannot be read and are left as they are.</source>
        <translation>
            <numerusform>%n key in the settings cannot be read and is left as it is.</numerusform>
            <numerusform>%n keys in the settings cannot be read and are left as they are.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::Ledger</name>
    <message numerus="yes">
        <source>%n entries are as signed.</source>
        <translation>
            <numerusform>%n entry is as signed.</numerusform>
            <numerusform>%n entries are as signed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries are newer than the expected last one.</source>
        <translation>
            <numerusform>%n entry is newer than the expected last one.</numerusform>
            <numerusform>%n entries are newer than the expected last one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::MainWindow</name>
    <message numerus="yes">
        <source>%n row(s) copied</source>
        <translation>
            <numerusform>%n row copied</numerusform>
            <numerusform>%n rows copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 shown, folded to %n row(s)</source>
        <translation>
            <numerusform>%1 shown, folded to %n row</numerusform>
            <numerusform>%1 shown, folded to %n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::MappingGuess</name>
    <message numerus="yes">
        <source>&quot;%1&quot; has a few words that come again and again: %n different ones.</source>
        <translation>
            <numerusform>&quot;%1&quot; has a few words that come again and again: %n different ones.</numerusform>
            <numerusform>&quot;%1&quot; has a few words that come again and again: %n different ones.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::MaskActions</name>
    <message numerus="yes">
        <source>The value has %n byte(s).</source>
        <translation>
            <numerusform>The value has %n byte.</numerusform>
            <numerusform>The value has %n bytes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::NewRowsChip</name>
    <message numerus="yes">
        <source>%n new event(s)</source>
        <translation>
            <numerusform>%n new event</numerusform>
            <numerusform>%n new events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::NoticeBar</name>
    <message numerus="yes">
        <source>%n new event(s)</source>
        <translation>
            <numerusform>%n new event</numerusform>
            <numerusform>%n new events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::ProfileCheck</name>
    <message numerus="yes">
        <source>it gives %n events, not one.</source>
        <translation>
            <numerusform>it gives %n event, not one.</numerusform>
            <numerusform>it gives %n events, not one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::RedactDialog</name>
    <message numerus="yes">
        <source>%n value(s) are redacted in &quot;%1&quot;.</source>
        <translation>
            <numerusform>%n value is redacted in &quot;%1&quot;.</numerusform>
            <numerusform>%n values are redacted in &quot;%1&quot;.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n record(s) the value of %1 also stands in %2, which is not redacted.</source>
        <translation>
            <numerusform>In %n record the value of %1 also stands in %2, which is not redacted.</numerusform>
            <numerusform>In %n records the value of %1 also stands in %2, which is not redacted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::RejectDialog</name>
    <message numerus="yes">
        <source>%1 record(s) could not be read</source>
        <translation>
            <numerusform>%1 record could not be read</numerusform>
            <numerusform>%1 records could not be read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::ReportBar</name>
    <message numerus="yes">
        <source>%1 event(s) added</source>
        <translation>
            <numerusform>%1 event added</numerusform>
            <numerusform>%1 events added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 duplicate(s) left out</source>
        <translation>
            <numerusform>%1 duplicate left out</numerusform>
            <numerusform>%1 duplicates left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 record(s) rejected and kept</source>
        <translation>
            <numerusform>%1 record rejected and kept</numerusform>
            <numerusform>%1 records rejected and kept</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::RevealText</name>
    <message numerus="yes">
        <source>%n digit(s)</source>
        <translation>
            <numerusform>%n digit</numerusform>
            <numerusform>%n digits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n upper-case letter(s)</source>
        <translation>
            <numerusform>%n upper-case letter</numerusform>
            <numerusform>%n upper-case letters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lower-case letter(s)</source>
        <translation>
            <numerusform>%n lower-case letter</numerusform>
            <numerusform>%n lower-case letters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other letter(s)</source>
        <translation>
            <numerusform>%n other letter</numerusform>
            <numerusform>%n other letters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n space(s)</source>
        <translation>
            <numerusform>%n space</numerusform>
            <numerusform>%n spaces</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other(s)</source>
        <translation>
            <numerusform>%n other</numerusform>
            <numerusform>%n others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n character(s)</source>
        <translation>
            <numerusform>%n character</numerusform>
            <numerusform>%n characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::SavedView</name>
    <message numerus="yes">
        <source>The name has more than %n characters.</source>
        <translation>
            <numerusform>The name has more than %n character.</numerusform>
            <numerusform>The name has more than %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::Seal</name>
    <message numerus="yes">
        <source>%n events were sealed, from %1 to %2.</source>
        <translation>
            <numerusform>%n event was sealed, from %1 to %2.</numerusform>
            <numerusform>%n events were sealed, from %1 to %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n records could not be read and are kept as they were received.</source>
        <translation>
            <numerusform>%n record could not be read and is kept as it was received.</numerusform>
            <numerusform>%n records could not be read and are kept as they were received.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>They are %1 of the %n events of an archive, cut out of it with their records.</source>
        <translation>
            <numerusform>They are %1 of the %n event of an archive, cut out of it with their records.</numerusform>
            <numerusform>They are %1 of the %n events of an archive, cut out of it with their records.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n records of that archive could not be read: no query finds them, and they are not in this one.</source>
        <translation>
            <numerusform>%n record of that archive could not be read: no query finds it, and it is not in this one.</numerusform>
            <numerusform>%n records of that archive could not be read: no query finds them, and they are not in this one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n values</source>
        <translation>
            <numerusform>%n value</numerusform>
            <numerusform>%n values</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n fields are redacted: their hashes stand in their places.</source>
        <translation>
            <numerusform>%1 of %n field are redacted: hashes stand in their places.</numerusform>
            <numerusform>%1 of %n fields are redacted: hashes stand in their places.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) are not as they were sealed, or were added: %1.</source>
        <translation>
            <numerusform>%n record is not as it was sealed, or was added: %1.</numerusform>
            <numerusform>%n records are not as they were sealed, or were added: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) that were sealed are not there as they were.</source>
        <translation>
            <numerusform>%n record that was sealed is not there as it was.</numerusform>
            <numerusform>%n records that were sealed are not there as they were.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::SealDialog</name>
    <message numerus="yes">
        <source>What the filter shows: %n event(s), in a new file</source>
        <translation>
            <numerusform>What the filter shows: %n event, in a new file</numerusform>
            <numerusform>What the filter shows: %n events, in a new file</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) are sealed in &quot;%1&quot;.</source>
        <translation>
            <numerusform>%n event is sealed in &quot;%1&quot;.</numerusform>
            <numerusform>%n events are sealed in &quot;%1&quot;.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::SideSection</name>
    <message numerus="yes">
        <source>%n more…</source>
        <translation>
            <numerusform>%n more…</numerusform>
            <numerusform>%n more…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::SourceQuestion</name>
    <message numerus="yes">
        <source>At most %n day(s) of time in one question.</source>
        <translation>
            <numerusform>At most %n day of time in one question.</numerusform>
            <numerusform>At most %n days of time in one question.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At least %n request(s) for this time.</source>
        <translation>
            <numerusform>At least %n request for this time.</numerusform>
            <numerusform>At least %n requests for this time.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::Summary</name>
    <message numerus="yes">
        <source>%n more</source>
        <comment>members of a list</comment>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more fields</source>
        <translation>
            <numerusform>%1 and %n more field</numerusform>
            <numerusform>%1 and %n more fields</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more fields</source>
        <translation>
            <numerusform>%n more field</numerusform>
            <numerusform>%n more fields</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>(%n fields)</source>
        <comment>a document in a sentence</comment>
        <translation>
            <numerusform>(%n field)</numerusform>
            <numerusform>(%n fields)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>(%n items)</source>
        <comment>a list in a sentence</comment>
        <translation>
            <numerusform>(%n item)</numerusform>
            <numerusform>(%n items)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 changed (%n fields)</source>
        <translation>
            <numerusform>%1 changed (%n field)</numerusform>
            <numerusform>%1 changed (%n fields)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auditlens::TimelineView</name>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n masked</source>
        <translation>
            <numerusform>%n masked</numerusform>
            <numerusform>%n masked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) copied</source>
        <translation>
            <numerusform>%n row copied</numerusform>
            <numerusform>%n rows copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n further event(s) of the same request below</source>
        <translation>
            <numerusform>%n further event of the same request below</numerusform>
            <numerusform>%n further events of the same request below</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n further event(s) of the same request folded in</source>
        <translation>
            <numerusform>%n further event of the same request folded in</numerusform>
            <numerusform>%n further events of the same request folded in</numerusform>
        </translation>
    </message>
</context>
</TS>
