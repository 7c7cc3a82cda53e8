-- The malls, and what goes to each: rules are kept here from the first start on, and edited here.
create table channels (
    name       text        primary key,
    rules      jsonb       not null,
    updated_at timestamptz not null
);

-- How far each mall was read, written by whoever reads it.
create table channel_progress (
    channel       text        primary key references channels,
    order_cursor  text,
    polled_at     timestamptz,
    poll_failures int         not null default 0,
    poll_error    text,
    compared_at   timestamptz
);

-- Products as Catalog told them last, by its version, which is all the inbox that is needed: what a mall is to know follows from them and from its rules.
create table products (
    id      bigint primary key,
    version bigint not null,
    product jsonb  not null
);

-- What each mall should know of a product, against what it was last told. Whatever comes in between is never sent.
create table listings (
    channel        text        not null references channels,
    product_id     bigint      not null,
    wanted         jsonb       not null,
    wanted_version bigint      not null default 1,
    wanted_at      timestamptz not null,
    told           jsonb,
    told_version   bigint      not null default 0,
    told_at        timestamptz,
    -- The mall's own name of it, where it wants to be asked by that.
    reference      text,
    attempts       int         not null default 0,
    error          text,
    -- When it may be pushed; null: in step, or refused for good.
    due_at         timestamptz,
    trace_parent   text,
    primary key (channel, product_id)
);
create index listings_due on listings (channel, due_at) where due_at is not null;

create table orders (
    channel      text        not null references channels,
    number       text        not null,
    status       text        not null check (status in
        ('RECEIVED', 'ORDERED', 'CONFIRMED', 'REJECTED', 'CANCELLED_AT_MALL', 'CANCEL_REQUESTED', 'CANCELLED')),
    items        jsonb       not null,
    total        bigint      not null,
    ordered_at   timestamptz not null,
    source       text        not null,
    order_id     uuid,
    refusal      text,
    detail       text,
    -- Grows with each claim and with whatever overtakes one: who holds a lower one writes nothing any more.
    token        bigint      not null default 0,
    attempts     int         not null default 0,
    error        text,
    due_at       timestamptz,
    trace_parent text,
    received_at  timestamptz not null,
    updated_at   timestamptz not null,
    primary key (channel, number)
);
create index orders_due on orders (due_at) where due_at is not null;
create index orders_newest on orders (received_at desc, channel, number);
create index orders_by_status on orders (status, received_at desc);

-- Signed calls of malls that were accepted: each is accepted once.
create table webhook_nonces (
    channel     text        not null,
    nonce       text        not null,
    received_at timestamptz not null,
    primary key (channel, nonce)
);
create index webhook_nonces_age on webhook_nonces (received_at);
