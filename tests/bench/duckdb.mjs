// SPDX-License-Identifier: MIT
// Loads events into DuckDB or asks it: a job as JSON on standard input, seconds and the last answer on standard output.
import { readFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";

const columns = `{id: 'VARCHAR', timestamp: 'TIMESTAMP', action: 'VARCHAR',
    actor: 'STRUCT(id BIGINT, username VARCHAR, email VARCHAR)', model: 'VARCHAR', object_id: 'VARCHAR',
    object_repr: 'VARCHAR', tenant: 'VARCHAR', request_id: 'VARCHAR', ip: 'VARCHAR', diff: 'JSON', summary: 'VARCHAR'}`;

const job = JSON.parse(readFileSync(0, "utf8"));
const instance = await DuckDBInstance.create(job.path, { threads: "2" });
const connection = await instance.connect();
const statements = job.ask ?? [`CREATE TABLE events AS SELECT id, timestamp AS time, action, actor.username AS actor, model,
    object_id, object_repr, tenant, request_id, ip, json_keys(diff) AS changed, diff, summary
    FROM read_json('${job.load}', format = 'newline_delimited', columns = ${columns})`, "CHECKPOINT"];
const seconds = [];
let answer = 0;
for (let turn = 0; turn < job.turns; ++turn) {
    const begin = performance.now();
    for (const statement of statements)
        answer = (await connection.runAndReadAll(statement)).getRowsJson()[0]?.[0];
    seconds.push((performance.now() - begin) / 1000);
}
console.log(JSON.stringify({ seconds, answer: Number(answer) }));
