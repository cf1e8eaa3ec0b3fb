import { SearchSynonym, learnSynonymWords, readTerms } from '@desideliver/db'
import { z } from 'zod'
import { staffProcedure } from '../trpc.ts'
import { changeSynonyms } from './change-synonyms.ts'
import { SynonymDto, synonymInput, toSynonymDto } from './synonym.dto.ts'

export const createSynonym = staffProcedure
  .meta({
    scope: 'catalogue:write',
    openapi: {
      method: 'POST',
      path: '/synonyms',
      tags: ['synonyms'],
      summary: 'Make search take words for the same',
      status: 201,
    },
  })
  .input(z.strictObject(synonymInput))
  .output(SynonymDto)
  .mutation(async ({ ctx, input: { kind, terms: given, note = '' } }) => {
    const changed = await changeSynonyms(ctx, {
      action: 'create',
      async edit(em) {
        const terms = await readTerms(em, given)
        const synonym = em.create(SearchSynonym, { kind, terms, note })
        await learnSynonymWords(em, terms)
        return { synonym, before: null, after: synonym }
      },
    })
    return toSynonymDto(changed)
  })
