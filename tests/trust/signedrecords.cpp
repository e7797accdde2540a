// SPDX-License-Identifier: MIT
#include "signedrecords.h"

namespace auditlens::test {

const char* const rsaKey = R"(-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAq0Vx9j69mGv3b8m3bH1t
Yh/Rv15L363SnEIjkJiChEmP2cLljSoTo9o4I7g8VE/cstUFomANxA7dEsM8D0d1
3aM8iJyndIaXuR+uZdHM+h5yModsHA81E1fDgf7S+ozqhUqOdjg2YsPrM76AUZfq
bi9LQLC4Cikg0Q2LeVRYVV5LEFRecjz05s9m4tY/iTw8Y7cdv8HiGVWKHcqr2zGI
BbcwkuceJd42BwV/8TXRre2nU4uaKcjnfRrdUeu1hi9Dy8MvQ3nrg9nB1ay1TUVX
ZwTmfR0u76/EewTyD60EgzNdXLg3VF/XV+S9FP6IrFZz5QJD1lvjIHD3X36/HMYJ
NwIDAQAB
-----END PUBLIC KEY-----
)";

const char* const rsaRecord = R"({"timestamp":1706000000000000000,"body":"Test audit log entry","labels":{"organization_uuid":"org-123"},"_signature":"2b39cc76035d10bb86e4c7d94714c4296650f96268b1e54188bf1bb65189f9b98efc76ff1f67554a61a820db82ca7613c95460858937b1a4e364a3f37d84090a50ba8ca87222f2cc1d2bf76c1ea33e999e9696e803bfbdccccc1b2b8460a8f72484160a362aead28775f0cd8c776edbe42ff5cec3e05824800f24db58c8952b74110417d2f29bf2da8a6fc6244bd3dd82f3e09fed0244092a126d05c68894a031c1b9ae09fd6cf2717471819027189d3d82615c3837c43b0b2947969e264ea5bd71ec78a92e5133c884575a5d4996b10e18240dfbaf1e40591577fda3cfed3460aa0c9d3a99e07c2e27bb1c5c47ad183297451e016a2731e0ecd7a23594bc3f2"})";

const char* const listItem = R"({"_id":"3f2504e0-4f89-41d3-9a0c-0305e82c3301","timestamp":{"$date":"2025-05-18T09:35:00Z"},"action":"login","user_id":"7","details":{"ip":"192.168.1.1","n":1,"ok":true,"none":null,"f":1.5,"name":"Zoë","nested":{"b":2,"a":[1,"x"]}},"signature":"adb550eed2c9e21da4d092df49abd3a18dfd61acdf662c109cb62f0514350b80"})";

const char* const exportItem = R"({"_id": "3f2504e0-4f89-41d3-9a0c-0305e82c3302", "timestamp": "2025-05-18T09:35:00.123000", "action": "logout", "user_id": null, "details": {}, "signature": "2ae5e13de03ec4e3e6d44ec2c80a3b35f4e07cb76c2abaa0a188204efd1fa1f1"})";

const char* const mergedStream = R"({"stream":{"organization_uuid":"org-123","service_name":"vrm","kb_id":"null","vrm_vendor_id":"null","action":"update","crud":"u","actor_name":"Zoë","actor_uuid":"u-1","resource_name":"Plan / A","resource_type":"plan","resource_uuid":"r-1","source_ip":"127.0.0.1","event_signature":"f35ba668d16692a60d7937fdefaab52dae554f44dff4ded6c89047e0c5f224b8","detected_level":"unknown"},"values":[["1706000000000000000","Zoë updated “plan” \"A\""]]})";

const char* const categorised = R"({"stream":{"organization_uuid":"org-123","service_name":"test-service"},"values":[["1706000000000000000","Test audit log entry",{"structuredMetadata":{"action":"create","actor_name":"Test Actor","crud":"c","source_ip":"127.0.0.1","event_signature":"e7d82d125a227d3872d55851b9ed34dc64d6c71bf68f4a001a88ca2c52fbe488"},"parsed":{"level":"info"}}]]})";

} // namespace auditlens::test
