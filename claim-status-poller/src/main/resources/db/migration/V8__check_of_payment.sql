-- Of the checks that pay one claim, each payment is told its own: the one whose number is the issuer's id of the payment.
alter table subscriber add column issuer_payment_id text;
