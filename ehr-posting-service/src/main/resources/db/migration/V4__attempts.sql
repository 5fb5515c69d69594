-- Every call that had an effect to make, under the reference it carried: what a partner says late of an earlier one is
-- still known to be this posting's.
create table posting_attempt (
    id             bigint generated always as identity primary key,
    posting_id     text        not null references posting,
    transaction_id text        not null,
    at             timestamptz not null,
    -- Where the posting went from there, and when; null while the answer is out.
    result         text,
    answered_at    timestamptz
);
create index posting_attempt_by_posting on posting_attempt (posting_id, id);
create index posting_attempt_by_transaction on posting_attempt (transaction_id);
insert into posting_attempt (posting_id, transaction_id, at, result, answered_at)
select id, transaction_id, coalesce(attempted_at, changed_at), state, changed_at from posting where transaction_id is not null;

-- Cents that the ledger shows, where that is not what was posted.
alter table posting add column reported_shown bigint;

-- What operators look at, and what metrics count: the open ones, which are few.
create index posting_open on posting (state, effect, changed_at)
    where state in ('PLANNED', 'ATTEMPTED', 'ACCEPTED', 'UNKNOWN', 'REJECTED', 'WAITING');
