import { Migration } from '@mikro-orm/migrations'

/**
 * A search reads the products that have few other words first and stops when it has enough: an index for each number
 * of words. It knows how many names bear a word without counting them, and which words are as long as a misspelt one.
 */
export class M0027NarrowestFirst extends Migration {
  override up(): void {
    this.addSql(`
      create index products_search_2_index on products using gin (search_vector) with (gin_pending_list_limit = 64) where search_breadth <= 2;
      create index products_search_3_index on products using gin (search_vector) with (gin_pending_list_limit = 64) where search_breadth = 3;
      create index products_search_4_index on products using gin (search_vector) with (gin_pending_list_limit = 64) where search_breadth = 4;
      create index products_search_5_index on products using gin (search_vector) with (gin_pending_list_limit = 64) where search_breadth = 5;
      create index products_search_6_index on products using gin (search_vector) with (gin_pending_list_limit = 64) where search_breadth = 6;
      create index products_search_7_index on products using gin (search_vector) with (gin_pending_list_limit = 64) where search_breadth >= 7;
      drop index products_search_vector_index;

      alter table search_words add names int not null default 0;
      update search_words set names = 1 where in_names;
      update search_words set names = ndoc from ts_stat('select search_vector from products') as counted
        where counted.word = search_words.word;
      alter table search_words alter names drop default, drop in_names;
      create index search_words_length_index on search_words (octet_length(word));
    `)
  }
}
