import { Migration } from '@mikro-orm/migrations'

/** Old records of sent mails are found by their age, to be deleted. */
export class M0011Cleaning extends Migration {
  override up(): void {
    this.addSql('create index sent_mails_sent_at_index on sent_mails (sent_at);')
  }
}
