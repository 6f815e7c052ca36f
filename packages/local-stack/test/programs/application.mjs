// Stands where a built application stands: says that it is healthy, and which environment it was given.
import { createServer } from 'node:http'

const port = import.meta.url.includes('/webhook/') ? process.env.WEBHOOK_PORT : process.env.WEB_PORT
const server = createServer((request, response) => response.end(JSON.stringify(process.env)))
server.listen(Number(port), '127.0.0.1')
