alter table payment_exception
    -- How often its causes have changed, from 1: what an operator saw is told apart from what came since.
    add column version              integer not null default 1,
    -- Of which causes the proposal is; null: of any claim, with any code.
    add column proposed_claim_index integer,
    add column proposed_code        text;
