-- Void, reissue and settlement: what they lead to is shown until the orchestrator has answered.
alter table payment
    add asked_balance  bigint,
    add asked_issuance int;

alter table payer_command add reason bytea;
comment on column payer_command.reason is 'sealed for tenant|batch|batchId';

-- What each issuance was sent with: the newest version that is not younger. command_id: the reissue that brought it.
alter table payment_request
    add issuance   int not null default 1,
    add command_id text references payer_command,
    drop constraint payment_request_pkey,
    add primary key (payment_id, issuance);
create index payment_request_by_command on payment_request (command_id) where command_id is not null;
