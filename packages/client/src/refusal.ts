export interface Refusal {
  readonly title: string
  readonly message: string
  /** The reason for programs, where there is one. */
  readonly messageId?: string | undefined
}

/**
 * Servers answer errors as JSON, as an HTML page or as plain text, and proxies in front of them as they like. Even in
 * JSON the explanation has HTML line breaks.
 */
export function readRefusal(status: number, text: string, contentType = ''): Refusal {
  const { message: said, messageId } = explanationOf(text)
  const lines = contentType.includes('html') ? linesOfHtml(text) : linesOfText(said ?? text)
  const code = lines.find((line) => line.startsWith(`${status} `))
  const title = titleOf(text) ?? code?.slice(`${status} `.length) ?? ''
  const message = [...new Set(lines)].filter((line) => line !== code && line !== title).join('\n')
  return { title, message: message || title || `The server answered ${status}`, messageId }
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Flat, one object deep as other services of the family have it, or two as the UForge API has. */
function explanationOf(text: string): { readonly message?: string; readonly messageId?: string } {
  const body = parsed(text)
  if (body === undefined) return {}
  const inside = Object.values(body).filter(isObject)
  const deeper = inside.flatMap((value) => Object.values(value).filter(isObject))
  const { message, messageId } = [body, ...inside, ...deeper].find((value) => typeof value.message === 'string') ?? {}
  return {
    ...(typeof message === 'string' && { message }),
    ...(typeof messageId === 'string' && { messageId }),
  }
}

function titleOf(text: string): string | undefined {
  const title = parsed(text)?.title
  return typeof title === 'string' ? title : undefined
}

function linesOfText(text: string): string[] {
  return text
    .replace(/<br\s*\/?>/gi, '\n')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&', nbsp: ' ' }

function linesOfHtml(text: string): string[] {
  const bare = text
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<(script|style)\b.*?<\/\1>/gis, '')
    .replace(/<[^>]*>/g, '\n')
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (entity, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? entity
      return String.fromCodePoint(Math.min(decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16), 0x10ffff))
    })
  return linesOfText(bare)
}
