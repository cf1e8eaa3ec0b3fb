import { Migration } from '@mikro-orm/migrations'

/** What a word begins is found by an index, whatever the collation of the database. */
export class M0022WordBeginnings extends Migration {
  override up(): void {
    this.addSql('create index search_words_beginnings_index on search_words (word collate "C");')
  }
}
