import { defineEntity, p } from '@mikro-orm/core'

const SearchWordSchema = defineEntity({
  name: 'SearchWord',
  tableName: 'search_words',
  properties: {
    word: p.text().primary(),
    /** How it sounds, by `search_skeleton`. */
    skeleton: p.text().index('search_words_skeleton_index'),
    /** How many names bore it at the last import, at least 1 if one has come since; 0 = synonyms alone have it. */
    names: p.integer(),
  },
  indexes: [
    {
      name: 'search_words_beginnings_index',
      expression: `create index "search_words_beginnings_index" on "search_words" (word collate "C")`,
    },
    {
      name: 'search_words_length_index',
      expression: `create index "search_words_length_index" on "search_words" (octet_length(word))`,
    },
    {
      name: 'search_words_word_index',
      expression: `create index "search_words_word_index" on "search_words" using gin (word gin_trgm_ops)`,
    },
  ],
})

/** A word of letters that stands in some product's name, or has stood, or in a synonym. */
export class SearchWord extends SearchWordSchema.class {}
SearchWordSchema.setClass(SearchWord)
