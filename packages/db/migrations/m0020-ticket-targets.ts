import { Migration } from '@mikro-orm/migrations'

/** When tickets are due, and what their customers thought of it in the end. */
export class M0020TicketTargets extends Migration {
  override up(): void {
    // Tickets from before there were targets get days of the calendar: hours of business are reckoned in the process.
    this.addSql(`
      alter table tickets
        add column first_answer_due_at timestamptz null,
        add column resolution_due_at timestamptz null,
        add column score int null,
        add column score_comment text null,
        add column rated_at timestamptz null;
      update tickets set first_answer_due_at = created_at + interval '1 day', resolution_due_at = created_at + interval '5 days';
      alter table tickets
        alter column first_answer_due_at set not null,
        alter column resolution_due_at set not null;
      create index tickets_due_index on tickets
        ((case when first_answered_at is null then first_answer_due_at else resolution_due_at end), id)
        where status in ('open', 'in_progress');
      alter table tickets
        add constraint tickets_score_check check (score >= 1 and score <= 5);
      alter table tickets
        add constraint tickets_rated_check check ((score is null) = (rated_at is null) and (score is null or status = 'closed'));
    `)
    this.addSql(`
      create or replace function record_ticket_change() returns trigger language plpgsql as $$
      begin
        perform record_live_ticket(new, case
          when tg_op = 'INSERT' then 'opened'
          when old.status is distinct from new.status then 'status'
          when old.priority is distinct from new.priority then 'priority'
          when old.score is distinct from new.score then 'rated'
          else 'assignee'
        end);
        return null;
      end $$;
      drop trigger tickets_record_update on tickets;
      create trigger tickets_record_update after update on tickets for each row
        when (
          (old.status, old.priority, old.assignee_id, old.score)
          is distinct from (new.status, new.priority, new.assignee_id, new.score)
        ) execute function record_ticket_change();
    `)
  }
}
