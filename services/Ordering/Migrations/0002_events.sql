-- A row leaves when it is published; what has gathered so far is published first.
drop index outbox_unpublished;
alter table outbox
    add column message_id uuid not null default gen_random_uuid(),
    add column trace_state text,
    drop column published_at;

create function tell_outbox() returns trigger language plpgsql as $$ begin perform pg_notify('outbox', ''); return null; end $$;
create trigger tell_outbox after insert on outbox for each statement execute function tell_outbox();

-- Events of others that have had their effect here.
create table inbox (
    consumer   text        not null,
    message_id text        not null,
    type       text        not null,
    handled_at timestamptz not null,
    primary key (consumer, message_id)
);
create index inbox_handled_at on inbox (handled_at);

-- Catalog learns from ordering.orders what becomes of stock; stock_commands stays for replicas of the version before. What it holds and no event tells:
insert into outbox (topic, key, type, payload, created_at)
select 'ordering.orders', order_id::text, 'order.abandoned', jsonb_build_object(
    'orderId', order_id, 'userId', '', 'status', 'ABANDONED', 'total', 0, 'paymentId', null, 'items', '[]'::jsonb, 'at', now()), now()
from stock_commands c where kind = 'RELEASE' and not exists (select from orders where id = c.order_id);
