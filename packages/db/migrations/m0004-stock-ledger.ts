import { Migration } from '@mikro-orm/migrations'

/** The ledger that explains every case of stock, and versions of categories against stale edits. */
export class M0004StockLedger extends Migration {
  override up(): void {
    this.addSql(uuidV7)
    this.addSql(`
      create table stock_changes (
        id uuid not null default uuid_v7(),
        product_id uuid not null,
        delta int not null,
        balance int null,
        kind text not null,
        reason text null,
        order_id uuid null,
        changed_by_id uuid null,
        created_at timestamptz not null default now(),
        primary key (id)
      );
      create index stock_changes_product_id_id_index on stock_changes (product_id, id);
      alter table stock_changes
        add constraint stock_changes_product_id_foreign foreign key (product_id) references products (id),
        add constraint stock_changes_changed_by_id_foreign foreign key (changed_by_id) references users (id);
      alter table stock_changes
        add constraint stock_changes_kind_check check (kind in ('opening', 'order', 'cancel', 'delivery_short', 'adjustment', 'count', 'import', 'tracking_on', 'tracking_off'));

      alter table categories add version int not null default 1;

      insert into stock_changes (product_id, delta, balance, kind)
        select id, stock_quantity, stock_quantity, 'opening' from products where stock_quantity is not null;
    `)
  }
}

/**
 * UUID version 7 (RFC 9562, method 3) of the moment it is called, to a quarter of a microsecond. PostgreSQL has its
 * own from version 18.
 */
const uuidV7 = `
  create function uuid_v7() returns uuid language plpgsql volatile parallel safe as $$
  declare
    ms numeric := extract(epoch from clock_timestamp()) * 1000;
  begin
    return encode(overlay(uuid_send(gen_random_uuid()) placing
      substring(int8send(floor(ms)::bigint) from 3) || substring(int4send(28672 + floor((ms - floor(ms)) * 4096)::int) from 3)
      from 1 for 8), 'hex')::uuid;
  end; $$;
`
