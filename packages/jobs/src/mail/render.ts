import { join } from 'node:path'
import { Eta } from 'eta'

const views = join(import.meta.dirname, '..')
const html = new Eta({ views, cache: true, autoEscape: true })
const text = new Eta({ views, cache: true, autoEscape: false })

const SIGNATURE = `
-- 
DesiDeliver · Indian groceries by the case, Dallas–Fort Worth
Questions? Just answer this mail.
`

/**
 * Both parts of a mail from the two templates of that name.
 * @param template path below `src`, without its `.html.eta` or `.text.eta`
 */
export function renderMail(template: string, data: object): { html: string; text: string } {
  return {
    html: html.render(`/${template}.html.eta`, data),
    text: text.render(`/${template}.text.eta`, data).trim() + '\n' + SIGNATURE,
  }
}
