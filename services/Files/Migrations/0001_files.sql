create table files (
    id           uuid        primary key,
    file_name    text        not null,
    content_type text        not null,
    size         bigint      not null,
    sha256       text        not null,
    target       text        not null,
    bucket       text        not null,
    key          text        not null,
    url          text        not null,
    -- The number of the newest row in file_events: taken under this row's lock, so numbers have no gaps and appear in order.
    last_event   bigint      not null default 0,
    created_at   timestamptz not null,
    unique (target, key)
);
create index files_newest on files (created_at desc, id desc);

create table jobs (
    id             uuid        primary key,
    file_id        uuid        not null unique references files (id) on delete cascade,
    kind           text        not null,
    analysis_type  text,
    output_format  text,
    translate_shakespearean boolean,
    target         text        not null,
    status         text        not null,
    -- How often it was handed to its target, or tried there.
    attempts       int         not null default 0,
    -- Of the Worker's newest attempt that was heard of.
    token          bigint      not null default 0,
    external_id    text,
    callback_token text        not null,
    result         jsonb,
    reason         text,
    -- When the dispatcher looks at it again.
    due_at         timestamptz,
    created_at     timestamptz not null,
    updated_at     timestamptz not null
);
create index jobs_due on jobs (due_at) where due_at is not null;

create table file_events (
    file_id uuid        not null references files (id) on delete cascade,
    seq     bigint      not null,
    type    text        not null,
    data    jsonb       not null,
    at      timestamptz not null,
    primary key (file_id, seq)
);

-- Objects that belong to no file (uploads under way, files that were deleted), and when whatever is there of them is removed. A file's row takes its
-- key's orphan away in the same transaction.
create table orphans (
    target    text        not null,
    key       text        not null,
    is_prefix boolean     not null default false,
    due_at    timestamptz not null,
    attempts  int         not null default 0,
    primary key (target, key)
);
create index orphans_due on orphans (due_at);

-- Events that leave, written with the change that they tell of; and those that came, written with their effect.
create table outbox (
    id           bigint      generated always as identity primary key,
    message_id   uuid        not null default gen_random_uuid(),
    topic        text        not null,
    key          text        not null,
    type         text        not null,
    payload      jsonb       not null,
    trace_parent text,
    trace_state  text,
    created_at   timestamptz not null
);
create table inbox (
    consumer   text        not null,
    message_id text        not null,
    type       text        not null,
    handled_at timestamptz not null,
    primary key (consumer, message_id)
);
create index inbox_handled_at on inbox (handled_at);
create function tell_outbox() returns trigger language plpgsql as $$ begin perform pg_notify('outbox', ''); return null; end $$;
create trigger tell_outbox after insert on outbox for each statement execute function tell_outbox();
