// SPDX-License-Identifier: MIT
#include "formats/tigersamples.h"

namespace auditlens::test {

namespace {

constexpr const char* envelope = R"({"model":"policies.Policy","object_id":"42","timestamp":"2025-12-03T15:04:05.123456+00:00",
 "diff":{"status":{"field":"status","label":"status","field_type":"CharField","relation":"field","before":"pending","after":"approved"}},
 "actor":{"username":"alice","email":"alice@example.com","id":42},
 "context":{"actor":{"username":"alice","email":"alice@example.com","id":42},
            "request":{"ip":"203.0.113.10","user_agent":"UA","method":"POST","path":"/p?x=1","user":"alice"}},
 "summary":"status (CharField) changed from pending to approved.",
 "event_type":"updated","event_id":"0b0c6c1e-0000-4000-8000-000000000001"})";

constexpr const char* envelopeEvent = R"({"id":"0b0c6c1e-0000-4000-8000-000000000001","time":"2025-12-03T15:04:05.123456Z",
 "actor":{"id":"42","name":"alice","email":"alice@example.com"},"action":"updated","verb":"update",
 "entity":{"type":"policies.Policy","id":"42"},"ip":"203.0.113.10","user_agent":"UA",
 "changes":[{"field":"status","type":"CharField","kind":"scalar","before":"pending","after":"approved"}],
 "summary":"status (CharField) changed from pending to approved.",
 "extra":{"context":{"request":{"method":"POST","path":"/p?x=1","user":"alice"}}}})";

constexpr const char* restItem = R"({"id":"0b0c6c1e-0000-4000-8000-000000000001","model":"policies.Policy","object_id":"None",
 "timestamp":"2025-12-03T15:04:05+00:00","summary":"","actor":"{'username': \"o'neil\", 'name': 'Zoë', 'id': 42, 'staff': True}",
 "diff":{"a":{"field":"a","label":"A","field_type":"CharField","relation":"field","before":"x","after":null},
         "b":{"field":"b","label":"b","field_type":"CharField","relation":"field","before":null,"after":null}},"context":{}})";

constexpr const char* relations = R"({"event_id":"e2","model":"policies.Policy","object_id":"7","timestamp":"2025-12-03T15:04:05+00:00","event_type":"updated",
 "actor":null,"context":{},"summary":"",
 "diff":{"owner":{"field":"owner","label":"Owner","field_type":"ForeignKey","relation":"foreign_key",
           "before":{"pk":1,"repr":"Alice","model":"auth.User"},"after":{"pk":2,"repr":"Bob","model":"auth.User"}},
         "box":{"field":"box","label":"box","field_type":"OneToOneField","relation":"one_to_one","before":null,"after":{"pk":"b-1","repr":"Box","model":"x.Box"}},
         "tags":{"field":"tags","label":"tags","field_type":"ManyToManyField","relation":"many_to_many","model":"x.Tag",
           "added":[{"pk":3,"repr":"red","model":"x.Tag"}],"removed":[]},
         "data":{"field":"data","label":"data","field_type":"JSONField","relation":"field","before":{"n": 1.50},"after":{"n": 1.5}},
         "premium":{"field":"premium","label":"premium","field_type":"DecimalField","relation":"field","before":12345678901234567890,"after":""}}})";

constexpr const char* masked = R"({"event_id":"e3","model":"people.Person","object_id":"7","timestamp":"2025-12-03T15:04:05+00:00","event_type":"created",
 "actor":{"username":"bot"},"context":{},"summary":"",
 "diff":{"ssn":{"field":"ssn","label":"ssn","field_type":"CharField","relation":"field","before":null,"after":"masked:01a54629",
           "encrypted_after":"enc:gAAAAABpL_wQAAECAwQFBgcICQoLDA0OD-DOTmChI_Pum7EosrHcGDHV6OrRvoliDkf5p9qVpbaoACv4pEUncB1-_ZyxIp8wmg=="},
         "pin":{"field":"pin","label":"pin","field_type":"CharField","relation":"field","before":null,"after":"masked:3cbc87c7"},
         "note":{"field":"note","label":"note","field_type":"CharField","relation":"field","before":null,"after":"masked: no"}}})";

constexpr const char* generated = R"({"id": "b9b40f51", "timestamp": "2023-06-21T10:26:04.574963Z", "action": "update",
 "actor": {"id": 1517, "username": "ursula", "email": "ursula@example.com"}, "model": "partners.Contract", "object_id": "458d",
 "object_repr": "Contract PL-2020", "tenant": "tenant-01", "request_id": "8f232b1f", "ip": "10.82.196.94",
 "diff": {"auto_renew": {"field": "auto_renew", "field_type": "BooleanField", "relation": "field", "before": false, "after": true}}, "summary": "done"})";

