-- Events that have happened here and are on their way out. The relay reads what is there, never after a cursor: ids are
-- handed out before commit, so that a lower one may appear late.
create table outbox (
    id         bigint generated always as identity primary key,
    shard      smallint    not null,
    topic      text        not null,
    key        text        not null,
    headers    text        not null,
    payload    bytea       not null,
    created_at timestamptz not null default now()
);
create index outbox_by_shard on outbox (shard, id);

-- ce_sequence, per topic and subject, from 1.
create table outbox_sequence (
    topic   text   not null,
    subject text   not null,
    last    bigint not null,
    primary key (topic, subject)
);

-- Keys whose next record the broker does not take; their later records wait behind it.
create table outbox_held (
    topic    text        not null,
    key      text        not null,
    reason   text        not null,
    attempts int         not null default 1,
    retry_at timestamptz not null,
    primary key (topic, key)
);

-- How far each subject has been applied: what is not above is a duplicate.
create table inbox_mark (
    topic   text   not null,
    subject text   not null,
    last    bigint not null,
    primary key (topic, subject)
);

-- Events that came before their predecessor.
create table inbox_gap (
    topic       text        not null,
    subject     text        not null,
    sequence    bigint      not null,
    key         text,
    headers     text        not null,
    payload     bytea       not null,
    received_at timestamptz not null default now(),
    primary key (topic, subject, sequence)
);

-- Records that cannot be applied, with a reason code; their subject waits, everything else goes on.
create table parked_event (
    id        bigint generated always as identity primary key,
    topic     text        not null,
    part      int         not null,
    place     bigint      not null,
    key       text,
    subject   text,
    sequence  bigint,
    code      text        not null,
    headers   text        not null,
    payload   bytea,
    parked_at timestamptz not null default now()
);
-- A record polled again is parked once; part is -1 for what waited in a gap.
create unique index parked_event_by_place on parked_event (topic, part, place) where part >= 0;
