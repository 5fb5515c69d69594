-- Whether a payment was told that our credential is refused: a ticket about a check alone keeps none waiting.
alter table refused_credential add column told boolean not null default false;

update refused_credential set told = true;
