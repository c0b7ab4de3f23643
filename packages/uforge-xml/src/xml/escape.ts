const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }

/** Text as it stands in elements and attributes. Readers make a bare carriage return a line feed, so it is written out. */
export const escapeXml = (text: string) => text.replace(/[&<>"\r]/g, (character) => ESCAPES[character] ?? character)
