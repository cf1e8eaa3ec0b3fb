import { Migration } from '@mikro-orm/migrations'

/** What happened to orders, kept for a week so that a client that was away misses nothing. */
export class M0012LiveChanges extends Migration {
  override up(): void {
    this.addSql(`
      create table live_changes (
        id bigserial not null,
        transaction_id xid8 not null default pg_current_xact_id(),
        topic text not null,
        object_id uuid not null,
        customer_id uuid not null,
        staff_only boolean not null,
        details jsonb not null,
        created_at timestamptz not null default clock_timestamp(),
        primary key (id)
      );
      create index live_changes_topic_transaction_id_index on live_changes (topic, transaction_id);
      create index live_changes_created_at_index on live_changes (created_at);
      alter table live_changes add constraint live_changes_topic_check check (topic in ('order', 'ticket'));
    `)
    // A trigger, so that no way of changing an order is forgotten.
    this.addSql(`
      create function note_live_change() returns trigger language plpgsql as $$
      begin
        perform pg_notify('live_changes', json_build_object(
          'topic', new.topic, 'objectId', new.object_id, 'customerId', new.customer_id, 'staffOnly', new.staff_only
        )::text);
        return null;
      end $$;
      create trigger live_changes_notify after insert on live_changes for each row execute function note_live_change();

      create function record_order_change() returns trigger language plpgsql as $$
      begin
        insert into live_changes (topic, object_id, customer_id, staff_only, details)
        values ('order', new.id, new.customer_id, false, jsonb_build_object(
          'orderNumber', new.order_number,
          'status', new.status,
          'change', case
            when tg_op = 'INSERT' then 'placed'
            when old.status is distinct from new.status then 'status'
            else 'details'
          end
        ));
        return null;
      end $$;
      create trigger orders_record_insert after insert on orders for each row execute function record_order_change();
      create trigger orders_record_update after update on orders for each row
        when (old.* is distinct from new.*) execute function record_order_change();
    `)
  }
}
