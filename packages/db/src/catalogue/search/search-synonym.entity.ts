import { defineEntity, p } from '@mikro-orm/core'
import { newId } from '../../ids.ts'

export const synonymKinds = ['same', 'narrower'] as const

const SearchSynonymSchema = defineEntity({
  name: 'SearchSynonym',
  tableName: 'search_synonyms',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    /** `same`: names of one thing. `narrower`: the first term is the broad word, the others are kinds of it. */
    kind: p.text().$type<(typeof synonymKinds)[number]>(),
    /** Lower case; a term may have several words. */
    terms: p.array().$type<string[]>().columnType('text[]'),
    note: p.text().default(''),
    createdAt: p.datetime().onCreate(() => new Date()),
    updatedAt: p
      .datetime()
      .onCreate(() => new Date())
      .onUpdate(() => new Date()),
  },
  checks: [{ name: 'search_synonyms_kind_check', expression: `kind in ('same', 'narrower')` }],
})

/** Words that mean the same to those who search. */
export class SearchSynonym extends SearchSynonymSchema.class {}
SearchSynonymSchema.setClass(SearchSynonym)
