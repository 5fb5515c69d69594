-- A payment may come before word of its claims' registration: until when that is no exception, on this clock. What earlier
-- versions wrote expects nothing.
alter table payment
    add column expecting      boolean not null default false,
    add column expected_until timestamptz;
create index payment_expecting on payment (expected_until) where expecting;
