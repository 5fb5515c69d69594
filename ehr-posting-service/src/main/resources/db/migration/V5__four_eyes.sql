-- Two people confirm what nobody else does: on the worklist.
alter table posting_request add column four_eyes boolean not null default false;
