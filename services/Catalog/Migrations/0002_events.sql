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

-- A product as catalog.products tells it: whole, with the version that grows with each change.
create function product_payload(p products) returns jsonb language sql stable as $$
    select jsonb_build_object(
        'id', p.id, 'name', p.name, 'nameEn', p.name_en, 'description', p.description, 'category', p.category, 'price', p.price, 'stock', p.stock,
        'version', p.version, 'createdAt', to_char(p.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
$$;

insert into outbox (topic, key, type, payload, created_at)
select 'catalog.products', p.id::text, 'product.created', product_payload(p), now() from products p order by p.id;
