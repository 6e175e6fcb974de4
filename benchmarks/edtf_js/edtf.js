// SPDX-License-Identifier: BSL-1.0
// The twin of benchmarks/edtf.cpp for edtf.js: node edtf.js <cases.tsv> [seconds]
//
// Prints: rows, hash of the rows, rows read, parses and bounds a second, as `bench_edtf --plain` does. A row that
// edtf.js refuses is parsed all the same, as a refusal takes time too; bounds are asked of the values that it has.

import { readFileSync } from 'node:fs'
import process from 'node:process'
import edtf from 'edtf'

const [path, seconds = '1'] = process.argv.slice(2)
if (path === undefined || !(Number(seconds) > 0)) {
  console.error('usage: node edtf.js <cases.tsv> [seconds]')
  process.exit(2)
}

const lines = readFileSync(path, 'utf8').split('\n').map((line) => line.replaceAll('\r', ''))
const names = lines[0].split('\t')
const textAt = names.indexOf('edtf')
const validAt = names.indexOf('valid')
const texts = lines
  .slice(1)
  .map((line) => line.split('\t'))
  .filter((cells) => cells[validAt] === '1')
  .map((cells) => cells[textAt].replaceAll('\\s', ' '))

let hash = 2166136261
for (const byte of Buffer.from(texts.map((text) => text + '\n').join('')))
  hash = Math.imul(hash ^ byte, 16777619) >>> 0

const parse = (text) => {
  try {
    return edtf(text)
  } catch {
    return null
  }
}
const values = texts.map(parse).filter((value) => value !== null)

const roundsASecond = (round) => {
  const start = process.hrtime.bigint()
  for (let rounds = 1; ; ++rounds) {
    round()
    const passed = Number(process.hrtime.bigint() - start) / 1e9
    if (passed >= Number(seconds)) return rounds / passed
  }
}

let sum = 0
const parses = roundsASecond(() => {
  for (const text of texts) sum += parse(text) === null ? 0 : 1
})
const bounds = roundsASecond(() => {
  for (const value of values) sum += (value.min > 0 ? 1 : 2) + (value.max > 0 ? 1 : 2)
})
if (sum === 0) process.exit(1)
console.log(
  [
    texts.length,
    hash.toString(16).padStart(8, '0'),
    values.length,
    Math.round(parses * texts.length),
    Math.round(bounds * 2 * values.length)
  ].join(' ')
)
