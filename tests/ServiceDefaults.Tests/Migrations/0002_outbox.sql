create table outbox (id integer primary key);
