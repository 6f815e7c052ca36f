// Supervises one server and does nothing else, so that a test can kill it.
import { createSupervisor } from '../../src/supervisor/create-supervisor.ts'

const [, , logDir, entry, port] = process.argv
const supervisor = createSupervisor({ logDir, tell: () => {} })
const healthUrl = `http://127.0.0.1:${port}/`
await supervisor.start({ name: 'server', entry, env: { TEST_PORT: port }, healthUrl, layer: 'application' })
process.stdout.write('started\n')
