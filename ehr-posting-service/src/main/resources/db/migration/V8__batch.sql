-- What is logged of a posting is found by the batch of its payment, too. Null where it was asked for before it was told.
alter table posting add column batch_id text;
alter table posting_fence add column batch_id text;
