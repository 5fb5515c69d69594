-- Of the request that it came with: what wakes it later, a registration for one, goes on in it.
alter table payment add column traceparent text;
