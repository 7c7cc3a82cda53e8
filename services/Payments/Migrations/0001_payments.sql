create table payments (
    id              uuid        primary key,
    user_id         text        not null,
    idempotency_key text        not null,
    fingerprint     text        not null,
    order_id        uuid        not null,
    status          text        not null
        check (status in ('CREATED', 'CONFIRMING', 'UNKNOWN', 'PAID', 'PARTIALLY_REFUNDED', 'REFUNDED', 'FAILED')),
    amount          bigint      check (amount > 0),
    refunded        bigint      not null default 0 check (refunded between 0 and coalesce(amount, 0)),
    payment_key     text,
    card            text,
    attempt         int         not null default 1,
    failure_status  int,
    failure_code    text,
    failure_message text,
    -- What Ordering has yet to be told of this payment.
    order_step      text        check (order_step in ('withdraw', 'paid', 'failed', 'refunded')),
    -- When somebody has to look at this payment again; null: never.
    due_at          timestamptz,
    tries           int         not null default 0,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    unique (user_id, idempotency_key),
    check (status in ('CREATED', 'FAILED') or (amount is not null and payment_key is not null))
);
-- An order is paid once: whatever the code does, two payments that may charge cannot stand side by side.
create unique index payments_one_per_order on payments (order_id) where status not in ('CREATED', 'FAILED');
create index payments_by_key on payments (payment_key);
create index payments_due on payments (due_at) where due_at is not null;

create table refunds (
    id              uuid        primary key,
    payment_id      uuid        not null references payments,
    idempotency_key text        not null,
    fingerprint     text        not null,
    amount          bigint      not null check (amount > 0),
    reason          text        not null,
    status          text        not null check (status in ('REQUESTED', 'DONE', 'FAILED')),
    attempt         int         not null default 1,
    failure_code    text,
    failure_message text,
    due_at          timestamptz,
    tries           int         not null default 0,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    unique (payment_id, idempotency_key)
);
create index refunds_due on refunds (due_at) where due_at is not null;

create table webhook_events (
    transmission_id text        primary key,
    event_type      text        not null,
    payment_key     text,
    status          text,
    received_at     timestamptz not null
);

create table outbox (
    id           bigint      generated always as identity primary key,
    topic        text        not null,
    key          text        not null,
    type         text        not null,
    payload      jsonb       not null,
    trace_parent text,
    created_at   timestamptz not null,
    published_at timestamptz
);
create index outbox_unpublished on outbox (id) where published_at is null;
