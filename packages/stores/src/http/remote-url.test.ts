import { describe, expect, test } from 'vitest'
import { parseRemoteUrl } from './remote-url.ts'

const SCHEME = 'it must begin with http:// or https://'
const BLANKS = 'blanks, control characters and letters beyond ASCII have to be percent-encoded'
const USER = 'it must not have a user or password'
const FRAGMENT = 'it must not have a fragment'
const SHAPE = 'it must be http(s)://HOST[:PORT]/PATH'

describe('a URL to fetch', () => {
  test.each([
    'http://mirror.example/debian.qcow2',
    'HTTPS://Mirror.Example:8443/a/b?arch=amd64&sig=a%2Fb',
    'http://mirror_1.example',
    'http://mirror.example?latest',
    'http://mirror.example/@scope/{a}|b',
    'http://192.0.2.7/image',
    'http://[2001:DB8::7]:80/image',
    'http://xn--bcher-kva.example/',
  ])('may be %s', (text) => {
    expect(parseRemoteUrl(text).href).toBe(new URL(text).href)
  })

  test.each([
    ...['file:///etc/passwd', 'FILE:///etc/passwd', 'file:/etc/passwd', 'file://localhost/etc/passwd'].map((text) => ({
      id: 'S20',
      text,
      says: SCHEME,
    })),
    { id: 'S20', text: 'file:%2f%2f%2fetc%2fpasswd', says: SCHEME },
    { id: 'S20', text: 'filesystem:///etc/passwd', says: SCHEME },
    { id: 'S20', text: 'swift+config://ref/container/object', says: SCHEME },
    { id: 'S20', text: 'gopher://mirror.example/', says: SCHEME },
    { id: 'S20', text: 'httpx://mirror.example/', says: SCHEME },
    { id: 'S20', text: '/etc/passwd', says: SCHEME },
    { id: 'S20', text: '//mirror.example/', says: SCHEME },
    { id: 'S20', text: '', says: SCHEME },
    ...['2130706433', '0x7f000001', '017700000001', '0177.0.0.1', '0x7f.0.0.1', '127.1', '127.0.1', '127.0.0.1.'].map(
      (host) => ({ id: 'S23', text: `http://${host}/`, says: SHAPE }),
    ),
    { id: 'S23', text: 'http://127.0.0.01/', says: SHAPE },
    { id: 'S23', text: 'http://256.0.0.1/', says: SHAPE },
    { id: 'S23', text: 'http://1.2.3.4.5/', says: SHAPE },
    { id: 'S23', text: 'http://localhost./', says: SHAPE },
    { id: 'S23', text: 'http://%31%32%37.0.0.1/', says: SHAPE },
    { id: 'S23', text: 'http://１２７.０.０.１/', says: BLANKS },
    { id: 'S23', text: 'http://[::1%25lo]/', says: SHAPE },
    { id: 'S23', text: 'http://[::1/', says: SHAPE },
    { id: 'S27', text: 'http://ok.example@127.0.0.1/', says: USER },
    { id: 'S27', text: 'http://user:password@mirror.example/', says: USER },
    { id: 'S27', text: 'http://@mirror.example/', says: USER },
    { id: 'S27', text: 'http://mirror.example\\@127.0.0.1/', says: USER },
    { id: 'S27', text: 'http://mirror.example/#fragment', says: FRAGMENT },
    { id: 'S27', text: 'http://mirror.example#@127.0.0.1/', says: FRAGMENT },
    { id: 'S27', text: 'http:\\\\127.0.0.1/', says: SHAPE },
    { id: 'S27', text: 'http://mirror.example/a\\b', says: SHAPE },
    { id: 'S27', text: 'http:/127.0.0.1/', says: SHAPE },
    { id: 'S27', text: 'http:///127.0.0.1/', says: SHAPE },
    { id: 'S27', text: 'http:127.0.0.1', says: SHAPE },
    { id: 'S27', text: 'http://', says: SHAPE },
    { id: 'S27', text: 'http://mirror.example:/', says: SHAPE },
    { id: 'S27', text: 'http://mirror.example:65536/', says: SHAPE },
    { id: 'S27', text: 'http://mirror.example:80:81/', says: SHAPE },
    { id: 'S27', text: ' http://mirror.example/', says: BLANKS },
    { id: 'S27', text: 'http://mirror.example/a b', says: BLANKS },
    { id: 'S27', text: 'http://mirror.example/\n', says: BLANKS },
    { id: 'S27', text: 'ht\ttp://mirror.example/', says: BLANKS },
    { id: 'S27', text: 'http://mirror.example/\r\nHost: other', says: BLANKS },
    { id: 'S27', text: 'http://mirror.example\0.127.0.0.1/', says: BLANKS },
    { id: 'S27', text: 'http://mirror.example/\u00e9', says: BLANKS },
    { id: 'S27', text: 'http://bücher.example/', says: BLANKS },
  ])('is refused, and not repeated, when it is $text ($id)', ({ text, says }) => {
    expect(() => parseRemoteUrl(text)).toThrow(expect.objectContaining({ code: 'urlRefused' }))
    expect(() => parseRemoteUrl(text)).toThrow(`The URL is refused: ${says}`)
    expect(() => parseRemoteUrl(text)).not.toThrow(/password@|etc/)
  })
})
