create table bucket (
    id    text primary key,
    state bytea
);
