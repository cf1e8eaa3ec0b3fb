import { Migration } from '@mikro-orm/migrations'

/** Deliveries that fall short of the order, and the desk's lists: by urgency, and found by any part. */
export class M0017OrderDesk extends Migration {
  override up(): void {
    this.addSql(`
      alter table order_lines
        add short_quantity int not null default 0,
        add lost_quantity int not null default 0,
        add short_reason text null;
      alter table order_lines
        add constraint order_lines_short_check check (0 <= lost_quantity and lost_quantity <= short_quantity and short_quantity <= quantity);

      alter table orders drop constraint orders_total_quantity_check;
      alter table orders add constraint orders_total_quantity_check check (total_quantity >= 0);

      create index orders_urgent_index on orders ((coalesce(preferred_delivery_date, (created_at at time zone 'UTC')::date)), id)
        where status in ('pending', 'confirmed', 'processing', 'ready');
      create index orders_search_index on orders
        using gin ((order_number || chr(10) || business_name || chr(10) || contact_person || chr(10) || phone_number) gin_trgm_ops);
    `)
  }
}
