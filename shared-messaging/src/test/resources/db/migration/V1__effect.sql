create table effect (
    place    bigint generated always as identity primary key,
    subject  text   not null,
    sequence bigint not null
);
