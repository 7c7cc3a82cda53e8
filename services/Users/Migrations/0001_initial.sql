create table accounts (
    id uuid primary key,
    email text not null,
    name text not null,
    password_hash text not null,
    role text not null default 'shopper' check (role in ('shopper', 'admin')),
    idempotency_key text,
    failed_logins int not null default 0,
    failing_since timestamptz,
    created_at timestamptz not null default now()
);

create unique index accounts_email on accounts (lower(email));

-- One key signs; the next is published ahead, so that verifiers know it before they meet it; retired ones stay until their tokens have expired.
create table signing_keys (
    kid text primary key,
    pkcs8 bytea not null,
    x text not null,
    y text not null,
    status text not null check (status in ('next', 'active', 'retired')),
    created_at timestamptz not null default now(),
    activated_at timestamptz,
    drop_after timestamptz
);

create unique index signing_keys_active on signing_keys (status) where status = 'active';
create unique index signing_keys_next on signing_keys (status) where status = 'next';

-- Events leave through here, in the transaction that causes them.
create table outbox (
    id bigint generated always as identity primary key,
    topic text not null,
    key text not null,
    type text not null,
    payload jsonb not null,
    trace_parent text,
    created_at timestamptz not null default now(),
    published_at timestamptz
);

create index outbox_unpublished on outbox (id) where published_at is null;
