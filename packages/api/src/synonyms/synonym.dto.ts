import { type SearchSynonym, synonymKinds } from '@desideliver/db'
import { z } from 'zod'
import { line, moment } from '../fields.ts'

export const synonymInput = {
  kind: z.enum(synonymKinds).meta({
    description: '`same`: names of one thing. `narrower`: the first is the broad word, the others are kinds of it',
  }),
  terms: z.array(line(60)).min(2).max(40),
  note: z
    .string()
    .trim()
    .max(200)
    .regex(/^\P{Cc}*$/u)
    .optional()
    .meta({ description: 'Why, for the next who edits it' }),
}

export const SynonymDto = z
  .strictObject({
    id: z.uuid(),
    kind: z.enum(synonymKinds),
    terms: z.array(z.string()),
    note: z.string(),
    createdAt: moment,
    updatedAt: moment,
  })
  .meta({ id: 'Synonym', description: 'Words that mean the same to those who search, as search takes them apart' })

export const toSynonymDto = (synonym: SearchSynonym): z.infer<typeof SynonymDto> => ({
  id: synonym.id,
  kind: synonym.kind,
  terms: [...synonym.terms],
  note: synonym.note,
  createdAt: synonym.createdAt,
  updatedAt: synonym.updatedAt,
})
