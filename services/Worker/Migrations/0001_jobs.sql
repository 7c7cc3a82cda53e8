create table jobs (
    id          uuid        primary key,
    task        jsonb       not null,
    -- Where it came from: kafka or queue.
    source      text        not null,
    status      text        not null,
    attempts    int         not null default 0,
    -- Grows with each claim: whoever holds a lower one has lost the job, and writes nothing any more.
    token       bigint      not null default 0,
    worker      text,
    lease_until timestamptz,
    -- When it may be claimed: at once, after a pause, or when the lease of whoever holds it has run out.
    due_at      timestamptz,
    reason      text,
    outcome     jsonb,
    trace_parent text,
    created_at  timestamptz not null,
    updated_at  timestamptz not null
);
create index jobs_due on jobs (due_at) where due_at is not null;

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
