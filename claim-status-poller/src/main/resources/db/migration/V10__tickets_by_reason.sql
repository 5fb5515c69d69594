-- A rare reason is found without walking through all tickets.
create index ticket_of_reason on ticket (reason, id);
