-- A history is written by the statement that moves its posting: looking the posting up again for each line shows nothing.
alter table posting_change drop constraint posting_change_posting_id_fkey;
alter table posting_attempt drop constraint posting_attempt_posting_id_fkey;
