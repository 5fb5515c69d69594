-- What a partner still allows, shared by all replicas.
create table quota (
    id    text primary key,
    state bytea
);

-- What partners sign webhooks with, as they told when ours was registered; sealed.
create table webhook_secret (
    partner text  not null,
    place   text  not null,
    sealed  bytea not null,
    primary key (partner, place)
);
