create table orders (id integer primary key, note text not null);
insert into orders values (1, 'from the first migration');
