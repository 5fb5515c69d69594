-- A reissue may be sent to another payee, of whom other things are found.
alter table payment_request add findings jsonb;
comment on column payment_request.findings is 'of this version; null: those of the payment';
