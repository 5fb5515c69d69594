-- When a night first found that a payment of the day had moved since this run.
alter table reconciliation add column moved_at timestamptz;
