// SPDX-License-Identifier: BSL-1.0
// Kuzu in memory, through its Node.js package: bulk loading by COPY from CSV files, prepared statements, one thread.
//   node kuzu.js FILE        with the package kuzu in NODE_PATH
//
// Writing the CSV files does not count. Time is that of the processor, as for all programs; the calls from JavaScript
// are in it, some microseconds each.
'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');
const kuzu = require('kuzu');

const none = 0xffffffff;

/** The newsroom of a workload file; workload_file.hpp tells its format. */
function readNewsroom(file) {
  const bytes = fs.readFileSync(file);
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const [, claims, attributions, sources, , , , texts, textBytes] = [...new BigUint64Array(buffer, 0, 16)].map(Number);
  let at = 128;
  const column = (Type, count) => {
    const values = new Type(buffer, at, count);
    at += Math.ceil((count * Type.BYTES_PER_ELEMENT) / 64) * 64;
    return values;
  };
  const room = {claims, attributions, sources};
  room.event = column(Uint32Array, claims);
  room.property = column(Uint8Array, claims);
  room.isText = column(Uint8Array, claims);
  column(Int8Array, claims);
  room.date = column(Uint32Array, claims);
  room.low = column(Int32Array, claims);
  room.high = column(Int32Array, claims);
  room.claimOf = column(Uint32Array, attributions);
  room.source = column(Uint32Array, attributions);
  room.document = column(Uint32Array, attributions);
  room.said = column(Uint32Array, attributions);
  room.via = column(Uint32Array, attributions);
  const begins = column(Uint32Array, texts + 1);
  const text = Buffer.from(buffer, at, textBytes);
  room.text = (i) => text.toString('utf8', begins[i], begins[i + 1]);
  return room;
}

/** The sample of claims that every program is asked about. */
function askedClaim(room, i) {
  const word = (1n << 64n) - 1n;
  let x = (0xc1a1n + BigInt(i) * 0x10001n + 0x9e3779b97f4a7c15n) & word;
  x = ((x ^ (x >> 30n)) * 0xbf58476d1ce4e5b9n) & word;
  x = ((x ^ (x >> 27n)) * 0x94d049bb133111ebn) & word;
  return Number((x ^ (x >> 31n)) % BigInt(room.claims));
}

/** Processor time so far, in seconds. */
function now() {
  const {user, system} = process.cpuUsage();
  return (user + system) / 1e6;
}

function memory(what) {
  const found = fs.readFileSync('/proc/self/status', 'utf8').match(new RegExp(`${what}:\\s+(\\d+)`));
  return found ? Number(found[1]) * 1024 : 0;
}

/** Lines of a CSV file: line(i) for i below count, without those that are null. */
function writeCsv(file, count, line) {
  const out = fs.openSync(file, 'w');
  let lines = [];
  const flush = () => {
    if (lines.length > 0) fs.writeSync(out, lines.join('\n') + '\n');
    lines = [];
  };
  for (let i = 0; i < count; ++i) {
    const text = line(i);
    if (text !== null) lines.push(text);
    if (lines.length > 50000) flush();
  }
  flush();
  fs.closeSync(out);
}

function writeCsvs(room, directory) {
  const file = (name) => path.join(directory, name + '.csv');
  writeCsv(file('claim'), room.claims, (c) => {
    const value = room.isText[c] ? ['', '', room.text(room.low[c])] : [room.low[c], room.high[c], ''];
    return [c, room.event[c], room.property[c], ...value].join(',');
  });
  writeCsv(file('source'), room.sources, (s) => String(s));
  writeCsv(file('said'), room.attributions, (a) =>
    [room.source[a], room.claimOf[a], room.document[a], room.said[a]].join(','));
  writeCsv(file('origin'), room.attributions, (a) =>
    room.via[a] === none ? [room.claimOf[a], room.source[a]].join(',') : null);
  writeCsv(file('rests_on'), room.attributions, (a) =>
    room.via[a] === none ? null : [room.claimOf[a], room.claimOf[room.via[a]]].join(','));
}

