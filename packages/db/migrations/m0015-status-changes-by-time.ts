import { Migration } from '@mikro-orm/migrations'

/** The sweep for forgotten mails reads the changes of the last days, every few minutes. */
export class M0015StatusChangesByTime extends Migration {
  override up(): void {
    this.addSql('create index order_status_changes_created_at_index on order_status_changes (created_at);')
  }
}
