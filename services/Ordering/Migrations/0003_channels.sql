-- Orders from sales channels (external malls): paid at the mall, so without a payment of ours. Their requests stand beside those of shoppers, with
-- the channel's buyer as user and the mall's number as key.
alter table order_requests add column channel text;
alter table orders
    add column channel text,
    add column external_number text,
    drop constraint orders_check,
    add constraint orders_payment check (status not in ('PAYING', 'PAID', 'REFUNDED') or payment_id is not null or channel is not null),
    add constraint orders_channel check ((channel is null) = (external_number is null));
create unique index orders_by_channel on orders (channel, external_number) where channel is not null;
