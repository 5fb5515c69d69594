-- What bucket4j knows of each budget of calls: our credential's, and one of each payer. Shared by all replicas.
create table call_budget (
    id         text primary key,
    state      bytea,
    expires_at bigint
);
