import { Migration } from '@mikro-orm/migrations'

/** What customers want put right of their orders, and what staff write again and again. */
export class M0025ClaimsAndReplies extends Migration {
  override up(): void {
    this.addSql(`
      create table ticket_claims (
        id uuid not null,
        ticket_id uuid not null,
        order_line_id uuid not null,
        quantity int not null,
        reason text not null,
        remedy text not null,
        status text not null default 'open',
        note text null,
        decided_by_id uuid null,
        decided_at timestamptz null,
        created_at timestamptz not null,
        primary key (id)
      );
      create index ticket_claims_ticket_id_index on ticket_claims (ticket_id);
      create index ticket_claims_order_line_id_index on ticket_claims (order_line_id);
      alter table ticket_claims
        add constraint ticket_claims_quantity_check check (quantity > 0);
      alter table ticket_claims
        add constraint ticket_claims_reason_check check (reason in ('damaged', 'missing', 'wrong_item', 'expired', 'quality', 'other'));
      alter table ticket_claims
        add constraint ticket_claims_remedy_check check (remedy in ('refund', 'replacement', 'credit'));
      alter table ticket_claims
        add constraint ticket_claims_status_check check (status in ('open', 'accepted', 'rejected'));
      alter table ticket_claims
        add constraint ticket_claims_decided_check check ((status = 'open') = (decided_at is null) and (decided_at is null) = (decided_by_id is null));
      alter table ticket_claims
        add constraint ticket_claims_ticket_id_foreign foreign key (ticket_id) references tickets (id);
      alter table ticket_claims
        add constraint ticket_claims_order_line_id_foreign foreign key (order_line_id) references order_lines (id);
      alter table ticket_claims
        add constraint ticket_claims_decided_by_id_foreign foreign key (decided_by_id) references users (id);

      alter table ticket_changes drop constraint ticket_changes_field_check;
      alter table ticket_changes
        add constraint ticket_changes_field_check check (field in ('status', 'priority', 'assignee', 'claim'));

      create table canned_replies (
        id uuid not null,
        title text not null,
        body text not null,
        version int not null default 1,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        primary key (id)
      );
      create unique index canned_replies_title_unique on canned_replies (lower(title));
      alter table canned_replies
        add constraint canned_replies_title_check check (char_length(title) >= 1 and char_length(title) <= 100);
      alter table canned_replies
        add constraint canned_replies_body_check check (char_length(body) >= 1 and char_length(body) <= 2000);
    `)
    this.addSql(`
      create function record_ticket_claim() returns trigger language plpgsql as $$
      begin
        perform record_live_ticket(ticket, 'claim') from tickets ticket where ticket.id = new.ticket_id;
        return null;
      end $$;
      create trigger ticket_claims_record after insert or update on ticket_claims
        for each row execute function record_ticket_claim();
    `)
  }
}
