-- What is logged of a ticket is found by the batch of the payment, too. Null where it was asked for before it was told.
alter table subscriber add column batch_id text;
