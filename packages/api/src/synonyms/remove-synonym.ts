import { z } from 'zod'
import { staffProcedure } from '../trpc.ts'
import { changeSynonyms, getSynonymForUpdate } from './change-synonyms.ts'
import { SynonymDto, toSynonymDto } from './synonym.dto.ts'

export const removeSynonym = staffProcedure
  .meta({
    scope: 'catalogue:write',
    openapi: {
      method: 'DELETE',
      path: '/synonyms/{id}',
      tags: ['synonyms'],
      summary: 'Make search forget that words are the same',
    },
  })
  .input(z.strictObject({ id: z.uuid() }))
  .output(SynonymDto)
  .mutation(async ({ ctx, input: { id } }) => {
    const changed = await changeSynonyms(ctx, {
      action: 'remove',
      async edit(em) {
        const synonym = await getSynonymForUpdate(em, id)
        em.remove(synonym)
        return { synonym, before: synonym, after: null }
      },
    })
    return toSynonymDto(changed)
  })
