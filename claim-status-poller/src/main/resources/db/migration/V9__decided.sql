-- Whether the payer had made up its mind once, whatever was answered since: what is asked about then is the check alone.
alter table ticket add column decided boolean not null default false;

update ticket t set decided = true
 where state in ('Queued', 'Submitting', 'Polling')
   and exists (select from ticket_change c where c.ticket_id = t.id and c.reason = 'check-uncashed');
