// A program for the supervisor's tests: serves, stops when asked, and crashes when told.
import { createServer } from 'node:http'

const server = createServer((request, response) => {
  if (request.url === '/crash') process.exit(3)
  response.end(String(process.pid))
})
server.listen(Number(process.env.TEST_PORT), '127.0.0.1')
process.on('SIGTERM', () => {
  if (process.env.TEST_STUBBORN) return
  process.exit(0)
})
