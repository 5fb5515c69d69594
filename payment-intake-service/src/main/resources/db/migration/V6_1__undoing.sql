-- What became of undoing a claim's transaction and its charge.
alter table payment_claim
    add reversal_outcome   text,
    add adjustment_outcome text;
