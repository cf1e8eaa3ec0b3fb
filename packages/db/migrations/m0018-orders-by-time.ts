import { Migration } from '@mikro-orm/migrations'

/** The orders of a day are read in the order of placing. */
export class M0018OrdersByTime extends Migration {
  override up(): void {
    this.addSql('create index orders_created_at_id_index on orders (created_at, id);')
  }
}
