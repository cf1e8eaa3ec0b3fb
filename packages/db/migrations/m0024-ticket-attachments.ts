import { Migration } from '@mikro-orm/migrations'

/** Files that belong to tickets. */
export class M0024TicketAttachments extends Migration {
  override up(): void {
    this.addSql(`
      create table ticket_attachments (
        id uuid not null,
        ticket_id uuid not null,
        uploaded_by_id uuid not null,
        staff boolean not null,
        internal boolean not null,
        file_name text not null,
        content_type text not null,
        size int not null,
        sha256 text not null,
        content bytea not null,
        created_at timestamptz not null,
        primary key (id)
      );
      create index ticket_attachments_ticket_id_index on ticket_attachments (ticket_id);
      -- Photos are compressed already.
      alter table ticket_attachments alter column content set storage external;
      alter table ticket_attachments
        add constraint ticket_attachments_size_check check (size >= 1 and size <= 5242880 and octet_length(content) = size);
      alter table ticket_attachments
        add constraint ticket_attachments_internal_check check (staff or not internal);
      alter table ticket_attachments
        add constraint ticket_attachments_ticket_id_foreign foreign key (ticket_id) references tickets (id);
      alter table ticket_attachments
        add constraint ticket_attachments_uploaded_by_id_foreign foreign key (uploaded_by_id) references users (id);

      create function record_ticket_attachment() returns trigger language plpgsql as $$
      declare
        attachment ticket_attachments = coalesce(new, old);
      begin
        perform record_live_ticket(ticket, case when attachment.internal then 'noted' else 'files' end)
        from tickets ticket where ticket.id = attachment.ticket_id;
        return null;
      end $$;
      create trigger ticket_attachments_record after insert or delete on ticket_attachments
        for each row execute function record_ticket_attachment();
    `)
  }
}