async function main() {
  if (process.argv.length !== 3) throw new Error('usage: node kuzu.js FILE');
  const room = readNewsroom(process.argv[2]);
  const report = (operation, value, unit, checksum = 0) =>
    console.log(['kuzu', room.claims, operation, value.toPrecision(6), unit, checksum].join('\t'));

  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'kuzu-'));
  try {
    writeCsvs(room, directory);
    try {
      fs.writeFileSync('/proc/self/clear_refs', '5');
    } catch {
      // The peak is then that of the whole run.
    }
    const base = memory('VmRSS');
    const begin = now();
    const database = new kuzu.Database(':memory:', 8 * 1024 ** 3);
    const connection = new kuzu.Connection(database, 1);
    const rows = async (result) => {
      const all = await result.getAll();
      result.close();
      return all;
    };
    const run = async (statement) => rows(await connection.query(statement));
    await run('CREATE NODE TABLE Claim(id INT64, event INT64, property INT64, low INT64, high INT64, text STRING, PRIMARY KEY(id))');
    await run('CREATE NODE TABLE Source(id INT64, PRIMARY KEY(id))');
    await run('CREATE REL TABLE Said(FROM Source TO Claim, document INT64, date INT64)');
    await run('CREATE REL TABLE Origin(FROM Claim TO Source)');
    await run('CREATE REL TABLE RestsOn(FROM Claim TO Claim)');
    for (const [table, name] of [['Claim', 'claim'], ['Source', 'source'], ['Said', 'said'], ['Origin', 'origin'],
      ['RestsOn', 'rests_on']]) {
      await run(`COPY ${table} FROM '${path.join(directory, name + '.csv')}' (HEADER=false)`);
    }
    report('1.ingest_per_attr', ((now() - begin) / room.attributions) * 1e9, 'ns');
    report('1.mem_peak_per_claim', (memory('VmHWM') - base) / room.claims, 'B');

    const ask = async (operation, count, statement, answer) => {
      const prepared = await connection.prepare(statement);
      for (let round = 0; round < 3; ++round) {
        let sum = 0;
        const start = now();
        for (let i = 0; i < count; ++i) {
          sum += answer(await rows(await connection.execute(prepared, {id: askedClaim(room, i)})));
        }
        report(`${operation}@${count}`, ((now() - start) / count) * 1e9, 'ns', sum);
      }
    };
    await ask('2.lookup', 1000,
      'MATCH (c:Claim {id: $id})<-[a:Said]-(s:Source) RETURN s.id AS source, a.document AS document, a.date AS date',
      (found) => found.reduce((sum, row) => sum + Number(row.source) + Number(row.document) + Number(row.date), 0));
    await ask('3.trace', 100,
      'MATCH (c:Claim {id: $id})-[:RestsOn* SHORTEST 1..30]->(:Claim)-[:Origin]->(s:Source) RETURN s.id AS source ' +
      'UNION MATCH (c:Claim {id: $id})-[:Origin]->(s:Source) RETURN s.id AS source',
      (found) => found.length);
    for (let round = 0; round < 3; ++round) {
      const start = now();
      const [found] = await run(
        'MATCH (c:Claim) WITH c.event AS event, c.property AS property, min(c.low) AS l1, max(c.low) AS l2,' +
        ' min(c.high) AS h1, max(c.high) AS h2, min(c.text) AS t1, max(c.text) AS t2' +
        ' WHERE l1 <> l2 OR h1 <> h2 OR t1 <> t2 RETURN count(*) AS count');
      report('4.groups', now() - start, 's', Number(found.count));
    }
    const points = 10;
    let sum = 0;
    const start = now();
    for (let i = 0; i < points; ++i) {
      const point = (i * 100) / points;
      const [found] = await run(
        `MATCH (c:Claim)<-[a:Said]-(:Source) WHERE a.date <= ${36 * (point + 1)} AND c.property = ${point % 20}` +
        ' RETURN count(DISTINCT c.id) AS count');
      sum += Number(found.count);
    }
    report(`6.asof_100@${points}`, ((now() - start) * 100) / points, 's', sum);
    console.log(`# Kuzu ${kuzu.VERSION}`);
  } finally {
    fs.rmSync(directory, {recursive: true, force: true});
  }
  process.exit(0);  // Its threads do not end by themselves.
}

main().catch((error) => {
  console.error(`kuzu.js: ${error.message}`);
  process.exit(1);
});