constexpr const char* outboxRow = R"({"id":"e9","model_label":"policies.Policy","object_pk":"42","status":"sent","attempts":1,"last_error":"",
 "context":{},"created_at":"2025-12-03T15:04:06Z","payload":{"model":"policies.Policy","object_id":"42","timestamp":"2025-12-03T15:04:05+00:00",
 "diff":{},"actor":"cron","context":{},"summary":"","event_type":"updated","event_id":"e9"}})";

} // namespace

std::vector<FormatSample> tigerSamples()
{
    return {
        {"envelope of the reference", envelope, {envelopeEvent}},
        {"REST item: actor as repr, kind from the diff, None as written", restItem,
            {R"({"id":"0b0c6c1e-0000-4000-8000-000000000001","time":"2025-12-03T15:04:05Z","actor":{"id":"42","name":"o'neil","full_name":"Zoë"},
             "action":"deleted","verb":"delete","entity":{"type":"policies.Policy","id":"None"},
             "changes":[{"field":"a","label":"A","type":"CharField","kind":"scalar","before":"x","after":null},
                        {"field":"b","type":"CharField","kind":"scalar","before":null,"after":null}],"extra":{"actor":{"staff":true}}})"}},
        {"relations, memberships, documents, long numbers", relations,
            {R"({"id":"e2","time":"2025-12-03T15:04:05Z","action":"updated","verb":"update","entity":{"type":"policies.Policy","id":"7"},
             "changes":[{"field":"owner","label":"Owner","type":"ForeignKey","kind":"reference","model":"auth.User",
               "before":{"id":"1","label":"Alice","model":"auth.User"},"after":{"id":"2","label":"Bob","model":"auth.User"}},
              {"field":"box","type":"OneToOneField","kind":"reference","model":"x.Box","before":null,"after":{"id":"b-1","label":"Box","model":"x.Box"}},
              {"field":"tags","type":"ManyToManyField","kind":"members","model":"x.Tag","added":[{"id":"3","label":"red","model":"x.Tag"}],"removed":[]},
              {"field":"data","type":"JSONField","kind":"document","before":{"n":1.50},"after":{"n":1.5}},
              {"field":"premium","type":"DecimalField","kind":"scalar","before":12345678901234567890,"after":""}]})"}},
        {"masked with and without ciphertext; null stays null", masked,
            {R"({"id":"e3","time":"2025-12-03T15:04:05Z","actor":{"name":"bot"},"action":"created","verb":"create","entity":{"type":"people.Person","id":"7"},
             "changes":[{"field":"ssn","type":"CharField","kind":"scalar","before":null,"after":{"masked":"masked:01a54629","encrypted":true},"masked":true},
              {"field":"pin","type":"CharField","kind":"scalar","before":null,"after":{"masked":"masked:3cbc87c7","encrypted":false},"masked":true},
              {"field":"note","type":"CharField","kind":"scalar","before":null,"after":"masked: no"}]})"}},
        {"generated event: label, tenant and request at the top", generated,
            {R"({"id":"b9b40f51","time":"2023-06-21T10:26:04.574963Z","actor":{"id":"1517","name":"ursula","email":"ursula@example.com"},
             "action":"update","verb":"update","entity":{"type":"partners.Contract","id":"458d","label":"Contract PL-2020"},"tenant":"tenant-01",
             "ip":"10.82.196.94","request_id":"8f232b1f",
             "changes":[{"field":"auto_renew","type":"BooleanField","kind":"scalar","before":false,"after":true}],"summary":"done"})"}},
        {"row of the outbox table", outboxRow,
            {R"({"id":"e9","time":"2025-12-03T15:04:05Z","actor":{"name":"cron"},"action":"updated","verb":"update",
             "entity":{"type":"policies.Policy","id":"42"},"clocks":{"created":"2025-12-03T15:04:06.000000000Z"},
             "extra":{"status":"sent","attempts":1,"last_error":""}})"}},
        {"MongoDB document with tolerant names", R"({"_id":{"$oid":"65a"},"model_label":"a.B","objectPk":5,"created_at":{"$date":"2025-12-03T15:04:05.5Z"},
             "changes":{"x":["old","new"]},"context":{"event_type":"created","summary":"made","actor":{"email":"z@example.com"}}})",
            {R"({"time":"2025-12-03T15:04:05.5Z","actor":{"email":"z@example.com"},"action":"created","verb":"create","entity":{"type":"a.B","id":"5"},
             "changes":[{"field":"x","kind":"scalar","before":"old","after":"new"}],"summary":"made"})"}},
    };
}

} // namespace auditlens::test
