import type { KeyedDraft } from './draft.ts'

/** A mail with invented contents, made as its job makes it: to be looked at in development, and by tests. */
export interface MailFixture {
  /** Path of its templates below `src`, without `.html.eta` or `.text.eta`. */
  template: string
  draft: KeyedDraft
}
