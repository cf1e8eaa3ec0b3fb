import { Migration } from '@mikro-orm/migrations'

/** Tickets, what is written about them, and what became of them. */
export class M0019Tickets extends Migration {
  override up(): void {
    this.addSql(`
      create table tickets (
        id uuid not null,
        ticket_number text not null,
        customer_id uuid not null,
        opened_by_id uuid not null,
        order_id uuid null,
        subject text not null,
        description text not null,
        category text not null,
        priority text not null,
        justification text null,
        status text not null default 'open',
        assignee_id uuid null,
        first_answered_at timestamptz null,
        resolved_at timestamptz null,
        closed_at timestamptz null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        primary key (id)
      );
      create index tickets_customer_id_id_index on tickets (customer_id, id);
      create index tickets_status_id_index on tickets (status, id);
      create index tickets_assignee_id_id_index on tickets (assignee_id, id);
      create index tickets_order_id_index on tickets (order_id);
      create index tickets_created_at_index on tickets (created_at);
      create index tickets_text_index on tickets
        using gin ((ticket_number || ' ' || subject || ' ' || description) gin_trgm_ops);
      alter table tickets
        add constraint tickets_ticket_number_unique unique (ticket_number);
      alter table tickets
        add constraint tickets_subject_check check (char_length(subject) >= 5 and char_length(subject) <= 200);
      alter table tickets
        add constraint tickets_description_check check (char_length(description) >= 20 and char_length(description) <= 2000);
      alter table tickets
        add constraint tickets_category_check check (category in ('order_issue', 'product_quality', 'delivery', 'payment', 'account', 'general'));
      alter table tickets
        add constraint tickets_priority_check check (priority in ('low', 'medium', 'high', 'urgent'));
      alter table tickets
        add constraint tickets_status_check check (status in ('open', 'in_progress', 'resolved', 'closed'));
      alter table tickets
        add constraint tickets_resolved_check check ((status in ('resolved', 'closed')) = (resolved_at is not null));
      alter table tickets
        add constraint tickets_closed_check check ((status = 'closed') = (closed_at is not null));

      create table ticket_comments (
        id uuid not null,
        ticket_id uuid not null,
        author_id uuid not null,
        comment text not null,
        staff boolean not null,
        internal boolean not null,
        created_at timestamptz not null,
        primary key (id)
      );
      create index ticket_comments_ticket_id_index on ticket_comments (ticket_id);
      create index ticket_comments_comment_index on ticket_comments using gin (comment gin_trgm_ops);
      alter table ticket_comments
        add constraint ticket_comments_comment_check check (char_length(comment) >= 1 and char_length(comment) <= 2000);
      alter table ticket_comments
        add constraint ticket_comments_internal_check check (staff or not internal);

      create table ticket_changes (
        id uuid not null,
        ticket_id uuid not null,
        field text not null,
        old_value text null,
        new_value text null,
        reason text null,
        changed_by_id uuid not null,
        created_at timestamptz not null,
        primary key (id)
      );
      create index ticket_changes_ticket_id_index on ticket_changes (ticket_id);
      create index ticket_changes_created_at_index on ticket_changes (created_at);
      alter table ticket_changes
        add constraint ticket_changes_field_check check (field in ('status', 'priority', 'assignee'));

      create index users_name_index on users
        using gin ((business_name || ' ' || first_name || ' ' || last_name || ' ' || email) gin_trgm_ops);
      alter table tickets
        add constraint tickets_customer_id_foreign foreign key (customer_id) references users (id);
      alter table tickets
        add constraint tickets_opened_by_id_foreign foreign key (opened_by_id) references users (id);
      alter table tickets
        add constraint tickets_order_id_foreign foreign key (order_id) references orders (id);
      alter table tickets
        add constraint tickets_assignee_id_foreign foreign key (assignee_id) references users (id);
      alter table ticket_comments
        add constraint ticket_comments_ticket_id_foreign foreign key (ticket_id) references tickets (id);
      alter table ticket_comments
        add constraint ticket_comments_author_id_foreign foreign key (author_id) references users (id);
      alter table ticket_changes
        add constraint ticket_changes_ticket_id_foreign foreign key (ticket_id) references tickets (id);
      alter table ticket_changes
        add constraint ticket_changes_changed_by_id_foreign foreign key (changed_by_id) references users (id);
    `)
    // Triggers, so that no way of changing a ticket is forgotten. Customers never hear of notes and assignees.
    this.addSql(`
      create function record_live_ticket(ticket tickets, change text) returns void language sql as $$
        insert into live_changes (topic, object_id, customer_id, staff_only, details)
        values ('ticket', ticket.id, ticket.customer_id, change in ('assignee', 'noted'), jsonb_build_object(
          'ticketNumber', ticket.ticket_number, 'status', ticket.status, 'priority', ticket.priority, 'change', change
        ));
      $$;

      create function record_ticket_change() returns trigger language plpgsql as $$
      begin
        perform record_live_ticket(new, case
          when tg_op = 'INSERT' then 'opened'
          when old.status is distinct from new.status then 'status'
          when old.priority is distinct from new.priority then 'priority'
          else 'assignee'
        end);
        return null;
      end $$;
      create trigger tickets_record_insert after insert on tickets for each row execute function record_ticket_change();
      create trigger tickets_record_update after update on tickets for each row
        when ((old.status, old.priority, old.assignee_id) is distinct from (new.status, new.priority, new.assignee_id))
        execute function record_ticket_change();

      create function record_ticket_comment() returns trigger language plpgsql as $$
      begin
        perform record_live_ticket(ticket, case when new.internal then 'noted' else 'commented' end)
        from tickets ticket where ticket.id = new.ticket_id;
        return null;
      end $$;
      create trigger ticket_comments_record_insert after insert on ticket_comments
        for each row execute function record_ticket_comment();
    `)
  }
}
