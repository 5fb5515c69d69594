-- Of the attempts, those that provably never arrived.
alter table posting add column undelivered int not null default 0;
