import { describe, expect, test } from 'vitest'
import { errorBody } from './error-body.ts'

const JSON_TYPE = 'application/json'
const HTML = 'text/html; charset=UTF-8'
const TEXT = 'text/plain; charset=UTF-8'

describe('the body of an error', () => {
  test.each([
    { accept: 'application/json', want: JSON_TYPE },
    { accept: 'text/html, application/json;q=0.1', want: JSON_TYPE },
    { accept: '*/*, application/json', want: JSON_TYPE },
    { accept: 'text/html', want: HTML },
    { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', want: HTML },
    { accept: '*/*', want: HTML },
    { accept: undefined, want: TEXT },
    { accept: '', want: TEXT },
    { accept: 'text/plain', want: TEXT },
    { accept: 'application/octet-stream', want: TEXT },
    { accept: 'application/vnd.openstack.images-v2', want: TEXT },
  ])('has the type that Accept: $accept asks for (C37)', ({ accept, want }) => {
    expect(errorBody(404, 'No image', accept).type).toBe(want)
  })

  test('as JSON it is flat, with the number in `code` and no HTML in `message` (C25)', () => {
    const { text } = errorBody(404, `No image with id '<x>'`, 'application/json')
    expect(JSON.parse(text)).toStrictEqual({
      message: `No image with id '<x>'`,
      code: '404 Not Found',
      title: 'Not Found',
    })
  })

  test('as HTML it is a page whose text is escaped', () => {
    expect(errorBody(403, `<script>"a" & 'b'</script>`, '*/*').text).toBe(
      `<html>
 <head>
  <title>403 Forbidden</title>
 </head>
 <body>
  <h1>403 Forbidden</h1>
  &lt;script&gt;"a" &amp; 'b'&lt;/script&gt;<br /><br />
 </body>
</html>
`,
    )
  })

  test('as text it begins with the status, and the message follows after a blank line', () => {
    expect(errorBody(409, 'Taken', undefined).text).toBe('409 Conflict\n\nTaken\n')
  })
})
