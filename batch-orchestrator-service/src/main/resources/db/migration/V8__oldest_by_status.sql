-- The oldest payment of each status, for whoever watches: one look each, however many there are.
create index payment_oldest on payment (status, accepted_at)
    where status in ('CREATED', 'HELD', 'LOADING', 'REMITTANCE_REQUESTED', 'DISTRIBUTION_ASSIGNED', 'REQUESTED', 'SENT',
                     'REISSUING');
