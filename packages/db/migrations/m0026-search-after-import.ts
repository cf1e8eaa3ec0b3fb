import { Migration } from '@mikro-orm/migrations'

/**
 * A search reads what is still pending of its index word by word. After an import that was up to 4 MB, until the next
 * vacuum, and searches took three times as long.
 */
export class M0026SearchAfterImport extends Migration {
  override up(): void {
    this.addSql('alter index products_search_vector_index set (gin_pending_list_limit = 256)')
  }
}
