-- Append-only: what operators decided about exceptions, and why. Its id is the cause of the steps that follow from it.
create table operator_decision (
    id           text        primary key,
    exception_id text        not null references payment_exception,
    payment_id   text        not null references payment,
    action       text        not null,
    decided_by   text        not null,
    note         text        not null,
    decided_at   timestamptz not null
);
create index operator_decision_by_payment on operator_decision (payment_id, id);
