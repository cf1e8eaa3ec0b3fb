import { Migration } from '@mikro-orm/migrations'

/** Files that are written in the background, in parts, so that every process can go on writing and read them. */
export class M0021Exports extends Migration {
  override up(): void {
    this.addSql(`
      create table exports (
        id uuid not null,
        kind text not null,
        order_id uuid null,
        first_day date null,
        last_day date null,
        file_name text not null,
        requested_by_id uuid not null,
        status text not null default 'waiting',
        attempt int not null default 0,
        rows_done int not null default 0,
        rows_total int null,
        parts int not null default 0,
        size_bytes bigint not null default '0',
        error text null,
        created_at timestamptz not null,
        ended_at timestamptz null,
        primary key (id)
      );
      create index exports_requested_by_id_id_index on exports (requested_by_id, id);
      create index exports_created_at_index on exports (created_at);
      alter table exports
        add constraint exports_kind_check check (kind in ('order-csv', 'orders-daily', 'orders-range')),
        add constraint exports_status_check check (status in ('waiting', 'running', 'finished', 'failed')),
        add constraint exports_of_check check (
          (kind = 'order-csv') = (order_id is not null) and (order_id is null) = (first_day is not null and last_day is not null)
        ),
        add constraint exports_order_id_foreign foreign key (order_id) references orders (id),
        add constraint exports_requested_by_id_foreign foreign key (requested_by_id) references users (id);

      create table export_parts (
        export_id uuid not null,
        position int not null,
        content text not null,
        created_at timestamptz not null,
        primary key (export_id, position)
      );
      create index export_parts_created_at_index on export_parts (created_at);
      alter table export_parts
        add constraint export_parts_export_id_foreign foreign key (export_id) references exports (id) on delete cascade;
    `)
  }
}
