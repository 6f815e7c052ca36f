import { createServer } from 'node:net'
import { portVariables, type Ports } from './settings.ts'

/**
 * Makes sure that the ports are free.
 *
 * @throws when some are not, naming each with the variable that moves it
 */
export async function refuseTakenPorts(ports: Partial<Ports>): Promise<void> {
  const sentences: string[] = []
  for (const [key, { variable }] of Object.entries(portVariables)) {
    // The table's keys are the names of the ports.
    const port = ports[key as keyof Ports]
    if (port === undefined || (await isFree(port))) continue
    const other = port + 100
    sentences.push(`Port ${port} is taken by another program. Stop that, or move ours: ${variable}=${other} npm start`)
  }
  if (sentences.length > 0) throw new Error(sentences.join('\n'))
}

// Some of our servers listen on all addresses, some on 127.0.0.1: neither may be taken.
async function isFree(port: number): Promise<boolean> {
  return (await canListen(port, undefined)) && (await canListen(port, '127.0.0.1'))
}

function canListen(port: number, host: string | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, ...(host === undefined ? {} : { host }) }, () => server.close(() => resolve(true)))
  })
}
