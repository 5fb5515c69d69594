-- How much each key may still ask for, by key and limit. Unlogged: after a crash everybody begins with a full bucket.
create unlogged table token_bucket (
    id         text primary key,
    state      bytea,
    expires_at bigint
);
create index token_bucket_by_expiry on token_bucket (expires_at);
