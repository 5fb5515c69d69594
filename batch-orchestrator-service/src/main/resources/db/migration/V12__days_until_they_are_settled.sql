-- A day is looked at every night until all of it has come about; of a day it is null what had not, before it was kept.
alter table reconciliation
    add column night     date,
    add column unsettled bigint;
update reconciliation set night = run_at::date where run_by = 'night';
drop index reconciliation_at_night;
create unique index reconciliation_at_night on reconciliation (day, night) where night is not null;
