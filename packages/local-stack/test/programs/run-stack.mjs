// Starts a stack as npm start does, in a process that a test can end: `run-stack.mjs <root> <settings as JSON>`.
import { createStack } from '../../src/start/start-stack.ts'

const [, , root, settings] = process.argv
const terminal = { line: () => {}, step: (_label, work) => work() }
const options = { root, settings: JSON.parse(settings), inherited: {}, terminal, runScript: async () => {} }
const stack = createStack({ ...options, reset: false, watch: false, verbose: false, color: false })
process.on('SIGINT', () => void stack.stop().then(() => process.exit(0)))
await stack.start()
process.stdout.write('started\n')
