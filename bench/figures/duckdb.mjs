// Computes the standard figures of all five levels with DuckDB: loads the two
// tables (not counted), then runs figures.sql the number of times asked for.
// Prints {"ms" of the fastest run, "rows", "peak", "values" of the nation and
// of the sampled regions of each level}.
import { readFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";

const [dir, runs, asOf, samples] = process.argv.slice(2);
const db = await DuckDBInstance.create(":memory:", { threads: "2" });
const con = await db.connect();
const sql = (name) => readFileSync(new URL(name, import.meta.url), "utf8");

await con.run(sql("load.sql").replaceAll("$DIR", dir));
const query = sql("figures.sql").replaceAll("$AS_OF", asOf);

let ms = Infinity;
for (let i = 0; i < Number(runs); i++) {
  const start = performance.now();
  await con.run(query);
  ms = Math.min(ms, performance.now() - start);
}

const all = async (q) => (await con.runAndReadAll(q)).getRowObjects();
const rows = (await all("SELECT count(*) AS n FROM figures"))[0].n;
const regions = samples.match(/\d+/g).join(",");
const values = await all(`SELECT * FROM figures WHERE level = 0 OR region IN (${regions}) ORDER BY level, region`);
const peak = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ ms, rows, peak, values }, (_, v) => (typeof v === "bigint" ? Number(v) : v)));
