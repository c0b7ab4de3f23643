import { describe, expect, it } from 'vitest'
import { readRefusal } from './refusal.ts'

const CASES = [
  {
    name: 'JSON with line breaks of HTML',
    status: 404,
    type: 'application/json',
    text: '{"message": "No image found with ID x<br /><br />\\n\\n\\n", "code": "404 Not Found", "title": "Not Found"}',
    want: { title: 'Not Found', message: 'No image found with ID x' },
  },
  {
    name: 'JSON with an explanation and a detail',
    status: 416,
    type: 'application/json',
    text: '{"message": "The Range is not available.<br /><br />\\nIt starts too late.\\n\\n", "code": "416 X", "title": "X"}',
    want: { title: 'X', message: 'The Range is not available.\nIt starts too late.' },
  },
  {
    name: 'JSON in an envelope',
    status: 401,
    type: 'application/json',
    text: '{"error": {"message": "Sign in", "code": 401, "title": "Unauthorized"}}',
    want: { title: '', message: 'Sign in' },
  },
  {
    name: 'a document with its reason for programs',
    status: 404,
    type: 'application/json',
    text: '{"uforgeError": {"localizedErrorMsg": {"message": "No image 47", "messageId": "image.unknown"}, "statusCode": 404}}',
    want: { title: '', message: 'No image 47', messageId: 'image.unknown' },
  },
  {
    name: 'JSON without a message',
    status: 400,
    type: 'application/json',
    text: '["odd"]',
    want: { title: '', message: '["odd"]' },
  },
  {
    name: 'a page',
    status: 403,
    type: 'text/html; charset=UTF-8',
    text: `<html><head><title>403 Forbidden</title><style>b { c: d }</style></head>
      <body><h1>403 Forbidden</h1>Image &lt;x&gt; is &quot;protected&quot; &#40;&amp;lt;&#x29;<br /><br /></body></html>`,
    want: { title: 'Forbidden', message: 'Image <x> is "protected" (&lt;)' },
  },
  {
    name: 'text',
    status: 409,
    type: 'text/plain; charset=UTF-8',
    text: '409 Conflict\n\nThere is data already.\n\nDetail\n',
    want: { title: 'Conflict', message: 'There is data already.\nDetail' },
  },
  { name: 'nothing', status: 500, type: undefined, text: '', want: { title: '', message: 'The server answered 500' } },
  {
    name: 'a page of a proxy that says only its title',
    status: 502,
    type: 'text/html',
    text: '<html><h1>502 Bad Gateway</h1></html>',
    want: { title: 'Bad Gateway', message: 'Bad Gateway' },
  },
]

describe('readRefusal', () => {
  for (const { name, status, type, text, want } of CASES) {
    it(`reads ${name}`, () => {
      expect(readRefusal(status, text, type)).toEqual(want)
    })
  }
})
