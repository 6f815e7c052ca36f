import type { OpenLoad } from '../driver/load.ts'
import { openHttpLanes } from './http-lanes.ts'

export interface RepeatedRequest {
  port: number
  request: string
  /** What the answer has in it. */
  expected: string
}

const openRepeatedRequest: OpenLoad<RepeatedRequest> = ({ port, request, expected }) => {
  const lanes = openHttpLanes(port)
  return { operate: (_, lane) => lanes.ask(lane, request, expected) }
}

export default openRepeatedRequest
