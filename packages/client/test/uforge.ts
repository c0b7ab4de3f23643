import type { ServerResponse } from 'node:http'
import { sendJson } from './stub-server.ts'

/** A refusal as the UForge API has it. */
export function refuseDocument(response: ServerResponse, status: number, message: string, messageId: string): void {
  const uforgeError = { localizedErrorMsg: { message, messageId }, requestMethod: 'GET', statusCode: status }
  sendJson(response, status, { uforgeError }, { 'x-openstack-request-id': `req-${status}` })
}
