import { Migration } from '@mikro-orm/migrations'

/** Mailed links, second factors, sessions that can be listed, API keys, shared limits, and the audit. */
export class M0002Accounts extends Migration {
  override up(): void {
    this.addSql(`
      alter table users
        add totp_secret text null,
        add totp_enabled_at timestamptz null,
        add totp_last_step int null,
        add password_changed_at timestamptz not null default now();

      -- The defaults are for the users and sessions that are there now, and go when those have theirs.
      alter table users alter password_changed_at drop default;
      alter table sessions
        add public_id uuid not null default gen_random_uuid(),
        add user_agent text null,
        add ip_address text null,
        add last_seen_at timestamptz not null default now(),
        add constraint sessions_public_id_unique unique (public_id);
      alter table sessions
        alter public_id drop default,
        alter last_seen_at drop default;

      create table account_tokens (
        id uuid not null,
        token_hash text null,
        user_id uuid not null,
        purpose text not null,
        email text not null,
        expires_at timestamptz not null,
        created_at timestamptz not null,
        primary key (id)
      );
      create index account_tokens_expires_at_index on account_tokens (expires_at);
      alter table account_tokens
        add constraint account_tokens_token_hash_unique unique (token_hash),
        add constraint account_tokens_user_id_purpose_unique unique (user_id, purpose),
        add constraint account_tokens_user_id_foreign foreign key (user_id) references users (id) on delete cascade,
        add constraint account_tokens_purpose_check
          check (purpose in ('verify-email', 'change-email', 'reset-password', 'accept-invitation'));

      create table recovery_codes (
        id text not null,
        user_id uuid not null,
        primary key (id)
      );
      create index recovery_codes_user_id_index on recovery_codes (user_id);
      alter table recovery_codes
        add constraint recovery_codes_user_id_foreign foreign key (user_id) references users (id) on delete cascade;

      create table api_keys (
        id uuid not null,
        name text not null,
        key_hash text not null,
        prefix text not null,
        scopes text[] not null,
        user_id uuid not null,
        created_by_id uuid not null,
        expires_at timestamptz not null,
        revoked_at timestamptz null,
        last_used_at timestamptz null,
        created_at timestamptz not null,
        primary key (id)
      );
      create index api_keys_user_id_index on api_keys (user_id);
      create index api_keys_created_by_id_index on api_keys (created_by_id);
      alter table api_keys
        add constraint api_keys_key_hash_unique unique (key_hash),
        add constraint api_keys_user_id_foreign foreign key (user_id) references users (id) on delete cascade,
        add constraint api_keys_created_by_id_foreign foreign key (created_by_id) references users (id);

      create table rate_limits (
        key varchar(255) not null,
        points int not null default 0,
        expire bigint null,
        primary key (key)
      );

      create table audit_entries (
        id uuid not null,
        actor_id uuid not null,
        api_key_id uuid null,
        action text not null,
        object_type text not null,
        object_id text not null,
        before jsonb null,
        after jsonb null,
        request_id text not null,
        created_at timestamptz not null,
        primary key (id)
      );
      create index audit_entries_actor_id_id_index on audit_entries (actor_id, id);
      create index audit_entries_object_type_object_id_index on audit_entries (object_type, object_id);
      alter table audit_entries
        add constraint audit_entries_actor_id_foreign foreign key (actor_id) references users (id),
        add constraint audit_entries_api_key_id_foreign foreign key (api_key_id) references api_keys (id);
    `)
    this.addSql(appendOnly)
  }
}

/** What staff did stays written, whoever holds a connection. */
const appendOnly = `
  create function audit_entries_append_only_fn() returns trigger as $$ begin raise exception 'audit_entries is append-only' using errcode = 'insufficient_privilege'; end; $$ language plpgsql;

  create trigger append_only before update or delete on audit_entries
    for each row execute function audit_entries_append_only_fn();
  create trigger no_truncate before truncate on audit_entries
    for each statement execute function audit_entries_append_only_fn();
`
