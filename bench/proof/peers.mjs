// Times the peers on one text: node peers.mjs FILE ROUNDS. Prints JSON, milliseconds per check (median).
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { TextlintKernel } from '@textlint/kernel'

const require = createRequire(import.meta.url)
const autocorrect = require('autocorrect-node')
const unwrap = (m) => m.default ?? m
const textPlugin = unwrap(require('@textlint/textlint-plugin-text'))
const spacing = unwrap(require('textlint-rule-preset-ja-spacing'))
const maxComma = unwrap(require('textlint-rule-max-comma'))

const text = readFileSync(process.argv[2], 'utf8')
const rounds = Number(process.argv[3] ?? 20)

async function median(run) {
  for (let i = 0; i < 3; i++) await run()
  const times = []
  for (let i = 0; i < rounds; i++) {
    const t = performance.now()
    await run()
    times.push(performance.now() - t)
  }
  return times.sort((a, b) => a - b)[rounds >> 1]
}

const kernel = new TextlintKernel()
const rules = [
  { ruleId: 'max-comma', rule: maxComma, options: { max: 20 } },
  ...Object.entries(spacing.rules).map(([ruleId, rule]) => ({ ruleId, rule, options: spacing.rulesConfig?.[ruleId] ?? true })),
]
const lint = () => kernel.lintText(text, { ext: '.txt', filePath: 'a.txt', plugins: [{ pluginId: 'text', plugin: textPlugin }], rules })

console.log(JSON.stringify({
  autocorrect: await median(() => autocorrect.lintFor(text, 'a.txt')),
  textlint: await median(lint),
}))
