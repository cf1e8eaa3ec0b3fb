import type { TRPCRouterRecord } from '@trpc/server'
import { createSynonym } from './create-synonym.ts'
import { listSynonyms } from './list-synonyms.ts'
import { removeSynonym } from './remove-synonym.ts'
import { updateSynonym } from './update-synonym.ts'

export const synonymsRouter = {
  list: listSynonyms,
  create: createSynonym,
  update: updateSynonym,
  remove: removeSynonym,
} satisfies TRPCRouterRecord
