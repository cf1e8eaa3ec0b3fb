import { learnSynonymWords, readTerms } from '@desideliver/db'
import { z } from 'zod'
import { staffProcedure } from '../trpc.ts'
import { changeSynonyms, getSynonymForUpdate, stateOf } from './change-synonyms.ts'
import { SynonymDto, synonymInput, toSynonymDto } from './synonym.dto.ts'

export const updateSynonym = staffProcedure
  .meta({
    scope: 'catalogue:write',
    openapi: {
      method: 'PATCH',
      path: '/synonyms/{id}',
      tags: ['synonyms'],
      summary: 'Change what search takes for the same',
    },
  })
  .input(z.strictObject({ id: z.uuid(), ...z.object(synonymInput).partial().shape }))
  .output(SynonymDto)
  .mutation(async ({ ctx, input: { id, kind, terms, note } }) => {
    const changed = await changeSynonyms(ctx, {
      action: 'update',
      async edit(em) {
        const synonym = await getSynonymForUpdate(em, id)
        const before = stateOf(synonym)
        if (terms) {
          synonym.terms = await readTerms(em, terms)
          await learnSynonymWords(em, synonym.terms)
        }
        synonym.kind = kind ?? synonym.kind
        synonym.note = note ?? synonym.note
        return { synonym, before, after: synonym }
      },
    })
    return toSynonymDto(changed)
  })
