import { globSync, readFileSync } from 'node:fs'
import { simpleParser } from 'mailparser'
import { expect, test } from 'vitest'
import { toMail } from './mail/draft.ts'
import { writeMessage } from './mail/mailer.ts'
import { mailFixtures } from './mail-fixtures.ts'

const FROM = 'DesiDeliver <orders@desideliver.test>'
const src = import.meta.dirname

/** Templates of whole mails; the others are parts of them. */
const templates = globSync('*/*.html.eta', { cwd: src })
  .filter((file) => readFileSync(`${src}/${file}`, 'utf8').includes("layout('/mail/layout.html.eta'"))
  .map((file) => file.replace('.html.eta', ''))
  .toSorted()

test('every template of a mail has contents to look at it with, and a text part', () => {
  expect(mailFixtures.map(({ template }) => template).toSorted()).toEqual(templates)
  expect(globSync('*/*.text.eta', { cwd: src }).map((file) => file.replace('.text.eta', ''))).toEqual(
    expect.arrayContaining(templates),
  )
})

test.each(mailFixtures)('$template is whole: both parts, one layout, nothing that is fetched', async ({ draft }) => {
  const parsed = await simpleParser(await writeMessage(toMail(draft, 'desideliver.test'), FROM))
  const html = String(parsed.html)
  expect(html).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">')
  expect(html).toMatch(/<div style="display:none[^>]*>[^<]{10,}<\/div>/)
  expect(html).toMatch(/<h1[^>]*>[^<]{5,}<\/h1>/)
  // Nothing depends on images or on what mail programs take away.
  expect(html).not.toMatch(/<(img|script|link|style|form|iframe)\b|url\(|undefined|\[object|NaN/i)
  // No width that a phone does not have.
  for (const [, width = '0'] of html.matchAll(/[\s;"](?:min-)?width[:=]"?(\d+)px/g))
    expect(Number(width)).toBeLessThan(320)
  expect(parsed.text).not.toMatch(/<\/?(p|a|table|td|strong|br)\b|undefined|\[object|NaN|\n{4}/)
  expect(parsed.text).toContain('DesiDeliver · Indian groceries by the case')
  expect(parsed.headers.get('auto-submitted')).toBe('auto-generated')
  expect(parsed.messageId).toMatch(/^<[\w.-]+@desideliver\.test>$/)
  expect(parsed.subject?.length).toBeGreaterThan(5)
})
