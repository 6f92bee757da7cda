// Computes the standard figures of all five levels with DuckDB: loads the two
// tables (not counted), then runs figures.sql the number of times asked for.
// Prints {"ms" of the fastest run, "rows", "nation"}.
import { readFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";

const [dir, runs, asOf] = process.argv.slice(2);
const db = await DuckDBInstance.create(":memory:", { threads: "2" });
const con = await db.connect();
const here = new URL(".", import.meta.url).pathname;

await con.run(readFileSync(here + "load.sql", "utf8").replaceAll("$DIR", dir));
const query = readFileSync(here + "figures.sql", "utf8").replaceAll("$AS_OF", String(Number(asOf)));

let best = Infinity;
for (let i = 0; i < Number(runs); i++) {
  const start = performance.now();
  await con.run(query);
  best = Math.min(best, performance.now() - start);
}

const rows = Number((await con.runAndReadAll("SELECT count(*) FROM figures")).getRows()[0][0]);
const nation = (await con.runAndReadAll("SELECT * FROM figures WHERE level = 0")).getRowObjects()[0];
console.log(JSON.stringify({ ms: best, rows, nation }, (_, v) => (typeof v === "bigint" ? Number(v) : v)));
