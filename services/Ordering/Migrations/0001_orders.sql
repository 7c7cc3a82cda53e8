-- Requests to order, before there is an order: written ahead of the reservation at Catalog, so that a crash leaks no stock.
create table order_requests (
    user_id         text        not null,
    idempotency_key text        not null,
    fingerprint     text        not null,
    order_id        uuid        not null unique,
    from_cart       boolean     not null,
    items           jsonb       not null,
    state           text        not null check (state in ('RESERVING', 'ACCEPTED', 'REFUSED', 'ABANDONED')),
    refusal         jsonb,
    created_at      timestamptz not null,
    abandon_at      timestamptz not null,
    primary key (user_id, idempotency_key)
);
create index order_requests_open on order_requests (abandon_at) where state = 'RESERVING';

create table orders (
    id         uuid        primary key,
    user_id    text        not null,
    status     text        not null check (status in ('PENDING', 'PAYING', 'PAID', 'CANCELLED', 'REFUNDED', 'EXPIRED', 'FAILED')),
    total      bigint      not null check (total >= 0),
    payment_id uuid,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    expires_at timestamptz not null,
    check (status not in ('PAYING', 'PAID', 'REFUNDED') or payment_id is not null)
);
create index orders_by_user on orders (user_id, created_at desc, id);
create index orders_to_expire on orders (expires_at) where status = 'PENDING';

create table order_items (
    order_id   uuid   not null references orders on delete cascade,
    line       int    not null,
    product_id bigint not null,
    name       text   not null,
    unit_price bigint not null check (unit_price >= 0),
    quantity   int    not null check (quantity > 0),
    primary key (order_id, line)
);

-- What Catalog has yet to be told; a row goes when Catalog has answered.
create table stock_commands (
    order_id uuid        not null,
    kind     text        not null check (kind in ('CONFIRM', 'RELEASE')),
    attempts int         not null default 0,
    due_at   timestamptz not null,
    primary key (order_id, kind)
);
create index stock_commands_due on stock_commands (due_at);

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
