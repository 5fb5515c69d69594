-- A history is written in the transaction that moves its payment: looking the payment up again for each line shows nothing.
alter table payment_step drop constraint payment_step_payment_id_fkey;
