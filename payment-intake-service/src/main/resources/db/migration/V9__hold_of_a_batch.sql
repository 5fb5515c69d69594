-- What a start leads to is decided by the hold that the orchestrator was told of when the batch was opened.
alter table payment_batch
    add hold boolean;
comment on column payment_batch.hold is 'its account''s when it was opened; null: not kept, as the account is now';
