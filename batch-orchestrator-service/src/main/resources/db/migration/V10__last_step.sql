-- How long a payment has stood where it stands, for whoever watches. What earlier versions wrote has stood since it was accepted.
alter table payment add column last_step_at timestamptz;
drop index payment_oldest;
create index payment_oldest on payment (status, coalesce(last_step_at, accepted_at))
    where status in ('CREATED', 'HELD', 'LOADING', 'REMITTANCE_REQUESTED', 'DISTRIBUTION_ASSIGNED', 'REQUESTED', 'SENT',
                     'REISSUING');
