-- Tickets by state, counted as they change: a row of each state for each connection, so that none waits for another.
create table ticket_tally (
    state   text   not null,
    shard   int    not null,
    tickets bigint not null,
    primary key (state, shard)
) with (fillfactor = 50);

insert into ticket_tally (state, shard, tickets)
select state, 0, count(*) from ticket group by state;

create function tally_tickets() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into ticket_tally (state, shard, tickets)
        select state, pg_backend_pid() % 256, count(*) from after group by state order by state
            on conflict (state, shard) do update set tickets = ticket_tally.tickets + excluded.tickets;
    else
        insert into ticket_tally (state, shard, tickets)
        select state, pg_backend_pid() % 256, sum(change)
          from (select state, 1 as change from after union all select state, -1 from before) moved
         group by state
        having sum(change) <> 0
         order by state
            on conflict (state, shard) do update set tickets = ticket_tally.tickets + excluded.tickets;
    end if;
    return null;
end $$;

create trigger ticket_opened after insert on ticket
    referencing new table as after
    for each statement execute function tally_tickets();

create trigger ticket_moved after update on ticket
    referencing old table as before new table as after
    for each statement execute function tally_tickets();

-- what operators list tickets by, newest first
create index ticket_in_state on ticket (state, id);
create index ticket_of_tenant on ticket (tenant_id, id);
create index ticket_of_claim on ticket (claim_key);
create index subscriber_of_payment on subscriber (payment_id);
